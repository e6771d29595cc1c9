//! One set of names from the tagger's spans and the lists. Takes both; gives names in text order, without overlap, each
//! with its type. Which names are one thing is left to the clusters.

use std::ops::Range;

use super::context::Evidence;
use super::lexicon::{Entry, Hit, Lexicon, Listed};
use super::looks::View;
use super::{
    Form, acronyms, agreement, cities, crowd, described, edges, institutions, lower, metonym, repeats, seats, series,
    titled,
};
use crate::article::BlockKind;
use crate::document::RuleId;
use crate::grammar::Tag;

/// What a name names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum What {
    Person,
    /// Row of the countries' list.
    Country(u16, Form),
    Organization,
    Place,
    /// An event, work, product, law: no fact of the report, but no other name lies in it.
    Other,
}

/// A name in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Name {
    pub tokens: Range<usize>,
    pub what: What,
    pub rule: RuleId,
}

/// Merges the tagger's names with the listed ones.
pub(super) fn names(page: &View, lexicon: &Lexicon, tagged: Vec<Name>) -> Vec<Name> {
    let hits = lexicon.scan(page);
    let tagged = dateline(page, edges::mend(page, crowd::part(page, tagged)));
    let evidence = Evidence::of(page, lexicon, &hits, &tagged);
    let merge = Merge { page, lexicon, evidence };
    let names = titled::adjust(page, acronyms::settle(page, merge.settle(tagged, hits)));
    let names = described::add(page, names);
    let names = series::adjust(page, agreement::vote(page, institutions::adjust(page, names)));
    let names = agreement::repeats(page, names);
    let names = seats::add(page, repeats::add(page, names));
    let mut names = lower::add(page, lexicon, names);
    names.iter_mut().for_each(|name| trim_article(page, lexicon, name));
    names
}

/// The city of a dateline in capitals, whatever the tagger made of it: "ST. LOUIS".
fn dateline(page: &View, mut names: Vec<Name>) -> Vec<Name> {
    let Some(dateline) = page.article.dateline else { return names };
    let mut place = page.text.tokens_in(dateline.place);
    place.end = place.clone().find(|at| matches!(page.word(*at), "," | "/" | "(")).unwrap_or(place.end);
    let capitals = |at: usize| !page.word(at).contains(char::is_lowercase);
    let at = names.partition_point(|name| name.tokens.end <= place.start);
    let over = at + names[at..].iter().take_while(|name| name.tokens.start < place.end).count();
    let city = || cities::city(page.words(page.text.span_of(place.clone()))).is_some();
    let wrong = names[at..over]
        .iter()
        .any(|name| name.tokens != place || name.what == What::Person || name.what == What::Organization && city());
    if wrong && place.clone().all(capitals) {
        names.splice(at..over, [Name { tokens: place, what: What::Place, rule: "entities/dateline" }]);
    }
    names
}

/// "Guardian" of "The Guardian": a newspaper's article is no part of its name.
fn trim_article(page: &View, lexicon: &Lexicon, name: &mut Name) {
    if name.what == What::Organization && name.tokens.len() > 1 && matches!(page.word(name.tokens.start), "The" | "THE")
    {
        let words = page.words(page.text.span_of(name.tokens.clone()));
        let listed = matches!(lexicon.entry(words), Some(Entry::Organization(row)) if lexicon.organizations[row as usize].kind == "media");
        name.tokens.start += usize::from(listed);
    }
}

struct Merge<'p> {
    page: &'p View<'p>,
    lexicon: &'p Lexicon,
    evidence: Evidence,
}

impl Merge<'_> {
    /// Goes through both lists side by side.
    fn settle(&self, tagged: Vec<Name>, hits: Vec<Hit>) -> Vec<Name> {
        let mut names: Vec<Name> = Vec::with_capacity(tagged.len() + hits.len());
        let mut tagged = tagged.into_iter().peekable();
        let mut over: Vec<Name> = Vec::new();
        for hit in hits {
            while let Some(name) = tagged.next_if(|name| name.tokens.end <= hit.tokens.start) {
                push(&mut names, name);
            }
            while let Some(name) = tagged.next_if(|name| name.tokens.start < hit.tokens.end) {
                over.push(name);
            }
            match self.decide(&hit, &over) {
                Some((what, rule)) if self.goes_on(&hit, &over) => {
                    push(&mut names, Name { tokens: hit.tokens.start..over[0].tokens.end, what, rule });
                }
                Some((what, rule)) => push(&mut names, Name { tokens: hit.tokens, what, rule }),
                None => over.drain(..).for_each(|name| push(&mut names, name)),
            }
            over.clear();
        }
        tagged.for_each(|name| push(&mut names, name));
        names
    }

    /// What a listed name is, unless the tagged ones that it overlaps stay.
    fn decide(&self, hit: &Hit, over: &[Name]) -> Option<(What, RuleId)> {
        let Some(first) = over.first() else { return self.alone(hit) };
        if over.iter().all(|name| hit.tokens.start <= name.tokens.start && name.tokens.end <= hit.tokens.end) {
            let exact = (first.tokens == hit.tokens).then_some(first.what);
            return self.reading(hit, exact);
        }
        if self.goes_on(hit, over) {
            return Some((What::Organization, "entities/organization-list"));
        }
        self.stands_apart(hit, first).then(|| self.alone(hit)).flatten()
    }

    /// Whether the tagger found but the end of an organization whose listed name opens it: "Children Nurn" of "Save the
    /// Children Nurn".
    fn goes_on(&self, hit: &Hit, over: &[Name]) -> bool {
        let [name] = over else { return false };
        matches!(hit.entry, Entry::Organization(_))
            && name.what == What::Organization
            && hit.tokens.len() > 1
            && !matches!(self.page.word(hit.tokens.start), "The" | "THE")
            && hit.tokens.contains(&(name.tokens.start.wrapping_sub(1)))
            && hit.tokens.contains(&name.tokens.start)
            && name.tokens.end > hit.tokens.end
    }

    /// What a listed name is that the tagger knows nothing of.
    fn alone(&self, hit: &Hit) -> Option<(What, RuleId)> {
        let sure = match hit.entry {
            Entry::Country(..) | Entry::Capital(_) => true,
            Entry::Organization(row) => self.is_sure(hit, &self.lexicon.organizations[row as usize]),
            Entry::Place(_) | Entry::Adjective | Entry::Other => true,
        };
        let part_of_name = || hit.tokens.len() == 1 && self.touches_capital(hit);
        let country = matches!(hit.entry, Entry::Country(_, Form::Demonym | Form::Abbreviation));
        (sure && (country || !part_of_name())).then(|| self.reading(hit, None)).flatten()
    }

    /// Whether a listed organization is meant though the tagger sees no name: an acronym stands for other things too,
    /// and so does a company's name of one word.
    fn is_sure(&self, hit: &Hit, listed: &Listed) -> bool {
        let words = self.page.words(self.page.text.span_of(hit.tokens.clone()));
        if hit.tokens.len() == 1 && is_acronym(words) {
            return words == listed.name
                || matches!(listed.kind, "intergovernmental")
                || words == "GOP"
                || words.len() > 3;
        }
        let clear = !matches!(listed.kind, "club" | "university") && (self.is_inside_prose(hit) || self.acts(hit));
        hit.tokens.len() > 1 || !is_weak(listed.kind) || clear
    }

    /// Whether a name opens its sentence and a verb stands behind it: "Apple said".
    fn acts(&self, hit: &Hit) -> bool {
        let tag = |at: usize| self.page.tags.get(at);
        matches!(tag(hit.tokens.start), Some(Tag::NNP | Tag::NNPS))
            && matches!(tag(hit.tokens.end), Some(Tag::VBD | Tag::VBZ))
    }

    /// Whether capitals mean something here: within a sentence of the story.
    fn is_inside_prose(&self, hit: &Hit) -> bool {
        let sentence = &self.page.text.sentences[self.page.text.sentence_of(hit.tokens.start)];
        let story = self.page.article.blocks[sentence.block].kind == BlockKind::Paragraph;
        let first = self.page.word(sentence.tokens.start);
        let opening = hit.tokens.start == sentence.tokens.start
            || (hit.tokens.start == sentence.tokens.start + 1 && !first.starts_with(char::is_alphanumeric));
        story && !opening
    }

    /// Whether capitalised words stand right before or behind, so that the hit may be part of an unknown name.
    fn touches_capital(&self, hit: &Hit) -> bool {
        let capital = |at: usize| self.page.word(at).starts_with(char::is_uppercase);
        let sentence = &self.page.text.sentences[self.page.text.sentence_of(hit.tokens.start)].tokens;
        let before = hit.tokens.start > sentence.start && {
            let at = hit.tokens.start - 1;
            at > sentence.start && capital(at) && !self.page.look(at).is_role()
        };
        let after =
            hit.tokens.end < sentence.end && capital(hit.tokens.end) && self.page.look(hit.tokens.end).title.is_none();
        before || after
    }

    /// "US-led", "Kyrgyz-Tajik" in a span of the tagger's: the country is a name of its own.
    fn stands_apart(&self, hit: &Hit, name: &Name) -> bool {
        let country = matches!(hit.entry, Entry::Country(..));
        let hyphen = |at: usize| self.page.text.tokens.get(at).is_some() && matches!(self.page.word(at), "-" | "–");
        let before = hit.tokens.start > name.tokens.start && hyphen(hit.tokens.start - 1);
        let after = hit.tokens.end < name.tokens.end && hyphen(hit.tokens.end);
        let pair = || {
            matches!(hit.entry, Entry::Country(_, Form::Demonym))
                && name.tokens.len() == 3
                && hyphen(name.tokens.start + 1)
                && [name.tokens.start, name.tokens.start + 2].into_iter().all(|at| self.is_people(at))
        };
        country && (before || after) && (name.what == What::Other || pair())
    }

    /// Whether a word is a country's people or adjective.
    fn is_people(&self, at: usize) -> bool {
        matches!(self.lexicon.entry(self.page.word(at)), Some(Entry::Country(_, Form::Demonym)))
    }

    /// What a listed name is, given what the tagger says of exactly the same words.
    fn reading(&self, hit: &Hit, tagged: Option<What>) -> Option<(What, RuleId)> {
        match hit.entry {
            Entry::Country(row, form) => self.country(hit, row, form, tagged),
            Entry::Capital(row) => self.capital(hit, row, tagged),
            Entry::Organization(row) => self.organization(hit, row, tagged),
            Entry::Place(row) => self.place(hit, row, tagged),
            Entry::Other if tagged == Some(What::Person) && self.evidence.is_named(self.page, hit) => None,
            Entry::Other => Some((What::Other, "entities/no-name")),
            Entry::Adjective => (tagged != Some(What::Person)).then_some((What::Other, "entities/adjective")),
        }
    }

    fn country(&self, hit: &Hit, row: u16, form: Form, tagged: Option<What>) -> Option<(What, RuleId)> {
        if tagged == Some(What::Person) && self.evidence.is_person(self.page, hit) {
            return None;
        }
        let word = self.page.word(hit.tokens.start);
        if word == "Emirates" && tagged == Some(What::Organization) && !self.follows_article(hit) {
            return Some((What::Organization, "entities/country-context"));
        }
        if form == Form::Name && self.evidence.is_surname(self.page, hit) {
            return Some((What::Person, "entities/namesake"));
        }
        match self.evidence.country(self.page, self.lexicon, hit, row, form) {
            Some(What::Country(row, form)) => Some((What::Country(row, form), "entities/country")),
            Some(what) => Some((what, "entities/country-context")),
            None if form == Form::Demonym => tagged.map(|_| (What::Other, "entities/country-context")),
            None => None,
        }
    }

    fn capital(&self, hit: &Hit, row: u16, tagged: Option<What>) -> Option<(What, RuleId)> {
        if tagged == Some(What::Person) && self.evidence.is_person(self.page, hit) {
            return None;
        }
        if metonym::is_government(self.page, &hit.tokens) && tagged != Some(What::Organization) {
            return Some((What::Country(row, Form::Metonym), "entities/metonym"));
        }
        match tagged {
            Some(What::Organization | What::Other) => None,
            _ => Some((What::Place, "entities/capital")),
        }
    }

    fn organization(&self, hit: &Hit, row: u16, tagged: Option<What>) -> Option<(What, RuleId)> {
        let listed = &self.lexicon.organizations[row as usize];
        let firm = hit.tokens.len() > 1 || is_acronym(self.page.word(hit.tokens.start)) || is_firm(listed.kind);
        let quoted = listed.kind == "exchange"
            && hit.tokens.start > 0
            && matches!(self.page.word(hit.tokens.start - 1), "on" | "(");
        let firm = firm || quoted;
        if listed.name == "CCTV" && !self.evidence.names(self.lexicon, "CN") {
            return Some((What::Other, "entities/no-name"));
        }
        match tagged {
            Some(What::Organization) if listed.kind == "club" && self.is_scene(hit) => {
                Some((What::Place, "entities/scene"))
            }
            Some(What::Person) if hit.tokens.len() == 1 && !is_acronym(self.page.word(hit.tokens.start)) => {
                let body = !self.evidence.is_person(self.page, hit);
                body.then_some((What::Organization, "entities/organization-list"))
            }
            Some(What::Place) if listed.kind == "company" && self.is_one_of_many(hit) => {
                Some((What::Organization, "entities/organization-list"))
            }
            Some(What::Place) if listed.kind == "club" || listed.kind == "company" && hit.tokens.len() == 1 => None,
            Some(What::Place) if listed.kind == "university" => {
                let words = self.page.words(self.page.text.span_of(hit.tokens.clone()));
                cities::city(words).is_none().then_some((What::Organization, "entities/organization-list"))
            }
            Some(What::Place) if hit.tokens.len() == 1 && !is_firm(listed.kind) => None,
            Some(What::Other) if hit.tokens.len() == 1 && !self.is_sure(hit, listed) => None,
            None if self.is_portfolio(hit) => None,
            _ if self.is_debt(hit) => Some((What::Other, "entities/no-name")),
            Some(_) if firm => Some((What::Organization, "entities/organization-list")),
            Some(_) => None,
            None => Some((What::Organization, "entities/organization-list")),
        }
    }

    fn follows_article(&self, hit: &Hit) -> bool {
        let before = hit.tokens.start.checked_sub(1).map_or("", |at| self.page.word(at));
        matches!(before, "the" | "The")
    }

    /// "in Milan": the city, though a club goes by its name.
    fn is_scene(&self, hit: &Hit) -> bool {
        let before = hit.tokens.start.checked_sub(1).map_or("", |at| self.page.word(at));
        let words = self.page.words(self.page.text.span_of(hit.tokens.clone()));
        matches!(before, "in" | "In") && cities::city(words).is_some_and(|city| city.size > 2)
    }

    /// "an Amazon warehouse".
    fn is_one_of_many(&self, hit: &Hit) -> bool {
        let before = hit.tokens.start.checked_sub(1).map_or("", |at| self.page.word(at));
        matches!(before, "a" | "an" | "A" | "An")
    }

    /// "Treasury yields": no ministry.
    fn is_debt(&self, hit: &Hit) -> bool {
        let next = self.page.text.tokens.get(hit.tokens.end).map_or("", |_| self.page.word(hit.tokens.end));
        matches!(next, "yield" | "yields" | "note" | "notes" | "bond" | "bonds" | "bills" | "futures")
            && self.page.word(hit.tokens.end - 1) == "Treasury"
    }

    /// "Labour Minister": a portfolio, no party.
    fn is_portfolio(&self, hit: &Hit) -> bool {
        let next = self.page.text.tokens.get(hit.tokens.end).map_or("", |_| self.page.word(hit.tokens.end));
        matches!(next, "Minister" | "Secretary" | "Ministry" | "Department" | "Commissioner")
            && self.page.word(hit.tokens.start) == "Labour"
    }

    fn place(&self, hit: &Hit, row: u16, tagged: Option<What>) -> Option<(What, RuleId)> {
        let listed = &self.lexicon.places[row as usize];
        let land = matches!(listed.kind, "continent" | "nation" | "sea" | "ocean" | "region" | "river" | "lake");
        let county = matches!(listed.kind, "county" | "suburb");
        let words = self.page.words(self.page.text.span_of(hit.tokens.clone()));
        match tagged {
            Some(What::Person)
                if self.evidence.is_person(self.page, hit) || !(land || county || hit.tokens.len() > 1) =>
            {
                None
            }
            Some(What::Organization) if !(land || listed.kind == "facility") || words.ends_with("Street") => None,
            Some(What::Other) if !matches!(listed.kind, "continent" | "region" | "suburb" | "district") => None,
            _ => Some((What::Place, "entities/place-list")),
        }
    }
}

/// Adds a name unless it overlaps the last one; of two, the longer stays.
fn push(names: &mut Vec<Name>, name: Name) {
    match names.last_mut() {
        Some(last) if name.tokens.start < last.tokens.end => {
            if name.tokens.len() > last.tokens.len() {
                *last = name;
            }
        }
        _ => names.push(name),
    }
}

/// Three capitals or more, or two with stops.
pub(super) fn is_acronym(word: &str) -> bool {
    // Most words have a small letter behind the first.
    let plain = matches!(word.as_bytes(), [_, second, ..] if second.is_ascii_lowercase() && *second != b's');
    !plain
        && word.chars().filter(|c| c.is_uppercase()).count() >= 2
        && !word.chars().skip(1).any(|c| c.is_lowercase() && c != 's')
}

/// Kinds whose one-word names are also plain words or other names.
fn is_weak(kind: &str) -> bool {
    matches!(kind, "company" | "club" | "media" | "agency" | "aid" | "university" | "sport" | "church")
}

/// Kinds whose listed names are these organizations whatever the tagger says.
fn is_firm(kind: &str) -> bool {
    matches!(kind, "party" | "government" | "legislature" | "intergovernmental" | "armed group" | "military")
}
