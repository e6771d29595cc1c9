//! Asks about each fixture that is not as expected, and does what is answered.

use std::io::{self, BufRead, Write};
use std::sync::Arc;

use anyhow::Result;

use super::checker::Checker;
use super::outcome::{Outcome, State};

/// Questions on standard error, answers from standard input.
pub struct Review {
    checker: Arc<Checker>,
    /// Whether nobody answers any more.
    over: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Answer {
    Accept,
    Reject,
    Skip,
    Quit,
}

impl Review {
    /// A review of what the checker finds.
    pub fn new(checker: Arc<Checker>) -> Self {
        Self { checker, over: false }
    }

    /// The outcome after the answer, which is asked for where there is a choice.
    ///
    /// # Errors
    /// Those of reading answers, and of writing what was accepted.
    pub fn ask(&mut self, outcome: Outcome) -> Result<Outcome> {
        let is_open = matches!(outcome.state, State::Differs(_) | State::Missing);
        if self.over || !is_open {
            return Ok(outcome);
        }
        writeln!(io::stderr(), "{}", outcome.message())?;
        loop {
            write!(io::stderr(), "accept (a), reject (r), skip (s) or quit (q)? ")?;
            match answer(&mut io::stdin().lock())? {
                None => continue,
                Some(Answer::Reject) => return Ok(outcome),
                Some(Answer::Skip) => return Ok(Outcome { state: State::Skipped("left for later"), ..outcome }),
                Some(Answer::Quit) => {
                    self.over = true;
                    return Ok(outcome);
                }
                Some(Answer::Accept) => match self.checker.accept(&outcome.fixture)? {
                    Some(state) => return Ok(Outcome { state, ..outcome }),
                    None => {
                        let path = outcome.fixture.expectation.display();
                        writeln!(io::stderr(), "{path} states only some of the facts; change it by hand")?;
                    }
                },
            }
        }
    }
}

/// None for what is no answer; the end of the input ends the review.
fn answer(input: &mut impl BufRead) -> io::Result<Option<Answer>> {
    let mut line = String::new();
    if input.read_line(&mut line)? == 0 {
        return Ok(Some(Answer::Quit));
    }
    Ok(match line.trim() {
        "a" | "accept" => Some(Answer::Accept),
        "r" | "reject" => Some(Answer::Reject),
        "s" | "skip" => Some(Answer::Skip),
        "q" | "quit" => Some(Answer::Quit),
        _ => None,
    })
}
