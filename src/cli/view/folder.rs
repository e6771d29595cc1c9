//! A folder of pages and their index.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use factbox::write::html::Index;

use super::opened::Page;
use super::write;

/// A folder of pages and their index.
pub struct Folder<'p> {
    path: &'p Path,
    index: Index,
    names: Names,
}

/// The page that lists the others.
pub const INDEX: &str = "index.html";

impl<'p> Folder<'p> {
    /// A folder, which need not be there.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn new(path: &'p Path) -> Result<Self> {
        fs::create_dir_all(path).with_context(|| path.display().to_string())?;
        Ok(Self { path, index: Index::default(), names: Names::default() })
    }

    /// Writes a page.
    ///
    /// # Errors
    /// Those of writing.
    pub fn add(&mut self, page: &Page) -> Result<()> {
        let name = self.names.take(&page.stem);
        write(&self.path.join(&name), |out| out.write_all(&page.html))?;
        self.index.add(&page.report, &name);
        Ok(())
    }

    /// Writes the index.
    ///
    /// # Errors
    /// Those of writing.
    pub fn finish(self) -> Result<()> {
        write(&self.path.join(INDEX), |out| self.index.write(out))
    }
}

/// Names of pages. Some file systems take "A" and "a" for one.
struct Names {
    /// How often each was wanted, in lower case.
    wanted: HashMap<String, usize>,
}

impl Default for Names {
    fn default() -> Self {
        Self { wanted: HashMap::from([("index".to_owned(), 1)]) }
    }
}

impl Names {
    /// The article's name with another ending, and a number where that is taken.
    fn take(&mut self, stem: &str) -> String {
        loop {
            let times = self.wanted.entry(stem.to_lowercase()).or_default();
            *times += 1;
            let name = if *times == 1 { stem.to_owned() } else { format!("{stem}-{times}") };
            if *times == 1 || self.wanted.insert(name.to_lowercase(), 1).is_none() {
                return format!("{name}.html");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_has_a_name_of_its_own() {
        let mut names = Names::default();
        let taken = ["a", "a-2", "A", "a", "index", "a-2"].map(|stem| names.take(stem));
        assert_eq!(taken, ["a.html", "a-2.html", "A-3.html", "a-4.html", "index-2.html", "a-2-2.html"]);
    }
}
