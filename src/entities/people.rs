//! One person, one entry. Takes the places that name people; gives clusters of them, joined by full name, surname,
//! given name and alias. Work grows with the number of mentions only: every join is a look-up.

use std::collections::HashMap;

use super::canonical::mixed_case;
use super::cities::plain;
use super::merge::{Name, What};
use super::{Gender, titles};
use crate::document::Page;
use crate::list::Keyed;

/// Most people of one surname that a new full name is compared with.
const NAMESAKES: usize = 24;

/// The mentions of one person.
#[derive(Debug, Default)]
pub(super) struct Person {
    /// Indices into the names, in text order.
    pub mentions: Vec<usize>,
    /// The fullest form, white space made single.
    pub name: String,
    /// What a title or word of kinship before a full name tells.
    gender: Option<Gender>,
    /// The title right before a full name: "Sheikh".
    title: Option<String>,
    /// Words of the fullest form, without case, accents, initials' stops and suffixes.
    words: Vec<String>,
    /// How many of the mentions are full names; those stand first until the register is finished.
    full: usize,
}

impl Person {
    /// How well a person fits a lone surname at a place: somebody named before it, the one named far more often than
    /// others, the one named last.
    fn fitness(&self, at: usize) -> (bool, u32, usize) {
        let (full, single) = self.mentions.split_at(self.full.min(self.mentions.len()));
        let before = full[..full.partition_point(|mention| *mention < at)].last().max(single.last());
        let weight = ((full.len() + single.len()) / 2).checked_ilog2().unwrap_or(0);
        match before {
            Some(mention) => (true, weight, *mention),
            None => (false, weight, usize::MAX - self.mentions.first().unwrap_or(&0)),
        }
    }
}

/// Joins the people among `names`.
pub(super) fn people(page: &Page, names: &[Name]) -> Vec<Person> {
    let mut register = Register::new(page, names);
    let juniors = has_juniors(page, names);
    let of_people = |full: bool| {
        let page = &page;
        names.iter().enumerate().filter(move |(_, name)| name.what == What::Person).filter_map(move |(at, name)| {
            let spelling = page.words(page.text.span_of(name.tokens.clone()));
            let mut words = words(spelling);
            if juniors && is_junior(spelling) && !words.is_empty() {
                words.push("jr".to_owned());
            }
            ((words.len() > 1) == full && !words.is_empty()).then_some((at, words))
        })
    };
    for (at, words) in of_people(true) {
        register.add_full(at, words);
    }
    register.join_aliases();
    for (at, words) in of_people(false) {
        if let Some(gender) = register.courtesy(at) {
            register.usual.entry(words[0].clone()).or_insert(gender);
        }
    }
    for (at, words) in of_people(false) {
        register.add_single(at, &words[0]);
    }
    register.finish()
}

struct Register<'p> {
    page: &'p Page,
    names: &'p [Name],
    people: Vec<Person>,
    by_full: HashMap<String, usize>,
    by_surname: HashMap<String, Vec<usize>>,
    by_first: HashMap<String, Vec<usize>>,
    by_inner: HashMap<String, Vec<usize>>,
    /// People of whom only one word is known.
    by_single: HashMap<String, usize>,
    /// The gender that courtesy titles give a lone surname anywhere in the article.
    usual: HashMap<String, Gender>,
    /// For each name, whose it is.
    owner: Vec<Option<usize>>,
}

impl<'p> Register<'p> {
    fn new(page: &'p Page, names: &'p [Name]) -> Self {
        Self {
            page,
            names,
            people: Vec::new(),
            by_full: HashMap::new(),
            by_surname: HashMap::new(),
            by_first: HashMap::new(),
            by_inner: HashMap::new(),
            by_single: HashMap::new(),
            usual: HashMap::new(),
            owner: vec![None; names.len()],
        }
    }

    fn spelling(&self, at: usize) -> String {
        let span = self.page.text.span_of(self.names[at].tokens.clone());
        self.page.words(span).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// A name of two words or more: of somebody known, or of a new person.
    fn add_full(&mut self, at: usize, words: Vec<String>) {
        let full = words.join(" ");
        let known = self.by_full.get(&full).copied().or_else(|| self.namesake(&words));
        let person = known.unwrap_or_else(|| {
            self.people.push(Person::default());
            self.people.len() - 1
        });
        if self.by_full.insert(full, person).is_none() {
            self.index(person, &words);
        }
        self.mention(person, at);
        self.people[person].full += 1;
        self.people[person].gender = self.people[person].gender.or(self.courtesy(at));
        let title = self.title(at).map(str::to_owned);
        let spelling = self.spelling(at);
        let entry = &mut self.people[person];
        entry.title = entry.title.take().or(title);
        let fuller = words.len() > entry.words.len() || (is_capitals(&entry.name) && !is_capitals(&spelling));
        if entry.name.is_empty() || (fuller && words.len() >= entry.words.len()) {
            entry.words = words;
            entry.name = spelling;
        }
    }

    /// Somebody whose name this one shortens or fills out.
    fn namesake(&self, words: &[String]) -> Option<usize> {
        let near = |list: Option<&Vec<usize>>, fits: fn(&[String], &[String]) -> bool| {
            let list = list?;
            list.iter().rev().take(NAMESAKES).copied().find(|person| fits(&self.people[*person].words, words))
        };
        near(self.by_surname.get(words.last()?), same_surname)
            .or_else(|| near(self.by_first.get(words.first()?), heads))
            .or_else(|| near(self.by_inner.get(words.last()?), heads))
    }

    fn index(&mut self, person: usize, words: &[String]) {
        let mut put = |map: fn(&mut Self) -> &mut HashMap<String, Vec<usize>>, word: &String| {
            let list = map(self).entry(word.clone()).or_default();
            if list.last() != Some(&person) {
                list.push(person);
            }
        };
        if let [first, inner @ .., last] = words {
            put(|register| &mut register.by_surname, last);
            put(|register| &mut register.by_first, first);
            inner.iter().for_each(|word| put(|register| &mut register.by_inner, word));
            for part in last.split('-').filter(|part| part.len() > 2 && part.len() < last.len()) {
                put(|register| &mut register.by_inner, &part.to_owned());
            }
        }
    }

    fn mention(&mut self, person: usize, at: usize) {
        self.people[person].mentions.push(at);
        self.owner[at] = Some(person);
    }

    /// A surname, given name or nickname alone.
    fn add_single(&mut self, at: usize, word: &str) {
        let family = word.strip_suffix('s').unwrap_or(word);
        let person =
            self.spouse(at, word).or_else(|| self.bearer(at, word)).or_else(|| self.by_single.get(word).copied());
        let person = person.or_else(|| self.bearer(at, family));
        let person = person.unwrap_or_else(|| {
            let name = self.spelling(at);
            self.people.push(Person { name, words: vec![word.to_owned()], ..Person::default() });
            self.by_single.insert(word.to_owned(), self.people.len() - 1);
            self.people.len() - 1
        });
        self.mention(person, at);
        if is_capitals(&self.people[person].name) && self.people[person].words.len() == 1 {
            self.people[person].name = self.spelling(at);
        }
    }

    /// "Bill" in "Bill and Ana Ruiz" is the Ruiz of that name, if there is one.
    fn spouse(&self, at: usize, word: &str) -> Option<usize> {
        let next = self.names.get(at + 1).filter(|next| next.what == What::Person && next.tokens.len() > 1)?;
        let and = self.names[at].tokens.end;
        let coupled = next.tokens.start == and + 1 && self.page.word(and) == "and";
        let surname = words(&self.spelling(at + 1)).pop()?;
        let family = self.by_surname.get(&surname).filter(|_| coupled)?;
        let given = |person: &&usize| self.people[**person].words.first().is_some_and(|first| same_given(word, first));
        family.iter().rev().take(NAMESAKES).find(given).copied()
    }

    /// Who is meant by one word: of those who bear it, the one named last before this place, else the first after it.
    fn bearer(&self, at: usize, word: &str) -> Option<usize> {
        let wanted = self.courtesy(at).or_else(|| self.usual.get(word).copied());
        [&self.by_surname, &self.by_first, &self.by_inner].iter().find_map(|map| {
            let bearers = map.get(word)?;
            let fits = |person: &&usize| {
                wanted.is_none() || self.first_gender(**person).is_none_or(|gender| Some(gender) == wanted)
            };
            let told = |person: usize| wanted.is_some() && self.first_gender(person) == wanted;
            let title = self.title(at);
            let titled = |person: usize| title.is_some() && self.people[person].title.as_deref() == title;
            let fitness = |person: usize| (told(person), titled(person), self.people[person].fitness(at));
            bearers.iter().rev().take(NAMESAKES).filter(fits).max_by_key(|person| fitness(**person)).copied()
        })
    }

    /// The title right before this name.
    fn title(&self, at: usize) -> Option<&str> {
        let before = self.page.word(self.names[at].tokens.start.checked_sub(1)?);
        titles::is_role(before).then_some(before)
    }

    /// The gender that a courtesy title before this name tells.
    fn courtesy(&self, at: usize) -> Option<Gender> {
        let before = self.names[at].tokens.start.checked_sub(1)?;
        titles::title(self.page.word(before))?.gender
    }

    fn first_gender(&self, person: usize) -> Option<Gender> {
        self.people[person].gender.or_else(|| first_gender(&self.people[person].name))
    }

    /// "Kyaw Min Yu, better known as Jimmy", "Edson Nascimento (Pelé)".
    fn join_aliases(&mut self) {
        let people: Vec<usize> = (0..self.names.len()).filter(|at| self.names[*at].what == What::Person).collect();
        for pair in people.windows(2) {
            let gap = self.names[pair[0]].tokens.end..self.names[pair[1]].tokens.start;
            if gap.end <= gap.start || gap.len() > 6 || !self.is_alias_gap(gap) {
                continue;
            }
            match (self.owner[pair[0]], self.owner[pair[1]]) {
                (Some(one), None) => self.alias(one, pair[1]),
                (Some(one), Some(other)) if one != other => self.join(one, other),
                _ => {}
            }
        }
    }

    fn is_alias_gap(&self, gap: std::ops::Range<usize>) -> bool {
        let marked = gap.len() > 1;
        let mut words: Vec<&str> = gap.map(|at| self.page.word(at)).collect();
        words.retain(|word| {
            word.starts_with(char::is_alphanumeric)
                && !matches!(
                    *word,
                    "who"
                        | "is"
                        | "was"
                        | "also"
                        | "better"
                        | "popularly"
                        | "widely"
                        | "commonly"
                        | "professionally"
                        | "simply"
                )
        });
        match words.as_slice() {
            ["known", "as"] | ["alias"] | ["aka"] | ["a.k.a."] => true,
            ["called"] | ["nicknamed"] | ["named"] => marked,
            _ => false,
        }
    }

    fn alias(&mut self, person: usize, at: usize) {
        let words = words(&self.spelling(at));
        if let [word] = words.as_slice() {
            self.by_surname.entry(word.clone()).or_default().push(person);
        }
    }

    /// Makes two people one; the first keeps its name.
    fn join(&mut self, one: usize, other: usize) {
        let mentions = std::mem::take(&mut self.people[other].mentions);
        self.owner.iter_mut().filter(|owner| **owner == Some(other)).for_each(|owner| *owner = Some(one));
        self.people[one].full += mentions.len();
        self.people[one].mentions.extend(mentions);
        self.people[one].mentions.sort_unstable();
        for map in [&mut self.by_surname, &mut self.by_first, &mut self.by_inner] {
            for list in map.values_mut() {
                list.iter_mut().filter(|person| **person == other).for_each(|person| *person = one);
                list.dedup();
            }
        }
        self.by_full.values_mut().filter(|person| **person == other).for_each(|person| *person = one);
    }

    fn finish(mut self) -> Vec<Person> {
        self.people.retain(|person| !person.mentions.is_empty());
        for person in &mut self.people {
            person.mentions.sort_unstable();
            person.name = mixed_case(&person.name, 4);
        }
        self.people.sort_by_key(|person| person.mentions[0]);
        self.people
    }
}

/// Whether a son is named after his father here: "his son Carl Boone Jr.".
fn has_juniors(page: &Page, names: &[Name]) -> bool {
    let people = names.iter().filter(|name| name.what == What::Person);
    let mut juniors = people.filter(|name| is_junior(page.words(page.text.span_of(name.tokens.clone()))));
    juniors.any(|name| name.tokens.start > 0 && matches!(page.word(name.tokens.start - 1), "son" | "sons" | "brother"))
}

fn is_junior(spelling: &str) -> bool {
    spelling.ends_with("Jr.") || spelling.ends_with(" Jr")
}

/// What a first name tells.
pub(super) fn first_gender(name: &str) -> Option<Gender> {
    let first = name.split_whitespace().next()?;
    titles::first_name(first).or_else(|| titles::first_name(first.split('-').next()?))
}

/// The words of a name, without case, accents and suffixes.
fn words(name: &str) -> Vec<String> {
    let words = name.split_whitespace().map(|word| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        plain(word).unwrap_or_else(|| word.to_lowercase())
    });
    let mut words: Vec<String> = words.filter(|word| !word.is_empty()).collect();
    while words.len() > 1 && matches!(words[words.len() - 1].as_str(), "jr" | "sr" | "ii" | "iii" | "iv") {
        words.pop();
    }
    words
}

fn is_capitals(name: &str) -> bool {
    name.chars().filter(|c| c.is_alphabetic()).count() > 3 && !name.chars().any(char::is_lowercase)
}

/// Two names that end alike: one is the tail of the other, or their given names agree.
fn same_surname(one: &[String], other: &[String]) -> bool {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    if long.ends_with(short) {
        return true;
    }
    let (Some(a), Some(b)) = (short.first(), long.first()) else { return false };
    same_given(a, b) && middle_agrees(short, long)
}

/// "Kofi Annan", "Kofi A. Annan"; not "Kofi Mensah Annan" and "Kofi Boateng Annan".
fn middle_agrees(short: &[String], long: &[String]) -> bool {
    let inner = |words: &[String]| words.get(1..words.len() - 1).map(<[String]>::to_vec).unwrap_or_default();
    let (few, many) = (inner(short), inner(long));
    few.iter().all(|word| many.iter().any(|other| same_given(word, other)))
}

/// The same word, its initial, or a nickname of it.
fn same_given(a: &str, b: &str) -> bool {
    static NICKNAMES: Keyed = Keyed::new(include_str!("nicknames.tsv"));
    let initial = |short: &str, long: &str| short.chars().count() == 1 && long.starts_with(short);
    let nickname =
        |short: &str, long: &str| NICKNAMES.get(short).is_some_and(|names| names.split(';').any(|name| name == long));
    a == b || initial(a, b) || initial(b, a) || nickname(a, b) || nickname(b, a)
}

/// One name is the head of the other: "Mohammed bin Salman" of a longer one.
fn heads(one: &[String], other: &[String]) -> bool {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    short.len() > 1 && long.starts_with(short) && long[short.len()..] != ["jr"]
}
