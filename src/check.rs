//! Holds an article to its expected report. Takes an expectation file and the report that factbox made; gives a
//! [`Verdict`]: the facts that are missing, extra or changed, each by its place in the text. `factbox check` and the
//! project's own `tests/articles.rs` are both this module.
//!
//! ```
//! use factbox::check::Expectation;
//!
//! let text = "Prices rose 7 per cent, the bank said.";
//! let expected = r#"{"mode": "subset", "figures": [{"text": "7 per cent", "value": 7}]}"#;
//! let verdict = Expectation::parse(expected, text)?.check(&factbox::Analyzer::new(), "note", text);
//! println!("{}", verdict.show("note", text));
//! # Ok::<(), factbox::Error>(())
//! ```

mod diff;
mod expectation;
mod facts;
mod mask;
mod pairs;
mod propose;
mod schema;
mod show;

pub use diff::{Change, Difference, State, Verdict};
pub use expectation::{Expectation, Gap, Mode, Options, Terms};
pub use facts::{Fact, FactKind, facts_of};
pub use mask::{Mask, Pointer};
pub use pairs::overlap;
pub use propose::{propose, replace_gaps};
