//! Where the names of the tagger begin and end. Takes one of its names; gives it, or the several names it holds,
//! without titles, articles, possessives and marks at its ends.

mod beside;
mod what;

use std::cell::LazyCell;
use std::ops::Range;

use super::Form;
use super::lexicon::{Entry, lexicon};
use super::looks::View;
use super::merge::{Name, What, is_acronym};
use super::{cities, crowd, ground, organizations};
use beside::{given_before, hyphenate, hyphened, is_torn, is_town_behind, joins, numbered, partner};
pub(super) use what::{Edge, edge, is_storm};
use what::{
    is_abbreviated_office, is_agency, is_body, is_counsel, is_firm, is_job, is_leading_role, is_opening_article,
    is_party, is_portfolio, is_seat, is_side, is_thing, office_in,
};

/// All names with their edges mended, in text order.
pub(super) fn mend(page: &View, names: Vec<Name>) -> Vec<Name> {
    let mut mended: Vec<Name> = Vec::with_capacity(names.len());
    let mail = LazyCell::new(|| crowd::is_mail(page));
    for name in names {
        let parts = parts(page, &name);
        let whole = parts.is_empty().then_some(name);
        for mut name in parts.into_iter().chain(whole) {
            if let Some(last) = mended.last_mut() {
                hyphenate(page, last, &mut name);
                if is_town_behind(page, last, &name) {
                    name.what = What::Place;
                }
                if joins(page, last, &name) || is_torn(page, last, &name) && !*mail {
                    last.tokens.end = name.tokens.end;
                    continue;
                }
            }
            let name = trim(page, name).map(|name| given_before(page, name, mended.last()));
            let free = mended.last().map_or(0, |last| last.tokens.end);
            let name = name.map(|name| hyphened(page, numbered(page, name, free)));
            mended.extend(name.as_ref().and_then(|name| partner(page, name, free)));
            mended.extend(name);
        }
    }
    mended
}

/// "Lyon, France" or "Portland Oregon" as one span of the tagger's: two places. Nothing where the span is one name.
fn parts(page: &View, name: &Name) -> Vec<Name> {
    if let Some(state) = state(page, name) {
        let part = |tokens| Name { tokens, ..name.clone() };
        return vec![part(name.tokens.start..state), part(state..name.tokens.end)];
    }
    if let Some(hyphen) = allies(page, name) {
        let part = |tokens| Name { tokens, what: What::Organization, ..name.clone() };
        return vec![part(name.tokens.start..hyphen), part(hyphen + 1..name.tokens.end)];
    }
    if let Some(force) = local_force(page, name) {
        let part = |tokens, what| Name { tokens, what, ..name.clone() };
        return vec![part(name.tokens.start..force, What::Place), part(force..name.tokens.end, What::Organization)];
    }
    if let Some(start) = countryman(page, name) {
        return vec![Name { tokens: start..name.tokens.end, what: What::Person, ..name.clone() }];
    }
    if name.what != What::Place || !name.tokens.clone().any(|at| page.word(at) == ",") {
        return Vec::new();
    }
    let commas = name.tokens.clone().filter(|at| page.word(*at) == ",").chain([name.tokens.end]);
    let mut start = name.tokens.start;
    let mut parts = Vec::new();
    for comma in commas {
        parts.push(Name { tokens: start.min(comma)..comma, ..name.clone() });
        start = comma + 1;
    }
    parts.retain(|part| !part.tokens.is_empty());
    parts
}

/// The hyphen between the parties of "the SP-BSP alliance".
fn allies(page: &View, name: &Name) -> Option<usize> {
    let next = page.text.tokens.get(name.tokens.end).map_or("", |_| page.word(name.tokens.end));
    let alliance = matches!(next, "alliance" | "coalition" | "combine" | "government" | "pact" | "merger");
    if !alliance || name.what == What::Person || name.tokens.len() < 3 {
        return None;
    }
    let hyphen = |at: &usize| matches!(page.word(*at), "-" | "–");
    let mut hyphens = name.tokens.clone().filter(hyphen);
    let at = hyphens.next().filter(|at| *at > name.tokens.start && at + 1 < name.tokens.end)?;
    let party = |tokens| is_political(page.words(page.text.span_of(tokens)));
    (hyphens.next().is_none() && party(name.tokens.start..at) && party(at + 1..name.tokens.end)).then_some(at)
}

/// Where the body begins in "Kerry Gardaí" taken for a person: a listed place, and a listed body.
fn local_force(page: &View, name: &Name) -> Option<usize> {
    let last = name.tokens.end - 1;
    let listed = || page.look(name.tokens.start).alike.is_some() && page.look(last).alike.is_some();
    let place = || listed() && matches!(lexicon().entry(page.word(name.tokens.start)), Some(Entry::Place(_)));
    let body = || matches!(lexicon().entry(page.word(last)), Some(Entry::Organization(_)));
    (name.what == What::Person && name.tokens.len() == 2 && place() && body()).then_some(last)
}

/// Whether a name is a party's, or letters that may be.
fn is_political(name: &str) -> bool {
    let listed = || match lexicon().entry(name) {
        Some(Entry::Organization(row)) => lexicon().organizations[row as usize].kind == "party",
        _ => false,
    };
    is_acronym(name) || name == "Congress" || listed()
}

/// Where the name begins in "American Ana Ruiz" and "Manitoba Ana Ruiz": the country or region is a name of its own.
fn countryman(page: &View, name: &Name) -> Option<usize> {
    let (first, given) = (name.tokens.start, name.tokens.start + 1);
    let may_be = name.tokens.len() > 2 && matches!(name.what, What::Person | What::Organization | What::Other);
    let surname = name.tokens.len() == 2
        && name.what == What::Person
        && ["an", "ish", "ese", "man", "ard"].iter().any(|end| page.word(first).ends_with(end))
        && !page.look(first).first_name;
    let origin = || match lexicon().entry(page.word(first)) {
        Some(Entry::Country(_, Form::Demonym)) => true,
        Some(Entry::Place(_)) => may_be && name.what == What::Person && !page.look(first).first_name,
        _ => false,
    };
    let named = || page.look(given).first_name && !is_body(page.word(name.tokens.end - 1));
    let listed = || organizations::kind(page.words(page.text.span_of(name.tokens.clone()))).is_some();
    let named = || surname || may_be && page.word(first) != "Kiwi" && named();
    ((surname || may_be) && origin() && named() && !listed()).then_some(given)
}

/// The American state that stands right behind its city: by its name, or as on letters.
fn state(page: &View, name: &Name) -> Option<usize> {
    let last = name.tokens.end - 1;
    if name.what != What::Place || name.tokens.len() < 2 {
        return None;
    }
    let is_state = match lexicon().entry(page.word(last)) {
        Some(Entry::Place(row)) => {
            let listed = &lexicon().places[row as usize];
            listed.kind == "state" && listed.country == Some("US")
        }
        _ => is_postal(page.word(last)),
    };
    let whole = page.words(page.text.span_of(name.tokens.clone()));
    let city = page.words(page.text.span_of(name.tokens.start..last));
    (is_state && lexicon().entry(whole).is_none() && cities::city(city).is_some()).then_some(last)
}

/// The letters of a state on an envelope, the second also in lower case.
fn is_postal(word: &str) -> bool {
    const STATES: &str = "AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY \
                          NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY";
    word.len() == 2
        && word.starts_with(|c: char| c.is_ascii_uppercase())
        && STATES.split_ascii_whitespace().any(|state| state.eq_ignore_ascii_case(word))
}

/// "D" in "Ana Ruiz (D)", "SAN" in "Ana Ruiz (SAN)".
fn is_behind_bearer(page: &View, name: &Name) -> bool {
    let at = name.tokens.start;
    let letter = || name.what == What::Person && page.word(at).chars().count() == 1;
    let honour = || name.what == What::Organization && page.look(at).edge == Some(Edge::PostNominal);
    name.tokens.len() == 1 && at > 0 && page.word(at - 1) == "(" && (letter() || honour())
}

/// "NWX" in "(NYSE: NWX)".
fn is_ticker(page: &View, name: &Name) -> bool {
    let at = name.tokens.start;
    if at < 3 || name.tokens.len() != 1 || page.word(at - 1) != ":" {
        return false;
    }
    let word = page.word(at);
    let behind = page.text.tokens.get(name.tokens.end).map_or("", |_| page.word(name.tokens.end));
    matches!(behind, ")" | "," | ";")
        && word.len() <= 5
        && !word.contains(char::is_lowercase)
        && (2..6).any(|back| at > back && matches!(page.word(at - back), "(" | "["))
}

/// Whether a name ends before this place: at "[", at a dash, at a bracket that does not close in it, "Ana Ruiz (D", and
/// at a hyphen that makes the person describe something, "Ana Ruiz-led".
fn is_break(page: &View, name: &Name, at: usize) -> bool {
    let behind = at + 1..name.tokens.end;
    match page.word(at) {
        "[" | "—" => true,
        "(" => !behind.clone().take(16).any(|at| page.word(at) == ")"),
        "-" if name.what == What::Person && !behind.is_empty() => is_participle(page.word(at + 1)),
        "-" if name.what == What::Other => behind.len() == 1 && page.word(at + 1) == "based",
        _ => false,
    }
}

/// What a name with a hyphen does to something: "led", "inspired".
fn is_participle(word: &str) -> bool {
    matches!(word, "led" | "run" | "era" | "style" | "like" | "type" | "aka" | "esque")
        || word.len() > 4 && word.ends_with("ed") && word.starts_with(char::is_lowercase)
}

/// Where the office begins in "Lagos State Commissioner of Police" and "Ohio Senator": a place, and who serves it.
fn office_of(page: &View, name: &Name) -> Option<usize> {
    let office = |at: &usize| match at + 1 == name.tokens.end {
        true => page.look(*at).is_office(),
        false => page.look(*at).is_role() && page.word(at + 1) == "of",
    };
    let at = name.tokens.clone().skip(1).find(office).filter(|_| name.what == What::Organization)?;
    let place = lexicon().entry(page.words(page.text.span_of(name.tokens.start..at)));
    let state = || at > name.tokens.start + 1 && matches!(page.word(at - 1), "State" | "County" | "Province");
    (matches!(place, Some(Entry::Place(_))) || state()).then_some(at)
}

/// Cuts titles, articles, possessives and marks from the ends of a tagged name, and types it by what stands there. None
/// where no name is left.
fn trim(page: &View, name: Name) -> Option<Name> {
    let name = trim_start(page, trim_end(page, name));
    if name.tokens.is_empty() {
        return None;
    }
    let name = retype(page, name);
    is_left(page, &name).then_some(name)
}

fn trim_end(page: &View, mut name: Name) -> Name {
    if let Some(end) = name.tokens.clone().skip(1).find(|at| is_break(page, &name, *at)) {
        name.tokens.end = end;
    }
    let next = page.text.tokens.get(name.tokens.end).map_or("", |_| page.word(name.tokens.end));
    if matches!(next, "n't" | "n’t") {
        name.tokens.end -= 1;
    }
    while let Some(at) = name.tokens.clone().next_back() {
        let last = page.word(at);
        if is_counsel(page, &name) {
            name.what = What::Person;
        }
        let person = name.what == What::Person && name.tokens.len() > 1;
        let honour =
            person && (matches!(page.look(at).edge, Some(Edge::PostNominal | Edge::Opening)) || is_seat(page, at));
        let mark = matches!(last, "'s" | "’s" | "'" | "’" | "," | "." | "-" | "(" | ":" | ";" | "\"" | "“");
        let seat = name.what == What::Organization && name.tokens.len() > 1 && is_seat(page, at);
        let office = name.what != What::Person && name.tokens.len() > 1 && is_abbreviated_office(last);
        if !mark && !honour && !seat && !office && !is_job(page, &name) {
            break;
        }
        name.tokens.end -= 1;
        if is_seat(page, at) && is_sat_for(page, &name) {
            name.what = What::Place;
        }
    }
    if let Some(office) = office_of(page, &name) {
        name.tokens.end = office;
        name.what = What::Place;
    }
    if name.tokens.len() > 1 && page.word(name.tokens.end - 1) == "Garda" && next == "station" {
        name.tokens.end -= 1;
        name.what = What::Place;
    }
    name
}

/// Whether members of parliament sit for what stands before their letters: "Nairobi MCAs", "Nurn Obay MCA, Ana Roe,".
fn is_sat_for(page: &View, name: &Name) -> bool {
    let given = |at: usize| page.text.tokens.get(at).is_some_and(|_| page.look(at).first_name);
    let (comma, somebody) = (name.tokens.end + 1, name.tokens.end + 2);
    let words = page.words(page.text.span_of(name.tokens.clone()));
    match name.what {
        What::Person => given(somebody) && page.word(comma) == "," && !given(name.tokens.start),
        What::Organization => match lexicon().entry(words) {
            Some(entry) => matches!(entry, Entry::Place(_)),
            None => cities::city(words).is_some(),
        },
        _ => false,
    }
}

fn trim_start(page: &View, mut name: Name) -> Name {
    if name.tokens.len() > 2 && page.word(name.tokens.start) == "Tan" && page.word(name.tokens.start + 1) == "Sri" {
        name.tokens.start += 2;
    }
    while let Some(at) = name.tokens.clone().next() {
        let first = page.word(at);
        let title = name.what == What::Person
            && name.tokens.len() > 1
            && (page.look(at).is_courtesy() || is_leading_role(page, &name));
        let side = name.what == What::Place && name.tokens.len() > 1 && is_side(first);
        let side = side || name.what == What::Organization && name.tokens.len() > 2 && first == "Opposition";
        if !title && !side && !matches!(first, "the" | "a" | "an" | "'s" | "’s" | "," | "-" | ")" | "\"" | "”") {
            break;
        }
        name.tokens.start += 1;
    }
    if let Some(office) = office_within(page, &name) {
        name.tokens.start = office + 1;
        name.what = What::Person;
    }
    if let Some(of) = office_in(page, &name).filter(|of| is_body_behind(page, of + 1..name.tokens.end)) {
        name.tokens.start = of + 1;
    }
    name
}

/// Whether several words name a body.
fn is_body_behind(page: &View, tokens: Range<usize>) -> bool {
    tokens.len() > 1 && organizations::kind(page.words(page.text.span_of(tokens))).is_some()
}

/// Where the office ends in "Ward Chairperson Ana Roe" taken for one name, of a person or a body.
fn office_within(page: &View, name: &Name) -> Option<usize> {
    let mut inside = name.tokens.start + 1..name.tokens.end.saturating_sub(1);
    let office = inside.rfind(|at| page.look(*at).is_office()).filter(|_| name.tokens.len() > 2)?;
    match name.what {
        What::Person => Some(office),
        What::Organization => is_somebody(page, office + 1..name.tokens.end).then_some(office),
        _ => None,
    }
}

/// Whether these words name nothing but somebody: no body, and no "of" behind an office.
fn is_somebody(page: &View, tokens: Range<usize>) -> bool {
    organizations::kind(page.words(page.text.span_of(tokens.clone()))).is_none()
        && tokens.into_iter().all(|at| page.look(at).capital && !page.look(at).role && !is_acronym(page.word(at)))
}

/// What a name is by its words and those beside it, with the words cut off that only tell it.
fn retype(page: &View, mut name: Name) -> Name {
    if is_firm(page, &name) || is_agency(page, &name) {
        name.what = What::Organization;
    } else if ground::is_place(page, &name) {
        name.what = What::Place;
    }
    if is_party(page, &name) {
        name.tokens.start += 2;
        name.what = What::Place;
    }
    if is_opening_article(page, &name) {
        name.tokens.start += 1;
    }
    if name.tokens.len() == 2 && page.word(name.tokens.start) == "Co" {
        name.what = What::Place;
    }
    if is_thing(page, &name) {
        name.what = What::Other;
    }
    name
}

/// Whether what is left is a name: no weekday, office, seat, portfolio or ticker.
fn is_left(page: &View, name: &Name) -> bool {
    let all = |edge| name.tokens.clone().all(|at| page.look(at).edge == Some(edge));
    let calendar = || match page.look(name.tokens.start).edge {
        Some(Edge::Calendar) => all(Edge::Calendar),
        Some(Edge::Office) => name.what == What::Person && all(Edge::Office),
        _ => false,
    };
    // TD is a bank too, and MCA a party.
    let seat = || {
        let at = name.tokens.start;
        name.tokens.len() == 1 && is_seat(page, at) && !matches!(page.word(at), "TD" | "MCA")
    };
    !name.tokens.is_empty()
        && !calendar()
        && !seat()
        && !is_portfolio(page, name)
        && !is_ticker(page, name)
        && !is_behind_bearer(page, name)
}
