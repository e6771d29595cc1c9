//! Finds articles and their expectations under the paths of a command.

use std::collections::{BTreeSet, HashSet};
use std::path::{Path, PathBuf};

use anyhow::{Result, anyhow, bail};
use ignore::overrides::{Override, OverrideBuilder};

use crate::cli::files::Search;

/// An article and its expectation; either may be missing.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fixture {
    pub article: PathBuf,
    pub expectation: PathBuf,
}

impl Fixture {
    /// The article's file name.
    pub fn file_name(&self) -> String {
        self.article.file_name().unwrap_or_default().to_string_lossy().into_owned()
    }
}

const EXPECTED: &str = ".expected.json";
const ARTICLES: [&str; 2] = [".txt", ".txt.gz"];

/// Where expectations stand, and which fixtures are meant.
#[derive(Debug)]
pub struct Places {
    /// A folder with the expectations; beside the articles where there is none.
    expected: Option<PathBuf>,
    wanted: Option<Override>,
    unwanted: Override,
}

impl Places {
    /// Expectations in the folder `expected`; of all fixtures those that the globs want.
    ///
    /// # Errors
    /// When a glob is none.
    pub fn new(expected: Option<PathBuf>, filter: &[String]) -> Result<Self> {
        let (unwanted, wanted): (Vec<_>, Vec<_>) = filter.iter().partition(|glob| glob.starts_with('!'));
        Ok(Self {
            expected,
            wanted: if wanted.is_empty() { None } else { Some(globs(wanted.iter().map(|glob| glob.as_str()))?) },
            unwanted: globs(unwanted.iter().map(|glob| &glob[1..]))?,
        })
    }

    /// What else to think of when nothing is found.
    pub fn hint(&self) -> &'static str {
        match (&self.expected, &self.wanted) {
            (_, Some(_)) => ", and its name one of --filter",
            (Some(_), None) => " in the folder --expected",
            (None, None) => " beside it",
        }
    }

    /// All fixtures under the paths, in order; of a folder, sorted by path; each once.
    ///
    /// # Errors
    /// When a folder cannot be read.
    pub fn fixtures(&self, paths: &[PathBuf]) -> Result<Vec<Fixture>> {
        let (mut fixtures, mut seen) = (Vec::new(), HashSet::new());
        for path in paths {
            let here: BTreeSet<Fixture> = match path.is_dir() {
                true => walk(path)?.iter().filter_map(|file| self.fixture(file, Some(path))).collect(),
                false => self.fixture(path, None).into_iter().collect(),
            };
            fixtures.extend(here.into_iter().filter(|fixture| seen.insert(fixture.expectation.clone())));
        }
        if let (Some(expected), Some(folder)) = (&self.expected, paths.iter().find(|path| path.is_dir())) {
            let stray = walk(expected)?.into_iter().filter(|file| is_expectation(file) && !seen.contains(file));
            fixtures.extend(stray.map(|expectation| {
                let below = expectation.strip_prefix(expected).unwrap_or(&expectation);
                Fixture { article: article_of(&folder.join(below)), expectation }
            }));
        }
        fixtures.retain(|fixture| self.wants(&fixture.article));
        Ok(fixtures)
    }

    /// The fixture that a file under `root` belongs to; a file with another ending is taken for an article. Where
    /// expectations have a folder of their own, those beside the articles do not count.
    fn fixture(&self, file: &Path, root: Option<&Path>) -> Option<Fixture> {
        if is_expectation(file) {
            let beside = Fixture { article: article_of(file), expectation: file.to_owned() };
            return self.expected.is_none().then_some(beside);
        }
        let name = format!("{}{EXPECTED}", stem(file));
        let expectation = match &self.expected {
            None => file.with_file_name(name),
            Some(expected) => {
                let folder = root.and_then(|root| file.parent()?.strip_prefix(plain(root)).ok());
                expected.join(folder.unwrap_or(Path::new(""))).join(name)
            }
        };
        Some(Fixture { article: file.to_owned(), expectation })
    }

    fn wants(&self, article: &Path) -> bool {
        let named = |globs: &Override| {
            let names = [article.to_owned(), article.with_file_name(stem(article))];
            names.iter().any(|name| globs.matched(name, false).is_whitelist())
        };
        self.wanted.as_ref().is_none_or(named) && !named(&self.unwanted)
    }
}

fn globs<'g>(globs: impl Iterator<Item = &'g str>) -> Result<Override> {
    let mut all = OverrideBuilder::new("");
    for glob in globs {
        all.add(glob).map_err(|error| anyhow!("--filter: {error}"))?;
    }
    Ok(all.build()?)
}

fn walk(folder: &Path) -> Result<Vec<PathBuf>> {
    let endings = &[ARTICLES[0], ARTICLES[1], EXPECTED];
    let files = Search { paths: vec![folder.to_owned()], endings, ..Search::default() }.files()?;
    match files.unreadable.first() {
        Some(unreadable) => bail!("{unreadable}"),
        None => Ok(files.paths),
    }
}

fn is_expectation(file: &Path) -> bool {
    file.file_name().is_some_and(|name| name.to_string_lossy().ends_with(EXPECTED))
}

/// The article that an expectation beside it is about.
fn article_of(expectation: &Path) -> PathBuf {
    let [plain, packed] = ARTICLES.map(|ending| expectation.with_file_name(format!("{}{ending}", stem(expectation))));
    if packed.exists() && !plain.exists() { packed } else { plain }
}

/// A file's name without its ending.
fn stem(file: &Path) -> String {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let endings = [EXPECTED, ARTICLES[1], ARTICLES[0]];
    endings.iter().find_map(|ending| name.strip_suffix(ending)).unwrap_or(&name).to_owned()
}

/// Files of the folder `.` are found without it.
fn plain(root: &Path) -> &Path {
    root.strip_prefix(".").unwrap_or(root)
}
