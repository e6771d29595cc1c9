//! Which files are read. Takes the paths of a command; gives files in the order in which their reports come out.

use std::collections::HashSet;
use std::ffi::OsString;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow};
use ignore::overrides::{Override, OverrideBuilder};
use ignore::{DirEntry, WalkBuilder};

/// What to look for, and where.
#[derive(Clone, Debug, Default)]
pub struct Search {
    /// Files, folders, and `-` for standard input.
    pub paths: Vec<PathBuf>,
    /// A file with more paths, one a line; `-` is standard input.
    pub list: Option<PathBuf>,
    /// Whether the list's paths end with NUL bytes rather than line breaks.
    pub nul: bool,
    /// Which files of folders are read, as in `.gitignore`; with `!` in front, which are not.
    pub globs: Vec<String>,
    /// Whether hidden files and those that `.gitignore` and `.ignore` name are read too.
    pub all: bool,
    /// Endings of the files of folders that are read where no glob says so.
    pub endings: &'static [&'static str],
}

/// What a search found.
#[derive(Clone, Debug, Default)]
pub struct Files {
    /// In the order in which their reports come out.
    pub paths: Vec<PathBuf>,
    /// Folders that could not be read, each as a sentence that names it.
    pub unreadable: Vec<String>,
}

/// The one path that is no file.
pub fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

impl Search {
    /// Whether there can be more than one article.
    pub fn is_for_several(&self) -> bool {
        self.list.is_some() || self.paths.len() > 1 || self.paths.iter().any(|path| path.is_dir())
    }

    /// All files, in order: the paths as given, a folder's files sorted by the bytes of their paths. A path that names
    /// nothing stays, to be told of when its turn comes.
    ///
    /// # Errors
    /// When the list cannot be read or a glob is none.
    pub fn files(&self) -> Result<Files> {
        let mut paths = self.paths.clone();
        if let Some(list) = &self.list {
            paths.extend(self.listed(list).with_context(|| list.display().to_string())?);
        }
        let mut files = Files::default();
        for path in paths {
            if !is_stdin(&path) && path.is_dir() { self.walk(&path, &mut files)? } else { files.paths.push(path) }
        }
        Ok(files)
    }

    fn listed(&self, list: &Path) -> Result<Vec<PathBuf>> {
        let mut bytes = Vec::new();
        match is_stdin(list) {
            true => drop(io::stdin().read_to_end(&mut bytes)?),
            false => bytes = fs::read(list)?,
        }
        let end = if self.nul { b'\0' } else { b'\n' };
        let lines = bytes.split(|byte| *byte == end).filter(|line| !line.is_empty());
        lines.map(|line| path_of(if self.nul { line } else { line.strip_suffix(b"\r").unwrap_or(line) })).collect()
    }

    fn walk(&self, folder: &Path, files: &mut Files) -> Result<()> {
        let globs = self.globs(folder)?;
        let (prune, mut links) = (globs.clone(), Links::of(folder));
        let mut walk = WalkBuilder::new(folder);
        walk.standard_filters(!self.all).git_global(false).git_exclude(false).follow_links(true);
        walk.filter_entry(move |entry| {
            entry.depth() == 0 || !prune.matched(entry.path(), is_folder(entry)).is_ignore()
        });
        walk.sort_by_file_name(Ord::cmp);
        let first = files.paths.len();
        for entry in walk.build() {
            match entry {
                Ok(entry) if !is_folder(&entry) && self.is_wanted(&entry, &globs) && links.are_new(&entry) => {
                    files.paths.push(plain(entry.into_path()));
                }
                Ok(_) => {}
                Err(error) if is_loop(&error) => {}
                Err(error) => files.unreadable.push(error.to_string()),
            }
        }
        files.paths[first..].sort_unstable_by(|one, other| bytes_of(one).cmp(bytes_of(other)));
        Ok(())
    }

    fn globs(&self, folder: &Path) -> Result<Override> {
        let mut globs = OverrideBuilder::new(folder);
        for glob in &self.globs {
            globs.add(glob).map_err(|error| anyhow!("--glob: {error}"))?;
        }
        Ok(globs.build()?)
    }

    /// Pipes and devices are read only when they are named: they may never end.
    fn is_wanted(&self, entry: &DirEntry, globs: &Override) -> bool {
        if !entry.file_type().is_some_and(|kind| kind.is_file()) {
            return false;
        }
        if globs.num_whitelists() > 0 {
            return true;
        }
        let name = entry.file_name().as_encoded_bytes();
        self.endings.iter().any(|ending| name.ends_with(ending.as_bytes()))
    }
}

/// Symbolic links are followed, but no file is read twice: not when a link leads to what the walk meets anyway, nor
/// when two links lead to one file.
struct Links {
    /// The folder itself, free of links.
    root: Option<PathBuf>,
    seen: HashSet<PathBuf>,
}

impl Links {
    fn of(folder: &Path) -> Self {
        Self { root: folder.canonicalize().ok(), seen: HashSet::new() }
    }

    fn are_new(&mut self, entry: &DirEntry) -> bool {
        let Some(root) = &self.root else { return true };
        let below_root = entry.path().ancestors().take(entry.depth());
        if !below_root.into_iter().any(Path::is_symlink) {
            return true;
        }
        let Ok(target) = entry.path().canonicalize() else { return true };
        !target.starts_with(root) && self.seen.insert(target)
    }
}

fn is_folder(entry: &DirEntry) -> bool {
    entry.file_type().is_some_and(|kind| kind.is_dir())
}

fn is_loop(error: &ignore::Error) -> bool {
    match error {
        ignore::Error::Loop { .. } => true,
        ignore::Error::WithPath { err, .. } | ignore::Error::WithDepth { err, .. } => is_loop(err),
        _ => false,
    }
}

/// The files of the folder `.` go without it.
fn plain(path: PathBuf) -> PathBuf {
    path.strip_prefix(".").map(Path::to_owned).unwrap_or(path)
}

fn bytes_of(path: &Path) -> &[u8] {
    path.as_os_str().as_encoded_bytes()
}

#[cfg(unix)]
fn path_of(bytes: &[u8]) -> Result<PathBuf> {
    use std::os::unix::ffi::OsStringExt;
    Ok(OsString::from_vec(bytes.to_vec()).into())
}

#[cfg(not(unix))]
fn path_of(bytes: &[u8]) -> Result<PathBuf> {
    Ok(OsString::from(std::str::from_utf8(bytes).context("a path in it is not UTF-8")?).into())
}
