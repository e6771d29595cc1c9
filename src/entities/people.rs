//! One person, one entry. Takes the places that name people; gives clusters of them, joined by full name, surname,
//! given name and alias. Work grows with the number of mentions only: every join is a look-up.

mod bearers;
mod words;

use std::ops::Range;

use self::bearers::Bearers;
use self::words::{count, ends, heads, inner, is_aside, push_words, same_given, same_surname};
use super::canonical::mixed_case;
use super::looks::View;
use super::merge::{Name, What};
use super::spelling::{self, Texts};
use super::{Gender, titles};
use crate::sequence::hash::{self, Hashed};

/// The mentions of one person.
#[derive(Debug)]
pub(super) struct Person {
    /// Indices into the names, in text order.
    pub mentions: Vec<usize>,
    /// The fullest form, white space made single.
    pub name: String,
    /// What a title or word of kinship before a full name tells.
    gender: Option<Gender>,
    /// What the title right before a full name spells: "Sheikh".
    title: Option<u64>,
    /// Number of the spelling that is the fullest form.
    spelling: usize,
    /// Whether the article first names them as somebody's relative: "his wife, Ana Ruiz".
    aside: bool,
    /// How many of the mentions are full names; those stand first until the register is finished.
    full: usize,
}

impl Person {
    /// How well a person fits a lone surname at a place: somebody named before it, the one named far more often than
    /// others or not as a relative, the one named last.
    fn fitness(&self, at: usize) -> (bool, u32, usize) {
        let (full, single) = self.mentions.split_at(self.full.min(self.mentions.len()));
        let before = full[..full.partition_point(|mention| *mention < at)].last().max(single.last());
        let often = ((full.len() + single.len()) / 2).checked_ilog2().unwrap_or(0);
        let weight = often + u32::from(!self.aside);
        match before {
            Some(mention) => (true, weight, *mention),
            None => (false, weight, usize::MAX - self.mentions.first().unwrap_or(&0)),
        }
    }
}

/// Joins the people among `names`.
pub(super) fn people(page: &View, names: &[Name], texts: &Texts) -> Vec<Person> {
    let people: Vec<usize> = (0..names.len()).filter(|at| names[*at].what == What::Person).collect();
    let mut register = Register::new(page, names, texts);
    let juniors = has_juniors(page, names);
    for at in &people {
        register.read(*at, juniors);
    }
    for at in &people {
        if register.form(*at).count > 1 {
            register.add_full(*at);
        }
    }
    register.join_aliases(&people);
    let single: Vec<usize> = people.into_iter().filter(|at| register.form(*at).count == 1).collect();
    for at in &single {
        if let Some(gender) = register.courtesy(*at) {
            let whole = register.form(*at).whole;
            register.usual.entry(whole).or_insert(gender);
        }
    }
    for at in single {
        register.add_single(at);
    }
    register.finish()
}

/// A spelling of people's names.
#[derive(Clone, Debug, Default)]
struct Form {
    /// Where its words stand among all: without case, accents, initials' stops and suffixes.
    words: Range<usize>,
    count: usize,
    /// A hash of all of them; of one word that of its text.
    whole: u64,
}

struct Register<'p> {
    page: &'p View<'p>,
    names: &'p [Name],
    texts: &'p Texts<'p>,
    /// By the numbers of the spellings; empty for those of no person.
    forms: Vec<Form>,
    /// The words of all of them.
    text: String,
    people: Vec<Person>,
    by_full: Hashed<usize>,
    by_surname: Bearers,
    by_first: Bearers,
    by_inner: Bearers,
    /// People of whom only one word is known.
    by_single: Hashed<usize>,
    /// The gender that courtesy titles give a lone surname anywhere in the article.
    usual: Hashed<Gender>,
    /// For each name, whose it is.
    owner: Vec<Option<usize>>,
}

impl<'p> Register<'p> {
    fn new(page: &'p View<'p>, names: &'p [Name], texts: &'p Texts<'p>) -> Self {
        Self {
            page,
            names,
            texts,
            forms: vec![Form::default(); texts.len()],
            text: String::with_capacity(16 * texts.len()),
            people: Vec::new(),
            by_full: Hashed::default(),
            by_surname: Bearers::default(),
            by_first: Bearers::default(),
            by_inner: Bearers::default(),
            by_single: Hashed::default(),
            usual: Hashed::default(),
            owner: vec![None; names.len()],
        }
    }

    /// Reads the words of a name, once for each spelling.
    fn read(&mut self, at: usize, juniors: bool) {
        let form = &mut self.forms[self.texts.number(at)];
        if form.count > 0 {
            return;
        }
        let spelling = self.texts.text(at);
        let start = self.text.len();
        push_words(spelling, &mut self.text);
        if juniors && is_junior(spelling) && self.text.len() > start {
            self.text.push_str(" jr");
        }
        form.words = start..self.text.len();
        let words = &self.text[start..];
        form.count = count(words);
        let each = words.as_bytes().split(|byte| *byte == b' ');
        form.whole = each.map(hash::bytes).reduce(hash::join).unwrap_or_default();
    }

    /// The form of a name.
    fn form(&self, at: usize) -> &Form {
        &self.forms[self.texts.number(at)]
    }

    /// The words of a spelling.
    fn words(&self, spelling: usize) -> &str {
        &self.text[self.forms[spelling].words.clone()]
    }

    /// The words of a person's fullest form.
    fn words_of(&self, person: usize) -> &str {
        self.words(self.people[person].spelling)
    }

    /// A name of two words or more: of somebody known, or of a new person.
    fn add_full(&mut self, at: usize) {
        let spelling = self.texts.number(at);
        let Form { whole, count, .. } = self.forms[spelling];
        let known = self.by_full.get(&whole).copied().or_else(|| self.namesake(self.words(spelling)));
        let person = known.unwrap_or_else(|| self.new_person(at));
        if self.by_full.insert(whole, person).is_none() {
            self.index(person, spelling);
        }
        self.mention(person, at);
        let (gender, title) = (self.courtesy(at), self.title(at));
        let own = self.forms[self.people[person].spelling].count;
        let entry = &mut self.people[person];
        entry.full += 1;
        entry.gender = entry.gender.or(gender);
        entry.title = entry.title.or(title);
        let text = self.texts.text(at);
        if count > own || (count == own && spelling != entry.spelling && is_capitals(&entry.name) && !is_capitals(text))
        {
            entry.spelling = spelling;
            text.clone_into(&mut entry.name);
        }
    }

    fn new_person(&mut self, at: usize) -> usize {
        self.people.push(Person {
            mentions: Vec::new(),
            name: self.texts.text(at).to_owned(),
            gender: None,
            title: None,
            spelling: self.texts.number(at),
            aside: is_aside(self.page, self.names[at].tokens.start),
            full: 0,
        });
        self.people.len() - 1
    }

    /// Somebody whose name this one shortens or fills out.
    fn namesake(&self, words: &str) -> Option<usize> {
        let near = |bearers: &Bearers, word: &str, fits: fn(&str, &str) -> bool| {
            bearers.of(word).find(|person| fits(self.words_of(*person), words))
        };
        let (first, last) = ends(words);
        near(&self.by_surname, last, same_surname)
            .or_else(|| near(&self.by_first, first, heads))
            .or_else(|| near(&self.by_inner, last, heads))
    }

    fn index(&mut self, person: usize, spelling: usize) {
        let words = &self.text[self.forms[spelling].words.clone()];
        let (first, last) = ends(words);
        self.by_surname.add(last, person);
        self.by_first.add(first, person);
        inner(words).for_each(|word| self.by_inner.add(word, person));
        for part in last.split('-').filter(|part| part.len() > 2 && part.len() < last.len()) {
            self.by_inner.add(part, person);
        }
    }

    fn mention(&mut self, person: usize, at: usize) {
        self.people[person].mentions.push(at);
        self.owner[at] = Some(person);
    }

    /// A surname, given name or nickname alone.
    fn add_single(&mut self, at: usize) {
        let (word, whole) = (self.words(self.texts.number(at)), self.form(at).whole);
        let family = || word.strip_suffix('s').unwrap_or(word);
        let person =
            self.spouse(at, word).or_else(|| self.bearer(at, word)).or_else(|| self.by_single.get(&whole).copied());
        let person = person.or_else(|| self.bearer(at, family()));
        let person = person.unwrap_or_else(|| {
            let person = self.new_person(at);
            self.by_single.insert(whole, person);
            person
        });
        self.mention(person, at);
        if is_capitals(&self.people[person].name) && self.forms[self.people[person].spelling].count == 1 {
            self.people[person].name = self.texts.text(at).to_owned();
        }
    }

    /// "Bill" in "Bill and Ana Ruiz" is the Ruiz of that name, if there is one.
    fn spouse(&self, at: usize, word: &str) -> Option<usize> {
        let next = self.names.get(at + 1).filter(|next| next.what == What::Person && next.tokens.len() > 1)?;
        let and = self.names[at].tokens.end;
        if next.tokens.start != and + 1 || self.page.word(and) != "and" {
            return None;
        }
        let mut next = String::new();
        push_words(self.texts.text(at + 1), &mut next);
        let given = |person: &usize| same_given(word, ends(self.words_of(*person)).0);
        self.by_surname.of(ends(&next).1).find(given)
    }

    /// Who is meant by one word: of those who bear it, the one named last before this place, else the first after it.
    /// The gender that "Mrs" gives the surname elsewhere tells who is meant only where nobody of it is named before: a
    /// man may go by his surname alone, and his wife by hers and "Mrs".
    fn bearer(&self, at: usize, word: &str) -> Option<usize> {
        let wanted = self.courtesy(at);
        let usual = wanted.or_else(|| self.usual.get(&hash::text(word)).copied());
        let title = self.title(at);
        [&self.by_surname, &self.by_first, &self.by_inner].iter().find_map(|bearers| {
            let fits = |person: &usize| {
                wanted.is_none() || self.first_gender(*person).is_none_or(|gender| Some(gender) == wanted)
            };
            let told = |person: usize| usual.is_some() && self.first_gender(person) == usual;
            let titled = |person: usize| title.is_some() && self.people[person].title == title;
            let fitness = |person: usize| {
                let (before, weight, last) = self.people[person].fitness(at);
                let told = told(person) && (wanted.is_some() || usual == Some(Gender::Male) || !before);
                (wanted.is_some() && told, titled(person), before, told, weight, last)
            };
            bearers.of(word).filter(fits).max_by_key(|person| fitness(*person))
        })
    }

    /// What the title right before this name spells.
    fn title(&self, at: usize) -> Option<u64> {
        let before = self.names[at].tokens.start.checked_sub(1)?;
        self.page.look(before).is_role().then(|| spelling::word(self.page, before))
    }

    /// The gender that a courtesy title before this name tells.
    fn courtesy(&self, at: usize) -> Option<Gender> {
        let before = self.names[at].tokens.start.checked_sub(1)?;
        self.page.look(before).title?.gender
    }

    fn first_gender(&self, person: usize) -> Option<Gender> {
        self.people[person].gender.or_else(|| first_gender(&self.people[person].name))
    }

    /// "Kyaw Min Yu, better known as Jimmy", "Edson Nascimento (Pelé)".
    fn join_aliases(&mut self, people: &[usize]) {
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

    fn is_alias_gap(&self, gap: Range<usize>) -> bool {
        let marked = gap.len() > 1;
        let mut words = gap.map(|at| self.page.word(at)).filter(|word| {
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
        match [words.next(), words.next(), words.next()] {
            [Some("known"), Some("as"), None] | [Some("alias" | "aka" | "a.k.a."), None, _] => true,
            [Some("called" | "nicknamed" | "named"), None, _] => marked,
            _ => false,
        }
    }

    fn alias(&mut self, person: usize, at: usize) {
        let mut word = String::new();
        push_words(self.texts.text(at), &mut word);
        if count(&word) == 1 {
            self.by_surname.add(&word, person);
        }
    }

    /// Makes two people one; the first keeps its name.
    fn join(&mut self, one: usize, other: usize) {
        let mentions = std::mem::take(&mut self.people[other].mentions);
        self.owner.iter_mut().filter(|owner| **owner == Some(other)).for_each(|owner| *owner = Some(one));
        self.people[one].full += mentions.len();
        self.people[one].mentions.extend(mentions);
        self.people[one].mentions.sort_unstable();
        for bearers in [&mut self.by_surname, &mut self.by_first, &mut self.by_inner] {
            bearers.rename(other, one);
        }
        self.by_full.values_mut().filter(|person| **person == other).for_each(|person| *person = one);
    }

    fn finish(mut self) -> Vec<Person> {
        self.people.retain(|person| !person.mentions.is_empty());
        for person in &mut self.people {
            person.mentions.sort_unstable();
            if !person.name.contains(char::is_lowercase) {
                person.name = mixed_case(&person.name, 4);
            }
        }
        self.people.sort_by_key(|person| person.mentions[0]);
        self.people
    }
}

/// Whether a son is named after his father here: "his son Carl Boone Jr.".
fn has_juniors(page: &View, names: &[Name]) -> bool {
    let people = names.iter().filter(|name| name.what == What::Person);
    let mut juniors = people.filter(|name| is_junior(page.words(page.text.span_of(name.tokens.clone()))));
    juniors.any(|name| name.tokens.start > 0 && matches!(page.word(name.tokens.start - 1), "son" | "sons" | "brother"))
}

fn is_junior(spelling: &str) -> bool {
    spelling.ends_with("Jr.") || spelling.ends_with(" Jr")
}

/// What a first name tells; nothing where women and men bear it.
pub(super) fn first_gender(name: &str) -> Option<Gender> {
    let first = name.split_whitespace().next()?;
    titles::first_name(first).or_else(|| titles::first_name(first.split_once('-')?.0))
}

fn is_capitals(name: &str) -> bool {
    !name.contains(char::is_lowercase) && name.chars().filter(|c| c.is_alphabetic()).count() > 3
}
