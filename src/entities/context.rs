//! What the article at large says about names that mean several things: Georgia, Jordan, Congo, Korea. Takes the listed
//! names and the tagger's; gives a reading for each such name.

use std::cell::OnceCell;

use super::Form;
use super::lexicon::{Country, Entry, Hit, Lexicon};
use super::looks::View;
use super::merge::{Name, What};
use super::spelling::Marked;

/// Counts over the whole article.
#[derive(Debug, Default)]
pub(super) struct Evidence {
    /// How often each row of the countries' list is named outright.
    countries: Vec<u32>,
    /// How often plain "Korea" and "Korean" stand there.
    plain_korea: u32,
    /// How many American states other than Georgia are named.
    states: u32,
    /// Whether the cities that are named make Georgia the American one; searched when it is first asked for.
    georgia: OnceCell<Option<bool>>,
    /// Words of people's names of two words or more, as written.
    people: Marked,
    /// The last of them.
    surnames: Marked,
}

impl Evidence {
    pub fn of(page: &View, lexicon: &Lexicon, hits: &[Hit], tagged: &[Name]) -> Self {
        let mut evidence = Self { countries: vec![0; lexicon.countries.len()], ..Self::default() };
        for hit in hits {
            match hit.entry {
                Entry::Country(row, _) | Entry::Capital(row) => {
                    let korea = hit.tokens.len() == 1 && page.word(hit.tokens.start).starts_with("Korea");
                    evidence.plain_korea += u32::from(korea);
                    evidence.countries[row as usize] += 1;
                }
                Entry::Place(row) => {
                    let place = &lexicon.places[row as usize];
                    evidence.states += u32::from(place.kind == "state" && place.country == Some("US"));
                }
                Entry::Organization(_) | Entry::Adjective | Entry::Other => {}
            }
        }
        let full = tagged.iter().filter(|name| name.what == What::Person && name.tokens.len() > 1);
        evidence.surnames = Marked::of(page, full.clone().map(|name| name.tokens.end - 1));
        evidence.people = Marked::of(page, full.flat_map(|name| name.tokens.clone()));
        evidence
    }

    /// Whether a listed name that the tagger takes for a person is one.
    pub fn is_person(&self, page: &View, hit: &Hit) -> bool {
        let given = || page.look(hit.tokens.start).first_name;
        self.is_named(page, hit) || hit.tokens.len() == 1 && given()
    }

    /// Whether the article names somebody by this word, in full or with a title.
    pub fn is_named(&self, page: &View, hit: &Hit) -> bool {
        let titled = || hit.tokens.start > 0 && page.look(hit.tokens.start - 1).title.is_some();
        hit.tokens.len() == 1 && (self.people.has(page, hit.tokens.start) || titled())
    }

    /// Whether a country's name is somebody's surname here: "Neil Jordan" is named, and no "in" or "to" stands before.
    pub fn is_surname(&self, page: &View, hit: &Hit) -> bool {
        let before = || hit.tokens.start.checked_sub(1).map_or("", |at| page.word(at));
        self.surnames.is(page, &hit.tokens)
            && !matches!(before(), "in" | "to" | "from" | "into" | "across" | "near" | "through" | "and" | "of" | ",")
    }

    /// The country, or whatever else, that a country's name means here; none when it is no name of ours.
    pub fn country(&self, page: &View, lexicon: &Lexicon, hit: &Hit, row: u16, form: Form) -> Option<What> {
        let country = &lexicon.countries[row as usize];
        let next = page.text.tokens.get(hit.tokens.end).map_or("", |_| page.word(hit.tokens.end));
        let before = hit.tokens.start.checked_sub(1).map_or("", |at| page.word(at));
        let named = |alpha2: &str| self.of_country(lexicon, alpha2);
        let plain = Some(What::Country(row, form));
        if is_other_name(page, hit, before, next) {
            return None;
        }
        match (country.alpha2, form) {
            ("GE", Form::Name) if self.is_american_georgia(page, lexicon, hit) => Some(What::Place),
            ("CF", Form::Demonym) if named("CF") < 2 => Some(What::Place),
            ("US", Form::Abbreviation)
                if next.starts_with('$') || matches!(next, "dollar" | "dollars" | "Dollar" | "Dollars") =>
            {
                Some(What::Other)
            }
            ("KR", _)
                if hit.tokens.len() == 1 && matches!(page.word(hit.tokens.start), "Korea" | "Korean" | "Koreans") =>
            {
                let north = named("KP") > 0 && self.plain_korea == named("KR");
                self.row(lexicon, if north { "KP" } else { "KR" }).map(|row| What::Country(row, form))
            }
            ("CD", Form::Name) if page.word(hit.tokens.start) == "Congo" && hit.tokens.len() == 1 => {
                self.congo(lexicon, form)
            }
            ("GE", Form::Demonym) if matches!(next, "house" | "architecture" | "mansion" | "era") => None,
            ("JE", Form::Name) => (named("GG") > 0 || named("IM") > 0).then_some(What::Country(row, form)),
            ("DM", Form::Demonym) | ("DO", Form::Demonym) => {
                let dominica = named("DM") > 0 && named("DO") == 0;
                self.row(lexicon, if dominica { "DM" } else { "DO" }).map(|row| What::Country(row, form))
            }
            ("CG" | "CD", Form::Demonym) => self.congo(lexicon, form),
            ("HK" | "MO" | "SG", Form::Name) if is_filed_from(page, hit) => Some(What::Place),
            ("CF" | "TW", Form::Abbreviation) if named(country.alpha2) < 2 => None,
            _ => plain,
        }
    }

    fn congo(&self, lexicon: &Lexicon, form: Form) -> Option<What> {
        let brazzaville = self.of_country(lexicon, "CG") > 0;
        self.row(lexicon, if brazzaville { "CG" } else { "CD" }).map(|row| What::Country(row, form))
    }

    fn of_country(&self, lexicon: &Lexicon, alpha2: &str) -> u32 {
        self.row(lexicon, alpha2).map_or(0, |row| self.countries[row as usize])
    }

    /// Whether the article names this country.
    pub fn names(&self, lexicon: &Lexicon, alpha2: &str) -> bool {
        self.of_country(lexicon, alpha2) > 0
    }

    fn row(&self, lexicon: &Lexicon, alpha2: &str) -> Option<u16> {
        lexicon.countries.binary_search_by_key(&alpha2, |country: &Country| country.alpha2).ok().map(|row| row as u16)
    }

    /// "Atlanta, Georgia"; an article full of American states and without Tbilisi.
    fn is_american_georgia(&self, page: &View, lexicon: &Lexicon, hit: &Hit) -> bool {
        let at = hit.tokens.start;
        let behind_city = at >= 2 && page.word(at - 1) == "," && page.word(at - 2).starts_with(char::is_uppercase);
        let caucasus = ["RU", "AM", "AZ", "UA", "MD"].iter().map(|code| self.of_country(lexicon, code)).sum::<u32>();
        let by_cities = *self.georgia.get_or_init(|| is_american_by_cities(&page.source.text));
        by_cities.unwrap_or(self.states > 0 && self.states >= caucasus || behind_city && caucasus == 0)
    }
}

fn is_american_by_cities(text: &str) -> Option<bool> {
    let names = |places: &[&str]| places.iter().any(|place| text.contains(place));
    if names(&["Tbilisi", "Ossetia", "Abkhazia"]) {
        return Some(false);
    }
    names(&["Atlanta", "ATLANTA", "Augusta", "Savannah"]).then_some(true)
}

/// "Guinea pig", "Turkey sandwich", "Indian Ocean", "West Indian", "Native American" and the like, whose words are
/// listed but name no country.
fn is_other_name(page: &View, hit: &Hit, before: &str, next: &str) -> bool {
    let word = page.word(hit.tokens.start);
    match word {
        "Guinea" => matches!(next, "pig" | "pigs" | "fowl") || before == "New",
        "Indian" => matches!(before, "West" | "East" | "American") || matches!(next, "Ocean" | "summer" | "Wells"),
        "Indians" => before == "American" || before == "West" || before == "Cleveland",
        "Niger" => matches!(next, "Delta" | "River" | "State" | "state" | "delta"),
        "Congo" => matches!(next, "River" | "Basin" | "river" | "basin"),
        "Jordan" => matches!(next, "River" | "Valley"),
        "Pole" | "Poles" => matches!(before, "North" | "South" | "May"),
        "Brazil" => matches!(next, "nut" | "nuts"),
        "Swiss" => matches!(next, "Army" | "cheese" | "roll"),
        "French" => matches!(next, "fries" | "Open" | "toast" | "kiss" | "windows" | "Quarter"),
        "Danish" => matches!(next, "pastry" | "pastries"),
        "Turkish" => matches!(next, "delight" | "bath"),
        "America" => matches!(before, "Miss" | "of") && before != "of",
        "Dutch" => matches!(next, "oven" | "courage"),
        "Kiwi" => matches!(next, "fruit"),
        "Polish" => false,
        _ => false,
    }
}

/// Bylines and datelines name the city.
fn is_filed_from(page: &View, hit: &Hit) -> bool {
    use crate::article::BlockKind;
    let span = page.text.tokens[hit.tokens.start].span;
    let block = page.text.sentences[page.text.sentence_of(hit.tokens.start)].block;
    page.article.blocks[block].kind == BlockKind::Byline
        || page.article.dateline.is_some_and(|dateline| dateline.span.contains(span))
}
