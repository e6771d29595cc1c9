//! Finds articles and their expectations under the paths of a command.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// An article and its expectation; either may be missing.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fixture {
    pub article: PathBuf,
    pub expectation: PathBuf,
}

const ENDINGS: [&str; 2] = [".expected.json", ".txt"];

impl Fixture {
    /// The fixture that a file belongs to; a file with another ending is taken for an article.
    fn of(path: &Path) -> Self {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let stem = ENDINGS.iter().find_map(|ending| name.strip_suffix(ending)).unwrap_or(&name);
        let article = if name.ends_with(ENDINGS[0]) { path.with_file_name(format!("{stem}.txt")) } else { path.into() };
        Self { article, expectation: path.with_file_name(format!("{stem}.expected.json")) }
    }

    /// The article's file name.
    pub fn file_name(&self) -> String {
        self.article.file_name().unwrap_or_default().to_string_lossy().into_owned()
    }

    /// The article's file name without its ending.
    pub fn name(&self) -> String {
        self.article.file_stem().unwrap_or_default().to_string_lossy().into_owned()
    }
}

/// All fixtures under the paths: those of a folder sorted by path, folders in it included; each once.
pub fn under(paths: &[PathBuf]) -> Result<Vec<Fixture>> {
    let mut fixtures = Vec::new();
    let mut seen = BTreeSet::new();
    for path in paths {
        let mut here = BTreeSet::new();
        if path.is_dir() {
            walk(path, &mut here)?
        } else {
            here.extend([Fixture::of(path)])
        }
        fixtures.extend(here.into_iter().filter(|fixture| seen.insert(fixture.clone())));
    }
    Ok(fixtures)
}

fn walk(folder: &Path, fixtures: &mut BTreeSet<Fixture>) -> Result<()> {
    for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let entry = entry.with_context(|| folder.display().to_string())?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let kind = entry.file_type()?;
        if name.starts_with('.') {
            continue;
        }
        if kind.is_dir() {
            walk(&entry.path(), fixtures)?;
        } else if ENDINGS.iter().any(|ending| name.ends_with(ending)) {
            fixtures.insert(Fixture::of(&entry.path()));
        }
    }
    Ok(())
}
