//! Cities of the world with 5000 people or more, from GeoNames. Takes a name; gives the countries that have a city of
//! that name, the largest first. The list is searched in place: nothing is loaded.

use std::sync::LazyLock;

use memchr::memmem;

use crate::list::Sorted;
use crate::sequence::hash::Listed;

/// Lines `name TAB size, countries`, sorted by name in bytes; names in lower-case ASCII.
const CITIES: &str = include_str!("cities.tsv");

/// The cities of one name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct City {
    /// Of the largest: 1 below 20,000 people, 2 below 100,000, 3 below 300,000, 4 below a million, 5 above.
    pub size: u8,
    countries: &'static str,
}

impl City {
    /// The country of the largest city if the article plays there, else of another that lies where it plays.
    pub fn nearest(self, home: &[&'static str]) -> Option<&'static str> {
        let largest = self.countries().next().filter(|country| home.contains(country));
        largest.or_else(|| home.iter().copied().find(|country| self.countries().any(|other| other == *country)))
    }

    /// The country, where all cities of this name lie in one.
    pub fn only_country(self) -> Option<&'static str> {
        self.countries().next().filter(|_| self.countries.len() == 2)
    }

    /// Alpha-2 codes of their countries, the largest city first.
    pub fn countries(self) -> impl Iterator<Item = &'static str> {
        (0..self.countries.len()).step_by(2).filter_map(move |at| self.countries.get(at..at + 2))
    }
}

/// Looks a city up, without regard to case and accents.
pub(super) fn city(name: &str) -> Option<City> {
    let name = plain(name)?;
    static LIST: Sorted = Sorted::new(CITIES);
    let line = LIST.get(&name)?;
    let size = line.as_bytes().first().map_or(0, |digit| digit.wrapping_sub(b'0'));
    Some(City { size, countries: line.get(1..)? })
}

/// The names of cities of 300,000 people or more.
static LARGE: LazyLock<Listed<()>> = LazyLock::new(|| {
    let large = ["\t4", "\t5"].into_iter().flat_map(|size| memmem::find_iter(CITIES.as_bytes(), size));
    let names = large.map(|end| &CITIES[CITIES[..end].rfind('\n').map_or(0, |start| start + 1)..end]);
    names.map(|name| (name, ())).collect()
});

/// These names.
pub(super) fn large() -> impl Iterator<Item = &'static str> {
    LARGE.keys().copied()
}

/// Whether such a city has this name, without regard to case and accents.
pub(super) fn is_large(name: &str) -> bool {
    // Nearly all that is asked for is plain as it stands, and needs no copy.
    let is_plain = |byte: u8| matches!(byte, b' '..=b'~') && !byte.is_ascii_uppercase();
    if name.bytes().all(is_plain) {
        return LARGE.contains_key(name);
    }
    plain(name).is_some_and(|name| LARGE.contains_key(name.as_str()))
}

/// Lower-case letters without accents; none for names in another script, or too long to be a city's.
pub(super) fn plain(name: &str) -> Option<String> {
    if name.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return (name.len() <= 60).then(|| name.to_ascii_lowercase());
    }
    let mut out = String::with_capacity(name.len());
    for c in name.chars() {
        match c {
            'A'..='Z' => out.push(c.to_ascii_lowercase()),
            '\u{20}'..='\u{7e}' => out.push(c),
            '’' | '‘' | 'ʻ' => out.push('\''),
            '–' => out.push('-'),
            _ if c.is_whitespace() => out.push(' '),
            _ => out.push_str(base(c)?),
        }
    }
    (out.len() <= 60).then_some(out)
}

/// The letters under an accent, for the letters of European names.
fn base(c: char) -> Option<&'static str> {
    const ACCENTED: [(&str, &str); 14] = [
        ("àáâãäåāăąÀÁÂÃÄÅĀĂĄ", "a"),
        ("çćĉčÇĆČ", "c"),
        ("ďđĎĐð", "d"),
        ("èéêëēĕėęěÈÉÊËĒĖĘĚ", "e"),
        ("ĝğġģĞĠ", "g"),
        ("ìíîïĩīĭįıÌÍÎÏĪİ", "i"),
        ("ļľłŁĽ", "l"),
        ("ñńņňÑŃŇ", "n"),
        ("òóôõöøōőÒÓÔÕÖØŌŐ", "o"),
        ("ŕřŘ", "r"),
        ("śŝşšșŚŞŠȘ", "s"),
        ("ţťțŢŤȚ", "t"),
        ("ùúûüũūŭůűųÙÚÛÜŪŮŰ", "u"),
        ("ýÿÝ", "y"),
    ];
    match c {
        'ž' | 'ź' | 'ż' | 'Ž' | 'Ź' | 'Ż' => Some("z"),
        'ß' => Some("ss"),
        'æ' | 'Æ' => Some("ae"),
        _ => ACCENTED.iter().find(|(letters, _)| letters.contains(c)).map(|(_, base)| *base),
    }
}
