//! Files that are whole or not there: written beside their place and renamed, and taken away when the program is
//! interrupted. A lock tells a file that another run is writing from one that a broken run has left.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError, TryLockError};
use std::thread;
use std::time::Duration;

use same_file::Handle;

use super::signals;

/// Files that are not whole yet. Whoever holds the lock cannot be interrupted.
static UNFINISHED: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// How often, and for how long each time, an interrupted program waits for a record that is being written, and a run for
/// another that is writing the same file.
const WAITS: (usize, Duration) = (200, Duration::from_millis(10));

/// What else is to be closed before an interrupted program ends.
static OPEN: Mutex<Option<Close>> = Mutex::new(None);

type Close = Box<dyn FnOnce() + Send>;

/// Has something closed before an interrupted program ends.
pub fn close_when_interrupted(close: impl FnOnce() + Send + 'static) {
    *OPEN.lock().unwrap_or_else(PoisonError::into_inner) = Some(Box::new(close));
}

/// While this is held an interruption waits, so that a record is written whole.
pub fn hold() -> MutexGuard<'static, Vec<PathBuf>> {
    UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// On a signal from now on, the record that is being written is finished, unfinished files are taken away, and the
/// program ends; on a second one it ends at once.
pub fn clean_up_when_interrupted() {
    let interrupted = AtomicBool::new(false);
    signals::when_asked_to_end(move |code| {
        let again = interrupted.swap(true, Ordering::Relaxed);
        if again || thread::Builder::new().spawn(move || clean_up(code)).is_err() {
            process::exit(code);
        }
    });
}

fn clean_up(code: i32) {
    for _ in 0..WAITS.0 {
        let unfinished = match UNFINISHED.try_lock() {
            Ok(unfinished) => unfinished,
            Err(TryLockError::Poisoned(poisoned)) => poisoned.into_inner(),
            Err(TryLockError::WouldBlock) => {
                thread::sleep(WAITS.1);
                continue;
            }
        };
        unfinished.iter().for_each(|path| drop(fs::remove_file(path)));
        if let Some(close) = OPEN.lock().unwrap_or_else(PoisonError::into_inner).take() {
            close();
        }
        process::exit(code);
    }
    process::exit(code);
}

/// An empty file `.NAME.part` beside a path that no other run has while this one does. Dropped, it is taken away.
#[derive(Debug)]
pub struct Claim {
    beside: PathBuf,
    file: File,
}

impl Claim {
    /// Claims a path; a file that a broken run has left is taken over.
    ///
    /// # Errors
    /// When the folder cannot be written in, or another run has the path and does not end soon.
    pub fn of(path: &Path) -> io::Result<Self> {
        let mut name = OsString::from(".");
        name.push(path.file_name().ok_or(ErrorKind::IsADirectory)?);
        name.push(".part");
        let beside = path.with_file_name(name);
        for _ in 0..WAITS.0 {
            if let Some(file) = Self::file(&beside)? {
                return Ok(Self { beside, file });
            }
            thread::sleep(WAITS.1);
        }
        let told = "another run of factbox is writing it; wait until that has ended, or write elsewhere";
        Err(io::Error::new(ErrorKind::ResourceBusy, told))
    }

    /// The file, if no other run has it. On a file system without locks nobody can tell.
    fn file(beside: &Path) -> io::Result<Option<File>> {
        let mut unfinished = hold();
        let file = File::options().write(true).create(true).truncate(false).open(beside)?;
        let is_locked = matches!(file.try_lock(), Err(fs::TryLockError::WouldBlock));
        // Before it was locked, the run that had it may have put it in its place or taken it away.
        let is_there = || Ok::<_, io::Error>(Handle::from_file(file.try_clone()?)? == Handle::from_path(beside)?);
        if is_locked || !is_there().unwrap_or(false) {
            return Ok(None);
        }
        file.set_len(0)?;
        unfinished.push(beside.to_owned());
        Ok(Some(file))
    }
}

impl Drop for Claim {
    fn drop(&mut self) {
        let mut unfinished = hold();
        // A file that has been put in its place is no longer in the list, and what has its name is another run's.
        if let Some(at) = unfinished.iter().position(|path| *path == self.beside) {
            let _ = fs::remove_file(&self.beside);
            unfinished.swap_remove(at);
        }
    }
}

/// A file that takes its place when it is finished. Dropped before that, it leaves everything as it was.
#[derive(Debug)]
pub struct Replacement {
    path: PathBuf,
    claim: Claim,
}

impl Replacement {
    /// Begins the file.
    ///
    /// # Errors
    /// Those of [`Claim::of`].
    pub fn begin(path: &Path) -> io::Result<Self> {
        let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        Ok(Self { claim: Claim::of(&path)?, path })
    }

    /// Puts the file in its place, with the permissions of the one that stood there.
    ///
    /// # Errors
    /// Those of renaming.
    pub fn finish(self) -> io::Result<()> {
        let beside = &self.claim.beside;
        if let Ok(old) = fs::metadata(&self.path) {
            fs::set_permissions(beside, old.permissions())?;
        }
        let mut unfinished = hold();
        fs::rename(beside, &self.path)?;
        unfinished.retain(|path| path != beside);
        Ok(())
    }
}

impl Write for Replacement {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.claim.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.claim.file.flush()
    }
}

/// Writes a whole file.
///
/// # Errors
/// Those of creating, writing and renaming; the old file is still there then.
pub fn replace(path: &Path, content: &[u8]) -> io::Result<()> {
    let mut file = Replacement::begin(path)?;
    file.write_all(content)?;
    file.finish()
}
