//! Files that are whole or not there: written beside their place and renamed, and taken away when the program is
//! interrupted.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError, TryLockError};
use std::thread;
use std::time::Duration;

/// Files that are not whole yet. Whoever holds the lock cannot be interrupted.
static UNFINISHED: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// How often, and for how long each time, an interrupted program waits for a record that is being written.
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

/// On an interruption from now on, the record that is being written is finished, unfinished files are taken away, and
/// the program ends with code 130; on a second one it ends at once. Where interruptions are ignored, as behind `nohup`,
/// they stay so.
pub fn clean_up_when_interrupted() {
    let interrupted = AtomicBool::new(false);
    let _ = ctrlc::try_set_handler(move || {
        if interrupted.swap(true, Ordering::Relaxed) || thread::Builder::new().spawn(clean_up).is_err() {
            process::exit(130);
        }
    });
}

fn clean_up() {
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
        process::exit(130);
    }
    process::exit(130);
}

/// A file that takes its place when it is finished. Dropped before that, it leaves everything as it was.
#[derive(Debug)]
pub struct Replacement {
    path: PathBuf,
    beside: PathBuf,
    file: File,
}

impl Replacement {
    /// Begins the file `.NAME.part` beside `path`; it replaces the one that a broken run may have left.
    ///
    /// # Errors
    /// When the folder cannot be written in.
    pub fn begin(path: &Path) -> io::Result<Self> {
        let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let mut name = std::ffi::OsString::from(".");
        name.push(path.file_name().ok_or(io::ErrorKind::IsADirectory)?);
        name.push(".part");
        let beside = path.with_file_name(name);
        let mut unfinished = hold();
        let file = File::create(&beside)?;
        unfinished.push(beside.clone());
        Ok(Self { path, beside, file })
    }

    /// Puts the file in its place, with the permissions of the one that stood there.
    ///
    /// # Errors
    /// Those of renaming.
    pub fn finish(self) -> io::Result<()> {
        if let Ok(old) = fs::metadata(&self.path) {
            fs::set_permissions(&self.beside, old.permissions())?;
        }
        let _whole = hold();
        fs::rename(&self.beside, &self.path)
    }
}

impl Write for Replacement {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// After a rename there is nothing left to take away.
impl Drop for Replacement {
    fn drop(&mut self) {
        let mut unfinished = hold();
        let _ = fs::remove_file(&self.beside);
        unfinished.retain(|path| *path != self.beside);
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
