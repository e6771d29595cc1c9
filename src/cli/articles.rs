//! Articles on their way in: files and lines become tasks in order, and any thread reads a task's article.

use std::io::{self, ErrorKind, Read};
use std::iter;
use std::mem;
use std::path::{Path, PathBuf};

use factbox::input::records::Record;
use factbox::input::{Charset, Told};
use factbox::{Error, Source};
use jiff::civil::Date;

use super::files::is_stdin;
use super::handfuls::{Drawn, Handfuls};
use super::memory::Memory;
use super::parts::{self, Part};

/// How files are read.
#[derive(Clone, Debug)]
pub struct Reading {
    /// How files divide into articles; where nobody says, their names do.
    pub division: Option<Division>,
    /// Day of publication of articles that do not bring their own.
    pub date: Option<Date>,
    /// Encoding of what is neither UTF-8 nor marked; Windows-1252 is guessed where none is told.
    pub charset: Option<Charset>,
    /// Name of standard input in the report.
    pub stdin_name: String,
    /// Whether unknown keys of a record are passed through.
    pub keep_meta: bool,
    /// What one article may have.
    pub most: Most,
}

/// Most bytes of one article, after decompression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Most {
    /// So many.
    pub bytes: u64,
    /// Whether more would be read if there were more memory.
    pub for_memory: bool,
}

/// How files divide into articles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Division {
    /// A file is an article.
    Files,
    /// A line is a record of one.
    Records,
    /// A NUL byte stands between two.
    Nul,
}

/// How the names of files of records end.
pub const RECORDS: &[&str] = &[".jsonl", ".jsonl.gz", ".ndjson", ".ndjson.gz"];

/// Most bytes of one article where nobody says otherwise.
pub const MAX_BYTES: u64 = 64 << 20;

impl Default for Reading {
    fn default() -> Self {
        Self {
            division: None,
            date: None,
            charset: None,
            stdin_name: "-".to_owned(),
            keep_meta: false,
            most: Most { bytes: MAX_BYTES, for_memory: false },
        }
    }
}

/// One article that is still to be read.
#[derive(Debug)]
pub enum Task {
    /// A file; `-` is standard input.
    File(PathBuf),
    /// A part of a file.
    Part(Part),
}

/// Why there is no report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// A short name to grep for.
    pub kind: &'static str,
    /// What is wrong, and what to do.
    pub message: String,
}

/// Keys of a record that factbox does not know.
pub type Meta = Option<serde_json::Map<String, serde_json::Value>>;

impl Reading {
    /// The same where memory is limited.
    pub fn within(&self, memory: Option<&Memory>) -> Self {
        let memory = memory.map(|memory| Most { bytes: memory.most_bytes(), for_memory: true });
        let most = memory.filter(|most| most.bytes < self.most.bytes).unwrap_or(self.most);
        Self { most, ..self.clone() }
    }

    /// The same where memory is limited, and how many of the threads may then work: one, so that an article has all of it.
    pub fn alone_where_memory_is_limited(&self, threads: usize) -> (Self, usize) {
        let memory = Memory::limited(1);
        (self.within(memory.as_ref()), if memory.is_some() { 1 } else { threads })
    }

    /// The name of a file in reports and messages; bytes of it that are not UTF-8 become U+FFFD.
    pub fn name(&self, file: &Path) -> String {
        if is_stdin(file) { self.stdin_name.clone() } else { file.display().to_string() }
    }

    /// The name of a task's file in messages.
    pub fn task_name(&self, task: &Task) -> String {
        match task {
            Task::File(file) => self.name(file),
            Task::Part(part) => part.file.to_string(),
        }
    }

    /// Whether one of the files may hold several articles.
    pub fn divides(&self, files: &[PathBuf]) -> bool {
        let splits = |division| division != Division::Files;
        self.division.map_or_else(|| files.iter().any(|file| splits(self.division_of(file))), splits)
    }

    fn division_of(&self, file: &Path) -> Division {
        let name = file.as_os_str().as_encoded_bytes().to_ascii_lowercase();
        let has_records = RECORDS.iter().any(|ending| name.ends_with(ending.as_bytes()));
        self.division.unwrap_or(if has_records { Division::Records } else { Division::Files })
    }

    /// What there is to do, in order. Files of several articles are read as their turn comes.
    pub fn tasks(&self, files: Vec<PathBuf>) -> impl Iterator<Item = Task> + Send + 'static {
        self.drawn(files).map(|drawn| drawn.task)
    }

    /// The same, at most so many tasks at a time of those that are at hand.
    pub fn handfuls(&self, files: Vec<PathBuf>, most: usize) -> impl Iterator<Item = Vec<Task>> + Send + 'static {
        Handfuls { drawn: self.drawn(files), most }
    }

    fn drawn(&self, files: Vec<PathBuf>) -> impl Iterator<Item = Drawn> + Send + 'static {
        let (reading, mut files) = (self.clone(), files.into_iter().peekable());
        let drawn = iter::from_fn(move || {
            let file = files.next()?;
            let division = reading.division_of(&file);
            if division != Division::Files {
                return Some(Box::new(parts::drawn(&file, &reading, division)) as Box<dyn Iterator<Item = _> + Send>);
            }
            let bytes = size_at_hand(&file).unwrap_or_default();
            let at_hand = |next: &PathBuf| reading.division_of(next) == Division::Files && size_at_hand(next).is_some();
            let more = files.peek().is_some_and(at_hand);
            Some(Box::new(iter::once(Drawn { task: Task::File(file), bytes, more })))
        });
        drawn.flatten()
    }

    /// The bytes of a file that holds one article.
    ///
    /// # Errors
    /// When it cannot be read, has too many, or holds records though nobody says so.
    pub fn bytes(&self, file: &Path) -> Result<Vec<u8>, Failure> {
        let mut bytes = Vec::new();
        parts::open(file)?.take(self.most.bytes.saturating_add(1)).read_to_end(&mut bytes)?;
        match self.division {
            _ if bytes.len() as u64 > self.most.bytes => Err(self.most.exceeded()),
            None if begins_with_record(&bytes) => Err(Failure { kind: "record", message: RECORD.to_owned() }),
            _ => Ok(bytes),
        }
    }

    /// The article in the bytes of a file.
    ///
    /// # Errors
    /// When they are no text.
    pub fn article(&self, name: &str, bytes: &[u8]) -> Result<Source, Failure> {
        let source = Source::from_bytes_in(self.charset, name, bytes)?;
        Ok(Source { published: self.date.map(Told::Option), ..source })
    }

    /// The article in a part of a file, and its other keys where they are wanted. What has no id goes by its number.
    ///
    /// # Errors
    /// When the part could not be read, or holds no article.
    pub fn part(&self, part: Part) -> Result<(Source, Meta), Failure> {
        if part.division == Division::Records {
            return self.record(part);
        }
        let bytes = part.bytes?;
        let source = self.article(&part.number.to_string(), bytes.strip_suffix(b"\0").unwrap_or(&bytes));
        let named =
            |Failure { kind, message }| Failure { kind, message: format!("article {}: {message}", part.number) };
        Ok((source.map_err(named)?, None))
    }

    fn record(&self, line: Part) -> Result<(Source, Meta), Failure> {
        let mut record = Record::parse(&line.bytes?, line.number)?;
        let meta = self.keep_meta.then(|| mem::take(&mut record.meta));
        let mut source = record.into_source(line.number)?;
        source.published = source.published.or(self.date.map(Told::Option));
        Ok((source, meta))
    }
}

const RECORD: &str = "this is a record of JSON Lines; read it with --input-format jsonl, or as it stands with \
                      --input-format text";

fn begins_with_record(bytes: &[u8]) -> bool {
    bytes.starts_with(b"{")
        && bytes.split(|byte| *byte == b'\n').next().is_some_and(|line| Record::parse(line, 1).is_ok())
}

/// The size of a regular file; none of anything that may let one wait.
fn size_at_hand(file: &Path) -> Option<u64> {
    let found = (!is_stdin(file)).then(|| file.metadata().ok()).flatten()?;
    found.is_file().then_some(found.len())
}

/// The kind of failure of what is too large.
pub const TOO_LARGE: &str = "too-large";

impl Most {
    /// Says that an article is larger.
    pub fn exceeded(self) -> Failure {
        let Self { bytes, for_memory } = self;
        let why = match for_memory {
            true => ", more than the memory that is allowed might do for; split it, or allow more by ulimit -v",
            false => "; split it, or raise --max-bytes",
        };
        Failure { kind: TOO_LARGE, message: format!("the article has more than {bytes} bytes{why}") }
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        let (kind, message) = match error.kind() {
            ErrorKind::NotFound => ("not-found", "there is no such file; check the path"),
            ErrorKind::PermissionDenied => ("not-permitted", "the file may not be read; check its permissions"),
            ErrorKind::IsADirectory => ("folder", "this is a folder; name the articles in it"),
            _ => return Self { kind: "unreadable", message: format!("{error}; check the file") },
        };
        Self { kind, message: message.to_owned() }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        let kind = match error {
            Error::Binary => "binary",
            Error::TooLong(_) => TOO_LARGE,
            Error::Record { .. } => "no-record",
            Error::RecordDate { .. } => "no-date",
            _ => "error",
        };
        Self { kind, message: error.to_string() }
    }
}
