//! Where reports go, one after the other: a stream, a folder, or a database.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::{Context, Error, Result};
use factbox::write::{Database, DatabaseError, Writer};
use serde_json::json;

use super::articles::Failure;
use super::folder::{Folder, Ledger};
use super::replace::{self, Claim, Replacement};
use super::work::Made;

/// Takes reports in the order in which they are to stand.
pub trait Sink {
    /// Takes one report. A failure says that this one cannot be written, but others can.
    ///
    /// # Errors
    /// Those of writing; they name where.
    fn take(&mut self, made: Made) -> Result<Result<(), Failure>>;

    /// Takes what stands in for the report of an article that failed.
    ///
    /// # Errors
    /// Those of writing.
    fn take_failure(&mut self, _name: &str, _failure: &Failure) -> Result<()> {
        Ok(())
    }

    /// Makes everything last. Without this call a file stays as it was before.
    ///
    /// # Errors
    /// Those of writing.
    fn finish(self: Box<Self>) -> Result<()>;
}

/// One stream of bytes: standard output or a file.
pub struct Stream {
    writer: Box<dyn Writer>,
    out: BufWriter<Output>,
    /// What the stream is called in messages.
    name: String,
    /// Whether failures stand in the stream.
    error_records: bool,
    begun: bool,
}

enum Output {
    Stdout(io::Stdout),
    /// A device or pipe that has a name.
    Special(File),
    File(Replacement),
}

impl Stream {
    /// A stream to the file `path`, or to standard output.
    ///
    /// # Errors
    /// When the file cannot be made.
    pub fn open(path: Option<&Path>, writer: Box<dyn Writer>, error_records: bool) -> Result<Self> {
        let name = path.map_or_else(|| "standard output".to_owned(), |path| path.display().to_string());
        let out = Output::open(path).with_context(|| name.clone())?;
        let mut stream = Self { writer, out: BufWriter::new(out), name, error_records, begun: false };
        stream.write(|writer, out| writer.begin(out))?;
        Ok(stream)
    }

    /// Every report is passed on at once: whoever reads the other end of a pipe need not wait for the next.
    fn write(&mut self, write: impl FnOnce(&dyn Writer, &mut BufWriter<Output>) -> io::Result<()>) -> Result<()> {
        let _whole = replace::hold();
        write(&*self.writer, &mut self.out).and_then(|()| self.out.flush()).with_context(|| self.name.clone())
    }

    fn part(&mut self, bytes: &[u8]) -> Result<()> {
        let between = std::mem::replace(&mut self.begun, true);
        self.write(|writer, out| {
            if between {
                writer.between(out)?;
            }
            out.write_all(bytes)
        })
    }
}

impl Sink for Stream {
    fn take(&mut self, made: Made) -> Result<Result<(), Failure>> {
        if let Made::Part(bytes) = made {
            self.part(&bytes)?;
        }
        Ok(Ok(()))
    }

    fn take_failure(&mut self, name: &str, failure: &Failure) -> Result<()> {
        if !self.error_records {
            return Ok(());
        }
        let record = json!({"source": name, "error": {"kind": failure.kind, "message": failure.message}});
        self.part(format!("{record}\n").as_bytes())
    }

    fn finish(mut self: Box<Self>) -> Result<()> {
        self.write(|writer, out| writer.end(out))?;
        let Self { out, name, .. } = *self;
        let out = out.into_inner().map_err(io::IntoInnerError::into_error).with_context(|| name.clone())?;
        if let Output::File(file) = out { file.finish().context(name) } else { Ok(()) }
    }
}

impl Output {
    fn open(path: Option<&Path>) -> io::Result<Self> {
        let Some(path) = path else { return Ok(Output::Stdout(io::stdout())) };
        match path.metadata() {
            Ok(there) if !there.is_file() && !there.is_dir() => {
                Ok(Output::Special(File::options().write(true).open(path)?))
            }
            _ => Ok(Output::File(Replacement::begin(path)?)),
        }
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Output::Stdout(out) => out.write(bytes),
            Output::Special(file) => file.write(bytes),
            Output::File(file) => file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Output::Stdout(out) => out.flush(),
            Output::Special(file) => file.flush(),
            Output::File(file) => file.flush(),
        }
    }
}

/// A file for each report.
pub struct Files {
    /// Where they go.
    pub folder: Arc<Folder>,
    /// What is there.
    pub ledger: Ledger,
}

impl Sink for Files {
    fn take(&mut self, made: Made) -> Result<Result<(), Failure>> {
        let Made::Whole { place, stamp, bytes } = made else { return Ok(Ok(())) };
        match self.folder.write(&mut self.ledger, &place, &stamp, &bytes) {
            Err(error) if is_about_one_file(&error) => Ok(Err(unwritable(&format!("{error:#}")))),
            written => written.map(Ok),
        }
    }

    fn finish(self: Box<Self>) -> Result<()> {
        Ok(())
    }
}

/// Whether something stands in the way of one file only, or its name is too long.
fn is_about_one_file(error: &Error) -> bool {
    use io::ErrorKind::{AlreadyExists, InvalidFilename, IsADirectory, NotADirectory, PermissionDenied, ResourceBusy};
    let mut kinds = error.chain().filter_map(|cause| cause.downcast_ref::<io::Error>()).map(io::Error::kind);
    let is_about_one = |kind| {
        matches!(kind, AlreadyExists | InvalidFilename | IsADirectory | NotADirectory | PermissionDenied | ResourceBusy)
    };
    kinds.any(is_about_one)
}

fn unwritable(why: &str) -> Failure {
    Failure { kind: "unwritable", message: format!("its report cannot be written: {why}") }
}

/// A database of all tables.
pub struct Rows {
    /// Closed by whoever comes first: the end of the run, or an interruption.
    database: Arc<Mutex<Option<Database>>>,
    /// Other runs may read the database, not write it.
    _alone: Claim,
    name: String,
}

impl Rows {
    /// A sink to the database `path`, which need not be there.
    ///
    /// # Errors
    /// When it cannot be opened, is none of factbox's, or another run is writing it.
    pub fn open(path: &Path) -> Result<Self> {
        let name = path.display().to_string();
        let place = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let alone = Claim::of(&place).with_context(|| name.clone())?;
        let database = Database::open(path).with_context(|| name.clone())?;
        let database = Arc::new(Mutex::new(Some(database)));
        let to_close = Arc::clone(&database);
        replace::close_when_interrupted(move || drop(take(&to_close).map(Database::close)));
        Ok(Self { database, _alone: alone, name })
    }
}

fn take(database: &Mutex<Option<Database>>) -> Option<Database> {
    database.lock().unwrap_or_else(PoisonError::into_inner).take()
}

impl Sink for Rows {
    fn take(&mut self, made: Made) -> Result<Result<(), Failure>> {
        let _whole = replace::hold();
        let mut database = self.database.lock().unwrap_or_else(PoisonError::into_inner);
        match (&mut *database, made) {
            (Some(database), Made::Report(report)) => match database.put(&report) {
                Err(error @ DatabaseError::Twice) => Ok(Err(unwritable(&error.to_string()))),
                put => put.map(Ok).with_context(|| self.name.clone()),
            },
            _ => Ok(Ok(())),
        }
    }

    fn finish(self: Box<Self>) -> Result<()> {
        take(&self.database).map_or(Ok(()), Database::close).context(self.name)
    }
}

/// Where reports are to go.
#[derive(Clone, Debug)]
pub enum Place {
    /// Standard output, or a file.
    Stream(Option<PathBuf>),
    /// A database.
    Database(PathBuf),
    /// A folder.
    Folder {
        /// Its path.
        root: PathBuf,
        /// Whether what is there and up to date stays.
        skip_existing: bool,
    },
}
