//! What became of one fixture.

use factbox::check::Verdict;

use super::fixtures::Fixture;

/// What became of one fixture.
#[derive(Debug)]
pub struct Outcome {
    /// The article and its expectation.
    pub fixture: Fixture,
    /// The article's text, as far as it could be read.
    pub text: String,
    /// How it fared.
    pub state: State,
    /// What else its author should know.
    pub notes: Vec<String>,
}

/// How a fixture fared.
#[derive(Debug)]
pub enum State {
    /// As expected.
    Passed(Verdict),
    /// Otherwise than expected.
    Differs(Verdict),
    /// There is no expectation.
    Missing,
    /// There is no article.
    Orphan,
    /// An expectation was written from what was found.
    Proposed,
    /// Passed over, for this reason.
    Skipped(&'static str),
    /// The expectation does not hold to its form.
    Broken(String),
    /// A file cannot be read.
    Unreadable(String),
}

impl Outcome {
    /// Whether it fails the check.
    pub fn failed(&self) -> bool {
        !matches!(self.state, State::Passed(_) | State::Proposed | State::Skipped(_))
    }

    /// Whether one of its files cannot be read.
    pub fn is_unreadable(&self) -> bool {
        matches!(self.state, State::Unreadable(_))
    }

    /// The article's path.
    pub fn path(&self) -> String {
        self.fixture.article.display().to_string()
    }

    /// The name of its state.
    pub fn name(&self) -> &'static str {
        match self.state {
            State::Passed(_) => "passed",
            State::Differs(_) => "differs",
            State::Missing => "missing",
            State::Orphan => "orphan",
            State::Proposed => "proposed",
            State::Skipped(_) => "skipped",
            State::Broken(_) => "broken",
            State::Unreadable(_) => "unreadable",
        }
    }

    /// The comparison, where there was one.
    pub fn verdict(&self) -> Option<&Verdict> {
        match &self.state {
            State::Passed(verdict) | State::Differs(verdict) => Some(verdict),
            _ => None,
        }
    }

    /// What there is to say, in as many lines as it takes.
    pub fn message(&self) -> String {
        let (article, expectation) = (self.path(), self.fixture.expectation.display());
        match &self.state {
            State::Passed(_) => String::new(),
            State::Differs(verdict) => verdict.show(&article, &self.text),
            State::Missing => {
                format!("{article}: there is no expectation; propose one with --update new, then correct it\n")
            }
            State::Orphan => format!("{expectation}: there is no article {article} for it\n"),
            State::Proposed => format!("{expectation}: proposed; read it against the article and correct it\n"),
            State::Skipped(why) => format!("{article}: passed over: {why}\n"),
            State::Broken(why) => format!("{expectation}: {why}\n"),
            State::Unreadable(why) => format!("{why}\n"),
        }
    }
}
