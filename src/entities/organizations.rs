//! One organization, one entry. Takes the places that name organizations; gives clusters of them: the same name with
//! and without its legal form, a listed name in all its forms, an acronym and what it stands for, a short form.

mod forms;
mod kind;

use self::forms::{blanks, heads, initials, is_initials, is_short_for, is_telling, key, without_form};
pub(super) use self::kind::{kind, kinds};
use super::lexicon::{Entry, Lexicon, Listed};
use super::merge::{Name, What, is_acronym};
use super::spelling::Texts;
use crate::document::Page;
use crate::list;
use crate::sequence::hash::{self, Hashed};

/// The mentions of one organization.
#[derive(Debug, Default)]
pub(super) struct Organization {
    /// Indices into the names, in text order.
    pub mentions: Vec<usize>,
    pub name: String,
    /// Row of the list.
    pub listed: Option<u16>,
    /// Whose mentions its own became.
    moved: Option<usize>,
}

/// Joins the organizations among `names`.
pub(super) fn organizations(page: &Page, lexicon: &Lexicon, names: &[Name], texts: &Texts) -> Vec<Organization> {
    let mut register = Register::new(page, lexicon, names, texts);
    register.define_acronyms();
    let mut short = Vec::new();
    for at in (0..names.len()).filter(|at| names[*at].what == What::Organization) {
        let spelling = texts.number(at);
        match register.known[spelling] {
            Some(Known::Long(one)) => register.mention(one, at),
            Some(Known::Short) => short.push(at),
            None if register.is_long(at) => {
                let one = register.add_long(at);
                register.known[spelling] = Some(Known::Long(one));
            }
            None => {
                register.known[spelling] = Some(Known::Short);
                short.push(at);
            }
        }
    }
    register.join_tails();
    for at in short {
        register.add_short(at);
    }
    register.finish()
}

/// What is known of a spelling.
#[derive(Clone, Copy, Debug)]
enum Known {
    /// It is long enough to be this organization's and no other's.
    Long(usize),
    Short,
}

struct Register<'p> {
    page: &'p Page,
    lexicon: &'p Lexicon,
    names: &'p [Name],
    texts: &'p Texts<'p>,
    /// By the numbers of the spellings.
    known: Vec<Option<Known>>,
    organizations: Vec<Organization>,
    /// Whose a key, row, acronym or last word is.
    found: Hashed<usize>,
    /// What the article itself says that an acronym stands for, by the keys of both.
    defined: Hashed<u64>,
    /// Heads of one word and tails of long names; none where two organizations share one.
    by_part: Hashed<Option<usize>>,
    /// Room for acronyms.
    initials: [String; 3],
}

/// By what an organization is found.
#[derive(Clone, Copy, Debug)]
enum By {
    Key,
    /// Row of the list.
    Row,
    Initials,
    /// The last word of its name, "City", "Council": of several the one named last.
    Tail,
}

impl By {
    fn of(self, hash: u64) -> u64 {
        hash::join(self as u64, hash)
    }
}

impl<'p> Register<'p> {
    fn new(page: &'p Page, lexicon: &'p Lexicon, names: &'p [Name], texts: &'p Texts<'p>) -> Self {
        Self {
            page,
            lexicon,
            names,
            texts,
            known: vec![None; texts.len()],
            organizations: Vec::new(),
            found: Hashed::default(),
            defined: Hashed::default(),
            by_part: Hashed::default(),
            initials: Default::default(),
        }
    }

    fn find(&self, by: By, hash: u64) -> Option<usize> {
        self.found.get(&by.of(hash)).copied()
    }

    /// Whether a name is more than an acronym or one word, or listed.
    fn is_long(&self, at: usize) -> bool {
        let spelling = self.texts.text(at);
        let defined = || !self.defined.is_empty() && self.defined.contains_key(&hash::text(&key(spelling)));
        let listed = || {
            matches!(self.lexicon.entry(spelling), Some(Entry::Organization(_)))
                || self.follows_article(at) && self.lexicon.is_behind_article(spelling)
        };
        spelling.contains(' ') || !defined() && listed()
    }

    fn follows_article(&self, at: usize) -> bool {
        let before = self.names[at].tokens.start.checked_sub(1).map_or("", |at| self.page.word(at));
        matches!(before, "the" | "The")
    }

    fn new_organization(&mut self, name: &str, listed: Option<u16>) -> usize {
        self.organizations.push(Organization { name: name.to_owned(), listed, ..Organization::default() });
        self.organizations.len() - 1
    }

    /// "Harbour Safety Council, or HSC,", "Harbour Safety Council (HSC)", "Harbour Safety Council's (HSC)".
    fn define_acronyms(&mut self) {
        let organizations = self.names.iter().enumerate().filter(|(_, name)| name.what == What::Organization);
        let organizations: Vec<usize> = organizations.map(|(at, _)| at).collect();
        for pair in organizations.windows(2) {
            let gap = self.names[pair[0]].tokens.end..self.names[pair[1]].tokens.start;
            if gap.is_empty() || gap.len() > 4 {
                continue;
            }
            if !matches!(self.page.word(gap.start), "(" | "," | "or" | "'s" | "’s" | "'" | "’") {
                continue;
            }
            let owner = usize::from(matches!(self.page.word(gap.start), "'s" | "’s" | "'" | "’"));
            let between: Vec<&str> = gap.skip(owner).map(|at| self.page.word(at)).collect();
            let told = matches!(
                between.as_slice(),
                ["("] | [",", "or"] | ["or"] | ["(", "the"] | [",", "known", "as"] | [",", "or", "the"]
            );
            let (long, short) = (self.texts.text(pair[0]), self.texts.text(pair[1]));
            let closed = between == ["("] && self.page.text.tokens.get(self.names[pair[1]].tokens.end).is_some();
            let closed = closed && self.page.word(self.names[pair[1]].tokens.end) == ")" && is_acronym(short);
            let named = between == ["("] && is_initials(short, long);
            if told && long.contains(' ') && (closed || named || is_short_for(short, long)) {
                self.defined.insert(hash::text(&key(short)), hash::text(&key(long)));
            }
        }
    }

    /// Adds a long name that is not known yet; gives whose it is.
    fn add_long(&mut self, at: usize) -> usize {
        let spelling = self.texts.text(at);
        let bare = Some(without_form(spelling)).filter(|bare| bare.len() < spelling.len());
        let key = key(spelling);
        let hash = hash::text(&key);
        let row = self.row(spelling, bare);
        let known = self.find(By::Key, hash).or_else(|| self.find(By::Row, u64::from(row?)));
        let initials = || self.find(By::Initials, hash::text(&spelling.to_uppercase()));
        let known = known.or_else(|| row.is_none().then(initials).flatten());
        let known = known.or_else(|| heads(&key, bare.is_some()).find_map(|head| self.find(By::Key, hash::text(head))));
        let one = known.unwrap_or_else(|| self.new_organization(spelling, row));
        if let Some(row) = row {
            self.found.entry(By::Row.of(u64::from(row))).or_insert(one);
        }
        if self.found.insert(By::Key.of(hash), one).is_none() {
            self.index(one, &key, spelling, bare);
        }
        self.mention(one, at);
        one
    }

    /// The row of a name, which may be listed without its legal form.
    fn row(&self, spelling: &str, bare: Option<&str>) -> Option<u16> {
        let entry = |name: &str| match self.lexicon.entry(name) {
            Some(Entry::Organization(row)) => Some(row),
            _ => None,
        };
        let bare = || bare.and_then(entry);
        let articled =
            || self.lexicon.is_behind_article(spelling).then(|| entry(&["The ", spelling].concat())).flatten();
        entry(spelling).or_else(bare).or_else(articled)
    }

    /// Makes a name known by its initials, heads and tails.
    fn index(&mut self, one: usize, key: &str, spelling: &str, bare: Option<&str>) {
        for name in [Some(spelling), bare].into_iter().flatten() {
            initials(name, &mut self.initials, |initials| {
                self.found.entry(By::Initials.of(hash::text(initials))).or_insert(one);
            });
        }
        let heads = heads(key, bare.is_some()).filter(|head| is_telling(head));
        heads.for_each(|head| self.add_part(head, one));
        let owner = owner(key);
        if let Some((_, tail)) = key.rsplit_once(' ').filter(|(_, tail)| owner != Some(tail)) {
            self.found.insert(By::Tail.of(hash::text(tail)), one);
        }
        for (before, blank) in blanks(key).take(9).enumerate() {
            let (head, tail) = (&key[..blank], &key[blank + 1..]);
            let parts = [(before == 0).then_some(head), Some(tail).filter(|tail| owner != Some(tail))];
            parts.into_iter().flatten().filter(|part| is_telling(part)).for_each(|part| self.add_part(part, one));
        }
    }

    /// Makes a part of a name known, unless another has it too.
    fn add_part(&mut self, part: &str, one: usize) {
        let known = self.by_part.entry(hash::text(part)).or_insert(Some(one));
        *known = known.filter(|known| *known == one);
    }

    fn mention(&mut self, one: usize, at: usize) {
        let spelling = self.texts.text(at);
        let organization = &mut self.organizations[one];
        organization.mentions.push(at);
        if organization.name == spelling {
            return;
        }
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
            if self.organizations[one].listed.is_some() {
                continue;
            }
            let key = key(&self.organizations[one].name);
            let name = &self.organizations[one].name;
            let paper = || self.of_tail(&key, name).filter(|_| !key.contains(' ') && kind(name) == Some("media"));
            let longer = self.by_part.get(&hash::text(&key)).copied().flatten().or_else(paper);
            if let Some(other) = longer.filter(|other| *other != one) {
                let mentions = std::mem::take(&mut self.organizations[one].mentions);
                self.organizations[one].moved = Some(other);
                self.organizations[other].mentions.extend(mentions);
            }
        }
    }

    /// The one named last whose name ends with this word and is of the same kind: "City" of a club's, "Post" of a
    /// paper's.
    fn of_tail(&self, key: &str, spelling: &str) -> Option<usize> {
        let one = self.find(By::Tail, hash::text(key))?;
        let of_name = kind(spelling.trim_start_matches("The "));
        let listed = self.organizations[one].listed.map(|row| self.lexicon.organizations[row as usize].kind);
        (of_name.is_some() && listed.or_else(|| kind(&self.organizations[one].name)) == of_name).then_some(one)
    }

    /// An acronym, a short form, or a name of one word.
    fn add_short(&mut self, at: usize) {
        let spelling = self.texts.text(at);
        let key = key(spelling);
        let hash = hash::text(&key);
        let defined = self.defined.get(&hash).and_then(|long| self.find(By::Key, *long));
        let known = defined.or_else(|| self.find(By::Key, hash)).or_else(|| self.short_for(&key, spelling));
        let one = known.unwrap_or_else(|| self.new_organization(spelling, None));
        let one = self.organizations[one].moved.unwrap_or(one);
        self.found.insert(By::Key.of(hash), one);
        self.mention(one, at);
    }

    /// The organization that a short form of this key and spelling is first met for.
    fn short_for(&self, key: &str, spelling: &str) -> Option<usize> {
        let acronym: String = spelling.chars().filter(|c| *c != '.').collect();
        let is_acronym = acronym.chars().filter(|c| c.is_uppercase()).count() >= 2;
        let initials = || self.find(By::Initials, hash::text(&acronym.to_uppercase()));
        let known = is_acronym.then(initials).flatten();
        let known = known.or_else(|| self.by_part.get(&hash::text(key)).copied().flatten());
        let known = known.or_else(|| self.of_tail(key, spelling)).or_else(|| self.chamber(key));
        known.or_else(|| self.nicknamed(spelling))
    }

    /// The club of this nickname, where the article names but one of those that bear it: "the Eagles" of Crystal
    /// Palace.
    fn nicknamed(&self, spelling: &str) -> Option<usize> {
        let clubs = list::find(include_str!("club_nicknames.tsv"), spelling)?;
        let of_club = |club: &str| self.find(By::Key, hash::text(&key(club)));
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

/// "parliament" of "health committee of parliament": a body of its own; not "commons" of "house of commons".
fn owner(key: &str) -> Option<&str> {
    let (body, owner) = key.rsplit_once(' ')?;
    let owned = body != "house of" && (body.ends_with(" of") || body.ends_with(" in"));
    (owned && matches!(owner, "parliament" | "congress" | "senate" | "council" | "assembly")).then_some(owner)
}

/// Bodies of the world, parties and what the article names by an acronym only go by the list's name, all others by the
/// fullest form of the article.
fn listed_name(listed: &Listed, written: &str) -> String {
    let public = matches!(listed.kind, "intergovernmental" | "party");
    if public || is_acronym(written) { listed.name.to_owned() } else { written.to_owned() }
}
