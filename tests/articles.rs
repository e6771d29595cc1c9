//! The whole pipeline against the truth: one test for each article of `fixtures/articles`, named after it. Every
//! difference is shown under its line of the article; nothing here writes a file. `fixtures/README.md` says how to add
//! an article and how to close a gap.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::LazyLock;

use factbox::check::Expectation;
use factbox::score::Scores;
use factbox::{Analyzer, Source};
use libtest_mimic::{Arguments, Failed, Trial};

static ANALYZER: LazyLock<Analyzer> = LazyLock::new(Analyzer::new);

fn main() -> ExitCode {
    let articles = articles();
    let trials = articles.clone().into_iter().map(|name| Trial::test(name.clone(), move || article(&name)));
    let floor = [Trial::test("scores-do-not-fall", move || floor(&articles))];
    libtest_mimic::run(&Arguments::from_args(), trials.chain(floor).collect()).exit_code()
}

/// Names of all articles and of all expectations, so that neither can stand alone.
fn articles() -> BTreeSet<String> {
    let files = fs::read_dir(folder()).expect("fixtures/articles is there").map(|file| file.expect("it can be read"));
    let names = files.map(|file| file.file_name().to_string_lossy().into_owned());
    names
        .filter_map(|name| Some(name.strip_suffix(".txt").or(name.strip_suffix(".expected.json"))?.to_owned()))
        .collect()
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/articles")
}

fn read(name: &str, ending: &str, missing: &str) -> Result<String, Failed> {
    fs::read_to_string(folder().join(format!("{name}{ending}"))).map_err(|error| format!("{error}; {missing}").into())
}

fn expectation(name: &str) -> Result<(String, Expectation), Failed> {
    let text = read(name, ".txt", "the expectation has no article")?;
    let json = read(name, ".expected.json", "propose it with: factbox check --update new fixtures/articles")?;
    let expectation = Expectation::parse(&json, &text).map_err(|error| format!("{name}.expected.json: {error}"))?;
    Ok((text, expectation))
}

fn article(name: &str) -> Result<(), Failed> {
    let (text, expectation) = expectation(name)?;
    let verdict = expectation.check(&ANALYZER, name, &text);
    if verdict.passed() { Ok(()) } else { Err(verdict.show(&format!("fixtures/articles/{name}.txt"), &text).into()) }
}

/// The scores over all articles, gaps included, are at least those of `fixtures/scores.tsv`.
fn floor(articles: &BTreeSet<String>) -> Result<(), Failed> {
    let baseline = fs::read_to_string(folder().with_file_name("scores.tsv"))?;
    let mut scores = Scores::default();
    for name in articles {
        let (text, expectation) = expectation(name)?;
        scores.add(&expectation.report, &expectation.report(&ANALYZER, Source::from_text(name, text)));
    }
    let fallen = scores.below(&baseline);
    if fallen.is_empty() {
        Ok(())
    } else {
        Err(format!("{fallen:#?}\nthe scores are now:\n{}", scores.markdown()).into())
    }
}
