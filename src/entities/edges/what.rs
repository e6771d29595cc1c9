//! What a name is, or is not, by its words and those beside it.

use std::ops::Range;

use super::super::ground::Cue;
use super::super::lexicon::{Entry, lexicon};
use super::super::looks::View;
use super::super::merge::{Name, What};
use super::super::{apposition, listed, organizations};
use crate::grammar::Tag;
use crate::list::Keyed;

/// "Ana Ruiz SC" taken for a club.
pub(super) fn is_counsel(page: &View, name: &Name) -> bool {
    let given = || page.look(name.tokens.start).first_name;
    name.what == What::Organization
        && name.tokens.len() > 2
        && match page.word(name.tokens.end - 1) {
            "SAN" => true,
            "SC" | "KC" | "QC" => given(),
            _ => false,
        }
}

/// Members of parliaments in letters, behind the party or the place they sit for: "Fine Gael TD".
pub(super) fn is_seat(page: &View, at: usize) -> bool {
    page.look(at).ground.has(Cue::Member) && is_abbreviated(page.word(at))
}

/// "MPs", but not "Mayor".
fn is_abbreviated(word: &str) -> bool {
    word.as_bytes().get(1).is_some_and(u8::is_ascii_uppercase)
}

/// Offices behind the place or firm they are of: "Ohio Sen.", "Eskom COO".
pub(super) fn is_abbreviated_office(word: &str) -> bool {
    matches!(word, "Sen." | "Gov." | "Rep." | "Sens." | "Reps." | "Govs." | "CEO" | "COO" | "CFO" | "CTO" | "CIO")
}

/// "east" in "east Leeds".
pub(super) fn is_side(word: &str) -> bool {
    matches!(
        word,
        "north" | "south" | "east" | "west" | "northern" | "southern" | "eastern" | "western" | "central" | "downtown"
    )
}

/// Storms and ships, what acts, cups and prizes are called, offices, and what its noun calls a thing:
/// "HMS Tern", "Safe Ports Act", "the freighter Grey Tern".
pub(super) fn is_thing(page: &View, name: &Name) -> bool {
    let named = || match page.look(name.tokens.start).edge {
        Some(Edge::Storm) => name.what == What::Person,
        Some(Edge::Ship) => true,
        _ => false,
    };
    let last = page.look(name.tokens.end - 1);
    let event = || {
        let told = name.what == What::Organization && (last.edge == Some(Edge::Thing) || is_post(page, name));
        told && !is_headed(page, name)
    };
    let by_itself = name.tokens.len() > 1 && (named() || event() || is_ware(page, name));
    let listed = || lexicon().entry(page.words(page.text.span_of(name.tokens.clone()))).is_some();
    (by_itself || is_called(page, name)) && !listed()
}

/// "Nurn Office for the Five-Year Plan": a body by the word before its preposition.
fn is_headed(page: &View, name: &Name) -> bool {
    let mut links = name.tokens.clone().skip(1).filter(|at| matches!(page.word(*at), "of" | "for" | "on"));
    links.any(|link| listed::ORGANIZATIONS.has(page.word(link - 1)))
}

/// "City Manager", "State Commissioner of Police" taken for a body; not "Office of the Governor".
fn is_post(page: &View, name: &Name) -> bool {
    let ends = page.look(name.tokens.end - 1).is_office() && !is_bodied(page, name.tokens.clone());
    ends || office_in(page, name).is_some()
}

/// Where the office ends in "Chairperson of Nurn Welfare Committee", before its "of". A high commissioner's is a body.
pub(super) fn office_in(page: &View, name: &Name) -> Option<usize> {
    let linked = |at: &usize| {
        let next = at + 1;
        next < name.tokens.end && matches!(page.word(next), "of" | "for") && page.look(*at).is_office()
    };
    let office = name.tokens.clone().find(linked).filter(|_| name.what == What::Organization)?;
    let high = office > name.tokens.start && page.word(office - 1) == "High";
    (!high && !is_bodied(page, name.tokens.start..office + 1)).then_some(office + 1)
}

/// Whether a word of a body other than a club, "City", stands among these.
fn is_bodied(page: &View, tokens: Range<usize>) -> bool {
    tokens.into_iter().any(|at| listed::ORGANIZATIONS.get(page.word(at)).is_some_and(|kind| kind != "club"))
}

/// "Toyota Corolla" in "a Toyota Corolla", "a red Toyota Corolla": what a listed company makes.
fn is_ware(page: &View, name: &Name) -> bool {
    let (maker, model) = (name.tokens.start, name.tokens.end - 1);
    let before = |back: usize| maker.checked_sub(back).map_or("", |at| page.word(at));
    let one = matches!(before(1), "a" | "an" | "A" | "An")
        || matches!(before(2), "a" | "an" | "A" | "An") && page.tags[maker - 1] == Tag::JJ;
    let is_company = |at: usize| match lexicon().entry(page.word(at)) {
        Some(Entry::Organization(row)) => lexicon().organizations[row as usize].kind == "company",
        _ => false,
    };
    // An Opel Jeep bears the names of two.
    let body = || {
        let word = page.word(model);
        listed::ORGANIZATIONS.has(word)
            || listed::COMMON.has(&word.to_lowercase())
            || lexicon().entry(word).is_some() && !is_company(model)
    };
    name.what == What::Organization && name.tokens.len() == 2 && one && is_company(maker) && !body()
}

/// Whether the noun right before a name says that it is a ship, a work, a spacecraft or a horse; not so in "the film
/// Roe made".
fn is_called(page: &View, name: &Name) -> bool {
    let may_tell =
        |at: &usize| matches!(page.look(*at).edge, Some(Edge::Ship | Edge::Storm | Edge::Called | Edge::Work));
    let Some(noun) = name.tokens.start.checked_sub(1).filter(may_tell) else { return false };
    let sentence = &page.text.sentences[page.text.sentence_of(name.tokens.start)].tokens;
    if noun <= sentence.start {
        return false;
    }
    let told = match page.look(noun).edge {
        Some(Edge::Ship) => true,
        Some(Edge::Storm) => !page.look(noun).capital,
        Some(Edge::Called | Edge::Work) => matches!(
            page.tags[noun - 1],
            Tag::DT | Tag::JJ | Tag::NN | Tag::PRPS | Tag::POS | Tag::VBN | Tag::VBG | Tag::CD | Tag::NNP
        ),
        _ => false,
    };
    let next = Some(name.tokens.end).filter(|at| *at < sentence.end).map(|at| page.tags[at]);
    let made =
        page.look(noun).edge == Some(Edge::Work) && matches!(next, Some(Tag::VBD | Tag::VBZ | Tag::VBP | Tag::MD));
    told && !made
}

/// What a word at the edge of a name is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Edge {
    /// Behind a person's name: "MBE".
    PostNominal,
    /// Behind a signature, the first word of what follows.
    Opening,
    /// The last of a firm or body: "Holdings".
    Firm,
    /// The first of a body: "Ysgol".
    Body,
    /// The first of a place: "Barangay".
    Area,
    /// Before a storm's name.
    Storm,
    /// Before a ship's name.
    Ship,
    /// A noun before the name of a ship, spacecraft, storm or horse: "freighter".
    Called,
    /// A noun before the name of a work: "novel".
    Work,
    /// A noun before the name of somebody's relative: "widow".
    Kin,
    /// Never a name alone.
    Calendar,
    /// Never a person alone.
    Office,
    /// The last of what is no organization: "Act".
    Thing,
}

/// What the list says that a word at the edge of a name is.
pub(in super::super) fn edge(word: &str) -> Option<Edge> {
    static EDGES: Keyed = Keyed::new(include_str!("../edges.tsv"));
    Some(match EDGES.get(word)? {
        "post-nominal" => Edge::PostNominal,
        "opening" => Edge::Opening,
        "firm" => Edge::Firm,
        "body" => Edge::Body,
        "area" => Edge::Area,
        "storm" => Edge::Storm,
        "ship" => Edge::Ship,
        "called" => Edge::Called,
        "work" => Edge::Work,
        "kin" => Edge::Kin,
        "calendar" => Edge::Calendar,
        "office" => Edge::Office,
        "thing" => Edge::Thing,
        _ => return None,
    })
}

/// "Sidra Holdings", "Roe & Doe Group" taken for a person, "Ysgol Nurn" for whatever else.
pub(super) fn is_firm(page: &View, name: &Name) -> bool {
    let last = page.word(name.tokens.end - 1);
    let person = || name.what == What::Person && page.look(name.tokens.end - 1).edge == Some(Edge::Firm);
    let body = || {
        let unlike = matches!(name.what, What::Person | What::Place | What::Other);
        unlike && page.look(name.tokens.start).edge == Some(Edge::Body)
    };
    let medical = || matches!(last, "Center" | "Centre") && page.word(name.tokens.end.max(2) - 2) == "Medical";
    let place = || name.what == What::Place && (is_body(last) || medical());
    let called = || {
        matches!(name.what, What::Person | What::Place)
            && apposition::organization(page, &name.tokens).is_some()
            && !matches!(
                lexicon().entry(page.words(page.text.span_of(name.tokens.clone()))),
                Some(Entry::Place(_) | Entry::Country(..) | Entry::Capital(_))
            )
    };
    name.tokens.len() > 1 && (person() || place() || body()) || called()
}

/// "Levant Press" in "ERZAN (Levant Press) —".
pub(super) fn is_agency(page: &View, name: &Name) -> bool {
    let agency = page.article.dateline.and_then(|dateline| dateline.agency);
    agency.is_some_and(|agency| agency.contains(page.text.span_of(name.tokens.clone())))
}

/// Bodies that have buildings of their own name but are no places.
pub(super) fn is_body(word: &str) -> bool {
    matches!(
        word,
        "Court"
            | "University"
            | "Police"
            | "RCMP"
            | "PSNI"
            | "Council"
            | "Committee"
            | "Commission"
            | "Association"
            | "Agency"
            | "Ministry"
            | "Hospital"
            | "Infirmary"
            | "Clinic"
    )
}

/// "R-Ariz." behind an American politician: the state.
pub(super) fn is_party(page: &View, name: &Name) -> bool {
    let party = matches!(page.word(name.tokens.start), "D" | "R" | "I");
    name.tokens.len() > 2 && party && matches!(page.word(name.tokens.start + 1), "-" | "–")
}

/// Storms named in the article: what stands behind "Hurricane".
pub(in super::super) fn is_storm(page: &View, name: &Name) -> bool {
    let storm = |at: usize| page.look(at).edge == Some(Edge::Storm);
    name.tokens.start.checked_sub(1).is_some_and(storm) || storm(name.tokens.start)
}

/// "Jane Roe Political" before "correspondent": her job begins with the last word.
pub(super) fn is_job(page: &View, name: &Name) -> bool {
    if name.what != What::Person || name.tokens.len() < 3 {
        return false;
    }
    let next = name.tokens.end;
    let small_role = || page.look(next).is_role() && page.word(next).starts_with(char::is_lowercase);
    let modifier = || listed::MODIFIERS.has(&page.word(next - 1).to_lowercase());
    next < page.text.tokens.len() && small_role() && modifier()
}

/// "The Navy", "The Harbour Authority", "The Daily Post": the article is no part of the name; of a place's it may be.
pub(super) fn is_opening_article(page: &View, name: &Name) -> bool {
    if name.tokens.len() < 2 || page.word(name.tokens.start) != "The" {
        return false;
    }
    let rest = page.words(page.text.span_of(name.tokens.start + 1..name.tokens.end));
    if name.what != What::Organization {
        return name.what == What::Place && matches!(lexicon().entry(rest), Some(Entry::Place(_)));
    }
    let public = matches!(
        organizations::kind(rest),
        Some(
            "government"
                | "agency"
                | "military"
                | "legislature"
                | "court"
                | "party"
                | "police"
                | "bank"
                | "university"
                | "media"
        )
    );
    let plural = name.tokens.len() == 2 && page.tags.get(name.tokens.end - 1) == Some(&Tag::NNPS);
    lexicon().entry(page.words(page.text.span_of(name.tokens.clone()))).is_none()
        && (public || plural || lexicon().entry(rest).is_some())
}

/// "Work and Pensions" before "Secretary", "State for Work" behind "Minister of": part of a role.
pub(super) fn is_portfolio(page: &View, name: &Name) -> bool {
    let next = page.text.tokens.get(name.tokens.end).map_or("", |_| page.word(name.tokens.end));
    let start = name.tokens.start;
    let of_state = page.word(start) == "State" && start > 1 && page.word(start - 1) == "of";
    if of_state && matches!(page.word(start - 2), "Minister" | "Ministers" | "Secretary" | "minister" | "secretary") {
        return true;
    }
    matches!(next, "Secretary" | "Minister" | "Ministers" | "Commissioner")
        && matches!(name.what, What::Organization | What::Other)
        && !super::super::merge::is_acronym(page.word(name.tokens.start))
        && lexicon().entry(page.words(page.text.span_of(name.tokens.clone()))).is_none()
}

/// "President Ruiz", but not "Dean Smith".
pub(super) fn is_leading_role(page: &View, name: &Name) -> bool {
    let first = page.look(name.tokens.start);
    let opens = || page.text.sentences[page.text.sentence_of(name.tokens.start)].tokens.start == name.tokens.start;
    let role = first.is_role() || name.tokens.len() > 2 && first.role && opens();
    role && !first.first_name
}
