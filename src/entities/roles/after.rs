//! The appositive behind a name's comma: ", US secretary of state,", ", 45, a teacher from Bath", ", who is the mayor".

use std::ops::Range;

use super::super::merge::What;
use super::words::{is_function_word, is_measure, is_modifier, is_owner, is_possessive, is_verb_like, is_work};
use super::{Around, LONGEST};
use crate::grammar::Tag;

impl Around<'_> {
    /// What the words behind the name that ends here say that the person is.
    pub(super) fn after(&self, end: usize) -> Option<Range<usize>> {
        let mut start = self.behind_origin(end);
        if self.word(start) != "," {
            return None;
        }
        start = self.behind_party(start + 1);
        let age = self.word(start).chars().all(|c| c.is_ascii_digit()) && !self.word(start).is_empty();
        if age && self.word(start + 1) == "," {
            start += 2;
        }
        if self.word(start) == "who" && matches!(self.word(start + 1), "is" | "was") {
            start += 2;
            let tag = self.page.tags.get(start);
            if !matches!(tag, Some(Tag::DT | Tag::JJ | Tag::NN | Tag::NNP | Tag::PRPS))
                || self.word(start).ends_with("ed")
            {
                return None;
            }
        }
        if self.word(start) == "now" && self.page.tags.get(start + 1) == Some(&Tag::DT) {
            start += 1;
        }
        self.appositive(start + usize::from(is_owner(self.word(start))))
    }

    /// Behind "of Acme University" in "Ana Ruiz of Acme University, an economist".
    fn behind_origin(&self, end: usize) -> usize {
        if !matches!(self.word(end), "of" | "from") {
            return end;
        }
        let mut at = end + 1;
        while at < end + 8 && (self.is_capital(at) || matches!(self.word(at), "the" | "of" | "and" | "&")) {
            at += 1;
        }
        if self.word(at) == "," && at > end + 1 { at } else { end }
    }

    /// Behind "D-Ohio," in "Ana Ruiz, D-Ohio, the bill's sponsor".
    fn behind_party(&self, start: usize) -> usize {
        let party = matches!(self.word(start), "D" | "R" | "I") && matches!(self.word(start + 1), "-" | "–");
        let comma = (start..start + 7).find(|at| self.word(*at) == ",");
        comma.filter(|_| party).map_or(start, |comma| comma + 1)
    }

    /// A phrase that a title heads, up to the comma or the verb that ends it; behind "a" any noun will do. Those who
    /// are counted are others: "his wife, Ana, two daughters and".
    fn appositive(&self, start: usize) -> Option<Range<usize>> {
        let verb = self.page.tags.get(start) == Some(&Tag::VBN) || self.is_participle(start);
        let several = self.page.tags.get(start) == Some(&Tag::CD) && self.page.tags.get(start + 1) == Some(&Tag::NNS);
        if verb || several || is_leading_away(self.word(start)) || self.is_next_person(start) {
            return None;
        }
        let closing = self.phrase_end(start);
        if closing == start || !self.closes(closing) {
            return None;
        }
        let end = self.without_link(start, self.before_others(start, closing)?);
        let head = self.titled(start, end).or_else(|| self.described(start, end))?;
        (head - start < 8 && !self.names_somebody(head, end)).then_some(start..end)
    }

    /// "urging" in "Ana Ruiz, urging the president to resign,"; not "acting" in "Ana Ruiz, acting mayor,".
    fn is_participle(&self, at: usize) -> bool {
        self.word(at).ends_with("ing")
            && matches!(
                self.page.tags.get(at + 1),
                Some(Tag::DT | Tag::PRPS | Tag::PRP | Tag::IN | Tag::TO | Tag::NNS | Tag::JJS | Tag::CD)
            )
    }

    /// "Tom Roe" behind the comma of "Ana Ruiz of Acme, Tom Roe of Beld and": the next of several people, no role. His
    /// noun may lead: "Roe's widow", "Roe campaign manager".
    fn is_next_person(&self, at: usize) -> bool {
        let next = self.name_at(at).filter(|name| name.what == What::Person).map(|name| name.tokens.end);
        next.is_some_and(|end| !self.page.tags.get(end).is_some_and(|tag| tag.is_noun() || *tag == Tag::POS))
    }

    /// Where a phrase ends before "and Tom Roe", the next of those who are told; nothing where somebody is named in it
    /// who neither owns what follows nor stands behind a preposition: "Ana Roe, bassist and singer Tom Roe and".
    fn before_others(&self, start: usize, end: usize) -> Option<usize> {
        let opens = |at: &usize| {
            let name = self.name_at(*at).filter(|name| name.what == What::Person && name.tokens.start == *at);
            name.is_some_and(|name| !is_possessive(self.word(name.tokens.end)))
        };
        let Some(other) = (start + 1..end).find(opens) else { return Some(end) };
        match self.word(other - 1) {
            "and" | "," => Some(other - 1),
            _ if self.is_role(other - 1) && !(start..other).any(|at| self.page.tags[at] == Tag::IN) => None,
            _ if self.is_capital(other - 1) => None,
            _ => Some(end),
        }
    }

    /// Where a phrase ends without the "and" or "of" that a mark cut from what it links.
    fn without_link(&self, start: usize, mut end: usize) -> usize {
        while end > start && matches!(self.word(end - 1), "and" | "or" | "of" | "for" | "the" | "a" | "in" | "with") {
            end -= 1;
        }
        end
    }

    /// Where the phrase that begins here ends: before a mark or a verb of speech.
    fn phrase_end(&self, start: usize) -> usize {
        let mut at = start;
        while self.sentence.contains(&at) && at - start < LONGEST {
            let bracketed = self.word(at) == "(" && self.word(at + 2) == ")";
            if bracketed {
                at += 3;
                continue;
            }
            if ends_phrase(self.word(at)) && !(self.word(at) == "," && self.goes_on(start, at))
                || is_future(self.word(at))
            {
                break;
            }
            at += 1;
        }
        at
    }

    /// Whether a comma inside offices, "Chairman, President and Chief Executive", or between a place and its region
    /// leads on.
    fn goes_on(&self, start: usize, comma: usize) -> bool {
        let offices = |range: Range<usize>| {
            !range.is_empty()
                && range.clone().all(|at| self.is_capital(at) && is_modifier(&self.word(at).to_lowercase()))
        };
        let joined = || (comma + 1..comma + 4).any(|at| matches!(self.word(at), "and" | "&"));
        offices(start..comma) && offices(comma + 1..comma + 2) && joined()
    }

    fn closes(&self, at: usize) -> bool {
        is_future(self.word(at))
            || matches!(
                self.word(at),
                "," | "."
                    | ";"
                    | "said"
                    | "told"
                    | "says"
                    | "added"
                    | "who"
                    | "whose"
                    | ""
                    | "—"
                    | "–"
                    | ")"
                    | ":"
                    | "\""
                    | "”"
            )
    }

    /// The first title of the phrase, where no verb stands before it.
    fn titled(&self, start: usize, end: usize) -> Option<usize> {
        let head = (start..end).find(|at| self.is_role(*at))?;
        let verb = |at: usize| is_verb_like(self.page.tags[at], self.word(at));
        let comparison = matches!(self.page.tags.get(start + 1), Some(Tag::JJR | Tag::JJS))
            && matches!(self.word(start + 2), "of" | "than");
        (!(start..head).any(verb) && !comparison).then_some(head)
    }

    /// The noun of "a retired sapper", whatever it is, where the phrase holds no verb.
    fn described(&self, start: usize, end: usize) -> Option<usize> {
        if !matches!(self.word(start), "a" | "an") {
            return None;
        }
        let head = self.head(start + 1, end)?;
        let verb = |at: usize| is_verb_like(self.page.tags[at], self.word(at));
        let counts = is_work(self.word(head)) || (start..=head).any(|at| is_measure(self.word(at)));
        (!counts && !(start..end).any(verb) && !is_function_word(self.word(head))).then_some(head)
    }

    /// ", President Ruiz and": the title belongs to the next name; not so in ", Chief Executive Officer and".
    fn names_somebody(&self, mut head: usize, end: usize) -> bool {
        while head + 1 < end && (self.is_role(head + 1) || is_modifier(&self.word(head + 1).to_lowercase())) {
            head += 1;
        }
        head + 1 < end && (self.names_person(head + 1) || (self.is_capital(head) && self.is_capital(head + 1)))
    }
}

fn ends_phrase(word: &str) -> bool {
    matches!(
        word,
        "," | "."
            | ";"
            | ":"
            | ")"
            | "("
            | "who"
            | "whose"
            | "said"
            | "told"
            | "says"
            | "added"
            | "—"
            | "–"
            | "which"
            | "\""
            | "“"
            | "”"
            | "?"
            | "!"
    )
}

/// What the sentence goes on with where the second comma is forgotten: "Ana Roe, the mayor will".
fn is_future(word: &str) -> bool {
    matches!(word, "will" | "would")
}

/// Words behind a comma that open no appositive.
fn is_leading_away(word: &str) -> bool {
    matches!(
        word,
        "whose"
            | "where"
            | "including"
            | "then"
            | "now"
            | "and"
            | "or"
            | "but"
            | "as"
            | "when"
            | "while"
            | "with"
            | "in"
            | "on"
            | "at"
    )
}
