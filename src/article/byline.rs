//! Lines that say who wrote or reported: "By Jane Roe in Paris", "Additional reporting by …", "… contributed to this
//! report".

use super::phrases::{self, Phrase, fold};
use super::words::{self, is_all_capitals, is_capitalized};
use crate::list;
use crate::sequence::hash::Listed;

/// Longer words are not looked up.
const LONGEST: usize = 16;

/// What a word may do in a byline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// Stands between names: `and`, `in`, `de`.
    Joint,
    /// Says what somebody does at the paper: `correspondent`.
    Role,
}

/// The phrases and words of bylines.
#[derive(Debug)]
pub(super) struct Rules {
    credits: Vec<Phrase>,
    words: Listed<Part>,
}

impl Rules {
    pub fn load() -> Self {
        let mut rules = Self { credits: Vec::new(), words: Listed::default() };
        for [phrase, kind] in list::rows::<2>(include_str!("byline.tsv")) {
            match kind {
                "credit" => rules.credits.push(Phrase::new(phrase)),
                "role" => _ = rules.words.insert(phrase, Part::Role),
                _ => _ = rules.words.insert(phrase, Part::Joint),
            }
        }
        rules
    }

    /// "Additional reporting by Jane Roe in Paris", "(Reporting by …; editing by …)".
    pub fn is_credit(&self, line: &str) -> bool {
        // Prose is the longest, and needs no look at its words.
        !words::is_longer(line, phrases::LONGEST)
            && self.is_names(line)
            && fold(line).is_some_and(|folded| self.credits.iter().any(|phrase| phrase.is(&folded)))
    }

    /// "By Jane Roe, Political Editor".
    pub fn is_signed(&self, line: &str) -> bool {
        let Some(names) = ["By ", "BY ", "by "].iter().find_map(|by| line.strip_prefix(by)) else { return false };
        let first = names.split_whitespace().next().unwrap_or_default();
        let is_name = is_capitalized(first) && (!is_article(first) || self.has_role(names));
        is_name && !words::is_longer(names, 120) && self.is_names(names) && !names.ends_with(['?', '!', ':'])
    }

    /// "Jane Roe", "Jane Roe in Paris", "Jane Roe and John Doe, Political Editor".
    pub fn is_name(&self, line: &str) -> bool {
        let count = line.split_whitespace().take(11).count();
        let first = line.split_whitespace().next().unwrap_or_default();
        let shaped = (2..=10).contains(&count) && is_capitalized(first) && !is_article(first) && !line.ends_with('.');
        let plain = || !line.contains(|c: char| c.is_ascii_digit() || matches!(c, ':' | '?' | '!' | '"' | '“' | '‘'));
        let named = || self.is_names(line) || self.is_name_with_job(line);
        let joint = || [" in ", " and ", ", "].iter().any(|joint| line.contains(joint));
        shaped && plain() && named() && (count <= 3 || joint() || self.has_role(line))
    }

    /// "Jane Roe, court reporter": a name, a comma, and a few words that end with a job.
    fn is_name_with_job(&self, line: &str) -> bool {
        let Some((name, job)) = line.split_once(", ") else { return false };
        let last = job.split_whitespace().next_back().unwrap_or_default();
        let count = name.split_whitespace().count();
        (2..=4).contains(&count)
            && name.split_whitespace().all(is_capitalized)
            && job.split_whitespace().count() <= 5
            && self.part(last) == Some(Part::Role)
    }

    /// Whether every word is capitalized or one that joins names.
    fn is_names(&self, line: &str) -> bool {
        line.split_whitespace().all(|word| {
            let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
            let is_small = bare.chars().next().is_some_and(|first| first.is_alphabetic() && !first.is_uppercase());
            !is_small || self.part(bare).is_some() || bare.bytes().any(|byte| matches!(byte, b'@' | b'.'))
        })
    }

    fn has_role(&self, line: &str) -> bool {
        let mut words = line.split(|c: char| !c.is_alphanumeric());
        words.any(|word| self.part(word) == Some(Part::Role))
    }

    fn part(&self, word: &str) -> Option<Part> {
        let mut lower = [0; LONGEST];
        let lower = lower.get_mut(..word.len())?;
        lower.copy_from_slice(word.as_bytes());
        lower.make_ascii_lowercase();
        self.words.get(std::str::from_utf8(lower).ok()?).copied()
    }
}

fn is_article(word: &str) -> bool {
    ["the", "a", "an"].iter().any(|article| word.eq_ignore_ascii_case(article)) && !is_all_capitals(word)
        || word == "THE"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credits() {
        let rules = Rules::load();
        for line in [
            "Additional reporting by Jane Roe in Hong Kong",
            "(Reporting by Jane Roe and John Doe in Paris; editing by Kim Lee)",
            "--additional reporting by Jane Roe.",
            "Associated Press writer Jane Roe in Nairobi contributed to this report.",
            "Roe reported from Rapid City, South Dakota, and Doe from Paris.",
            "(With inputs from agencies)",
        ] {
            assert!(rules.is_credit(line), "{line}");
        }
        for line in ["Reporting by the paper showed that prices rose.", "Editing by hand is slow."] {
            assert!(!rules.is_credit(line), "{line}");
        }
    }

    #[test]
    fn signatures() {
        let rules = Rules::load();
        for line in ["By Jane Roe", "BY JANE ROE", "By Jane Roe, Political Editor", "By Jan van der Berg in Oslo"] {
            assert!(rules.is_signed(line), "{line}");
        }
        for line in
            ["By the time it ended, ten were hurt.", "By Monday prices had risen.", "By the Numbers", "By and by"]
        {
            assert!(!rules.is_signed(line), "{line}");
        }
    }

    #[test]
    fn names() {
        let rules = Rules::load();
        for line in [
            "Jane Roe",
            "Jane Roe in Paris",
            "Jane Roe, Political Editor",
            "Jane Roe, court reporter",
            "Jane Roe and John Doe",
        ] {
            assert!(rules.is_name(line), "{line}");
        }
        for line in ["The Markets", "Slow forward", "Roe", "Origin of the harbour", "Jane Roe wins."] {
            assert!(!rules.is_name(line), "{line}");
        }
    }
}
