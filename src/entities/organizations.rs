//! One organization, one entry. Takes the places that name organizations; gives clusters of them: the same name with
//! and without its legal form, a listed name in all its forms, an acronym and what it stands for, a short form.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::cities::plain;
use super::lexicon::{Entry, Lexicon, Listed};
use super::listed;
use super::merge::{Name, What, is_acronym};
use crate::document::Page;
use crate::list;

/// The mentions of one organization.
#[derive(Debug, Default)]
pub(super) struct Organization {
    /// Indices into the names, in text order.
    pub mentions: Vec<usize>,
    pub name: String,
    /// Row of the list.
    pub listed: Option<u16>,
}

/// Joins the organizations among `names`.
pub(super) fn organizations(page: &Page, lexicon: &Lexicon, names: &[Name]) -> Vec<Organization> {
    let mut register = Register::new(page, lexicon, names);
    let mut short = Vec::new();
    register.define_acronyms();
    for at in (0..names.len()).filter(|at| names[*at].what == What::Organization) {
        let spelling = register.spelling(at);
        let listed = || lexicon.entry(&spelling).is_some_and(|entry| matches!(entry, Entry::Organization(_)));
        if spelling.contains(' ') || (!register.defined.contains_key(&key(&spelling)) && listed()) {
            register.add_long(at, spelling);
        } else {
            short.push((at, spelling));
        }
    }
    register.join_tails();
    for (at, spelling) in short {
        register.add_short(at, spelling);
    }
    register.finish()
}

struct Register<'p> {
    page: &'p Page,
    lexicon: &'p Lexicon,
    names: &'p [Name],
    organizations: Vec<Organization>,
    by_key: HashMap<String, usize>,
    by_row: HashMap<u16, usize>,
    by_initials: HashMap<String, usize>,
    /// What the article itself says that an acronym stands for, by the keys of both.
    defined: HashMap<String, String>,
    /// Clubs and bodies by the last word of their names, "City", "Council": the one named last.
    by_tail: HashMap<String, usize>,
    /// Where the mentions of a short form went.
    moved: HashMap<usize, usize>,
    /// Heads of one word and tails of long names; none where two organizations share one.
    by_part: HashMap<String, Option<usize>>,
}

impl<'p> Register<'p> {
    fn new(page: &'p Page, lexicon: &'p Lexicon, names: &'p [Name]) -> Self {
        Self {
            page,
            lexicon,
            names,
            organizations: Vec::new(),
            by_key: HashMap::new(),
            by_row: HashMap::new(),
            by_initials: HashMap::new(),
            defined: HashMap::new(),
            by_tail: HashMap::new(),
            moved: HashMap::new(),
            by_part: HashMap::new(),
        }
    }

    fn spelling(&self, at: usize) -> String {
        let span = self.page.text.span_of(self.names[at].tokens.clone());
        self.page.words(span).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn new_organization(&mut self, name: &str, listed: Option<u16>) -> usize {
        self.organizations.push(Organization { name: name.to_owned(), listed, ..Organization::default() });
        self.organizations.len() - 1
    }

    /// "Harbour Safety Council, or HSC,", "Harbour Safety Council (HSC)".
    fn define_acronyms(&mut self) {
        let organizations = self.names.iter().enumerate().filter(|(_, name)| name.what == What::Organization);
        let organizations: Vec<usize> = organizations.map(|(at, _)| at).collect();
        for pair in organizations.windows(2) {
            let gap = self.names[pair[0]].tokens.end..self.names[pair[1]].tokens.start;
            if gap.is_empty() || gap.len() > 4 {
                continue;
            }
            let between: Vec<&str> = gap.map(|at| self.page.word(at)).collect();
            let told = matches!(
                between.as_slice(),
                ["("] | [",", "or"] | ["or"] | ["(", "the"] | [",", "known", "as"] | [",", "or", "the"]
            );
            let (long, short) = (self.spelling(pair[0]), self.spelling(pair[1]));
            let closed = between == ["("] && self.page.text.tokens.get(self.names[pair[1]].tokens.end).is_some();
            let closed = closed && self.page.word(self.names[pair[1]].tokens.end) == ")" && is_acronym(&short);
            if told && long.contains(' ') && (closed || is_short_for(&short, &long)) {
                self.defined.insert(key(&short), key(&long));
            }
        }
    }

    fn add_long(&mut self, at: usize, spelling: String) {
        let key = key(&spelling);
        let row = self.row(&spelling);
        let known = self.by_key.get(&key).copied().or_else(|| self.by_row.get(&row?).copied());
        let known = known.or_else(|| self.by_initials.get(&spelling.to_uppercase()).copied().filter(|_| row.is_none()));
        let one = known.unwrap_or_else(|| self.new_organization(&spelling, row));
        row.into_iter().for_each(|row| {
            self.by_row.entry(row).or_insert(one);
        });
        if self.by_key.insert(key.clone(), one).is_none() {
            self.index(one, &key, &spelling);
        }
        self.mention(one, at, &spelling);
    }

    fn row(&self, spelling: &str) -> Option<u16> {
        let entry = |name: &str| match self.lexicon.entry(name) {
            Some(Entry::Organization(row)) => Some(row),
            _ => None,
        };
        entry(spelling).or_else(|| entry(without_form(spelling))).or_else(|| entry(&format!("The {spelling}")))
    }

    /// Makes a name known by its initials, heads and tails.
    fn index(&mut self, one: usize, key: &str, spelling: &str) {
        initials(spelling).into_iter().for_each(|initials| {
            self.by_initials.entry(initials).or_insert(one);
        });
        let words: Vec<&str> = key.split(' ').collect();
        if let Some(tail) = words.last().filter(|_| words.len() > 1) {
            self.by_tail.insert((*tail).to_owned(), one);
        }
        for cut in 1..words.len().min(10) {
            for part in [&words[..cut], &words[cut..]] {
                let parent = part.len() > 1 && part.len() == cut && part[0] == words[0];
                if is_telling(part) && !parent {
                    let known = self.by_part.entry(part.join(" ")).or_insert(Some(one));
                    *known = known.filter(|known| *known == one);
                }
            }
        }
    }

    fn mention(&mut self, one: usize, at: usize, spelling: &str) {
        let organization = &mut self.organizations[one];
        organization.mentions.push(at);
        let capitals = |name: &str| !name.chars().any(char::is_lowercase);
        let better = spelling.split(' ').count() > organization.name.split(' ').count()
            || (capitals(&organization.name)
                && !capitals(spelling)
                && spelling.contains(' ') == organization.name.contains(' '));
        if better {
            organization.name = spelling.to_owned();
        }
    }

    /// "Intelligence Committee" of "House Intelligence Committee": short forms of two words or more.
    fn join_tails(&mut self) {
        for one in 0..self.organizations.len() {
            let key = key(&self.organizations[one].name);
            let name = &self.organizations[one].name;
            let paper = || self.of_tail(&key, name).filter(|_| !key.contains(' ') && kind(name) == Some("media"));
            let longer = self.by_part.get(&key).copied().flatten().or_else(paper).filter(|other| *other != one);
            if let Some(other) = longer
                && self.organizations[one].listed.is_none()
            {
                let mentions = std::mem::take(&mut self.organizations[one].mentions);
                self.moved.insert(one, other);
                self.organizations[other].mentions.extend(mentions);
            }
        }
    }

    /// The one named last whose name ends with this word and is of the same kind: "City" of a club's, "Post" of a paper's.
    fn of_tail(&self, key: &str, spelling: &str) -> Option<usize> {
        let one = self.by_tail.get(key).copied()?;
        let of_name = kind(spelling.trim_start_matches("The "));
        let listed = self.organizations[one].listed.map(|row| self.lexicon.organizations[row as usize].kind);
        (of_name.is_some() && listed.or_else(|| kind(&self.organizations[one].name)) == of_name).then_some(one)
    }

    /// An acronym, a short form, or a name of one word.
    fn add_short(&mut self, at: usize, spelling: String) {
        let key = key(&spelling);
        let acronym: String = spelling.chars().filter(|c| *c != '.').collect();
        let is_acronym = acronym.chars().filter(|c| c.is_uppercase()).count() >= 2;
        let defined = self.defined.get(&key).and_then(|long| self.by_key.get(long)).copied();
        let known = defined.or_else(|| self.by_key.get(&key).copied());
        let known =
            known.or_else(|| is_acronym.then(|| self.by_initials.get(&acronym.to_uppercase()).copied()).flatten());
        let known = known.or_else(|| self.by_part.get(&key).copied().flatten());
        let known = known.or_else(|| self.of_tail(&key, &spelling)).or_else(|| self.chamber(&key));
        let known = known.or_else(|| self.nicknamed(&spelling));
        let one = known.unwrap_or_else(|| self.new_organization(&spelling, None));
        let one = self.moved.get(&one).copied().unwrap_or(one);
        self.by_key.insert(key, one);
        self.mention(one, at, &spelling);
    }

    /// The club of this nickname, where the article names but one of those that bear it: "the Eagles" of Crystal Palace.
    fn nicknamed(&self, spelling: &str) -> Option<usize> {
        let clubs = list::find(include_str!("club_nicknames.tsv"), spelling)?;
        let of_club = |club: &str| self.by_key.get(&key(club)).copied();
        let mut named: Vec<usize> = clubs.split(';').filter_map(of_club).collect();
        named.dedup();
        <[usize; 1]>::try_from(named).ok().map(|[one]| one)
    }

    /// "House" of the House of Representatives.
    fn chamber(&self, key: &str) -> Option<usize> {
        let full = |one: &Organization| self::key(&one.name).starts_with("house of ");
        (key == "house").then(|| self.organizations.iter().position(full)).flatten()
    }

    fn finish(mut self) -> Vec<Organization> {
        self.organizations.retain(|organization| !organization.mentions.is_empty());
        for organization in &mut self.organizations {
            organization.mentions.sort_unstable();
            if let Some(listed) = organization.listed.map(|row| &self.lexicon.organizations[row as usize]) {
                organization.name = listed_name(listed, &organization.name);
            }
        }
        self.organizations.sort_by_key(|organization| organization.mentions[0]);
        self.organizations
    }
}

/// Bodies of the world, parties and what the article names by an acronym only go by the list's name, all others by the
/// fullest form of the article.
fn listed_name(listed: &Listed, written: &str) -> String {
    let public = matches!(listed.kind, "intergovernmental" | "party");
    if public || is_acronym(written) { listed.name.to_owned() } else { written.to_owned() }
}

/// A name without case, accents, article and legal form.
pub(super) fn key(name: &str) -> String {
    let name = plain(name).unwrap_or_else(|| name.to_lowercase());
    let name = name.strip_prefix("the ").unwrap_or(&name);
    let mut words: Vec<&str> = name.split_whitespace().map(|word| word.trim_end_matches([',', '.'])).collect();
    while words.len() > 1
        && matches!(
            *words.last().unwrap_or(&""),
            "inc" | "ltd" | "plc" | "corp" | "co" | "llc" | "limited" | "ag" | "sa" | "nv" | "corporation" | "company"
        )
    {
        words.pop();
    }
    words.join(" ")
}

/// A company's name without its legal form: "Acme" of "Acme Holdings, Inc.".
fn without_form(name: &str) -> &str {
    const FORMS: [&str; 16] = [
        "Inc", "Inc.", "Ltd", "Ltd.", "Limited", "PLC", "Plc", "plc", "Corp", "Corp.", "Co", "Co.", "AG", "SA", "NV",
        "Group",
    ];
    let mut short = name;
    while let Some((rest, last)) = short.rsplit_once(' ') {
        if !FORMS.contains(&last)
            && !matches!(last, "&" | "and" | "Corporation" | "Company" | "Holdings" | "SE" | "SpA")
        {
            break;
        }
        short = rest.trim_end_matches(',');
    }
    short
}

/// The acronyms that a name may go by: with and without the initials of its small words.
fn initials(name: &str) -> Vec<String> {
    let name = name.strip_prefix("The ").unwrap_or(name);
    let words = name.split([' ', '-']).filter(|word| word.starts_with(char::is_alphabetic));
    let first = |word: &str| word.chars().next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
    let all: String = words.clone().map(first).collect();
    let capital: String = words.clone().filter(|word| word.starts_with(char::is_uppercase)).map(first).collect();
    let spaced: String = name.split(' ').filter(|word| word.starts_with(char::is_uppercase)).map(first).collect();
    let headed =
        name.split_once(' ').map(|(head, _)| format!("{} {}", head.to_uppercase(), capital.get(1..).unwrap_or("")));
    let mut found = vec![capital, all, spaced];
    found.extend(headed);
    found.retain(|initials| initials.chars().count() > 1);
    found.dedup();
    found
}

/// Whether the capitals of a short form stand in a name in this order: "HSC", "NatSec".
fn is_short_for(short: &str, long: &str) -> bool {
    let mut rest = long.chars();
    let mut capitals = short.chars().filter(|c| c.is_uppercase());
    let count = short.chars().filter(|c| c.is_uppercase()).count();
    count > 1 && !short.contains(' ') && capitals.all(|c| rest.any(|other| other.to_uppercase().eq(c.to_uppercase())))
}

/// Whether part of a name is enough to name it: two words, or one that is no common word of names.
fn is_telling(part: &[&str]) -> bool {
    let small = |word: &str| matches!(word, "of" | "for" | "and" | "the" | "in" | "on" | "to" | "&" | "de");
    let [first, .., last] = part else {
        return part.first().is_some_and(|word| word.len() > 3 && !listed::COMMON.has(word));
    };
    !small(first) && !small(last)
}

/// The sorts of organizations that names can tell.
pub(super) fn kinds() -> impl Iterator<Item = &'static str> {
    let lists = [
        include_str!("organization_heads.tsv"),
        include_str!("organization_phrases.tsv"),
        include_str!("institutions.tsv"),
    ];
    lists.into_iter().flat_map(list::rows::<2>).map(|[_, kind]| kind)
}

/// What sort of organization a name says it is.
pub(super) fn kind(name: &str) -> Option<&'static str> {
    let chamber = matches!(name.split(' ').next(), Some("Senate" | "House" | "Commons" | "Lords" | "Knesset"));
    if chamber && name.to_lowercase().contains("committee") {
        return Some("legislature");
    }
    if name.starts_with("Royal College of") || name.starts_with("Royal Society of") {
        return Some("association");
    }
    let before_of = name.split(" of ").next().unwrap_or(name);
    let last = |part: &str| part.split_whitespace().next_back().and_then(|word| listed::ORGANIZATIONS.get(word));
    by_phrase(name)
        .or_else(|| last(name))
        .or_else(|| last(before_of))
        .or_else(|| name.split_whitespace().rev().find_map(|word| listed::ORGANIZATIONS.get(word)))
        .or_else(|| name.contains(" & ").then_some("company"))
}

/// What sort of organization the last words of a name say it is.
fn by_phrase(name: &str) -> Option<&'static str> {
    static PHRASES: LazyLock<Vec<[&str; 2]>> = LazyLock::new(|| {
        let lists = [include_str!("organization_phrases.tsv"), include_str!("institutions.tsv")];
        lists.into_iter().flat_map(list::rows::<2>).collect()
    });
    PHRASES.iter().find(|[phrase, _]| ends_with(name, phrase)).map(|[_, kind]| *kind)
}

/// Whether a name ends with these words, whatever their capitals.
fn ends_with(name: &str, phrase: &str) -> bool {
    let last = |text: &str| text.as_bytes().last().map(u8::to_ascii_lowercase);
    let at = name.len().checked_sub(phrase.len()).filter(|_| last(name) == last(phrase));
    at.and_then(|at| name.get(at..)).is_some_and(|end| end.eq_ignore_ascii_case(phrase))
}
