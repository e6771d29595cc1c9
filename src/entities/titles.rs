//! Words that stand before a person's name, and first names. Takes a word; gives what it announces.

use super::Gender;
use crate::list::Keyed;

/// What a word before a name is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TitleKind {
    /// `Mr`, `Lady`: says nothing of what the person does.
    Courtesy,
    /// `president`, `Sen.`: a role, or the head of one.
    Role,
    /// `Chairperson`: a role whose word is in nobody's name.
    Office,
}

/// A word before a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Title {
    pub kind: TitleKind,
    pub gender: Option<Gender>,
    /// Whether a capitalised word behind it is a name: `Gen`.
    pub announces: bool,
}

/// The title that a word is, as written or in the singular.
pub(super) fn title(word: &str) -> Option<Title> {
    static TITLES: Keyed = Keyed::new(include_str!("titles.tsv"));
    if !word.starts_with(char::is_alphabetic) {
        return None;
    }
    let row = TITLES.get(word);
    let mut columns = row.or_else(|| TITLES.get(word.strip_suffix('s')?))?.split('\t');
    let kind = match columns.next()? {
        "courtesy" => TitleKind::Courtesy,
        "office" => TitleKind::Office,
        _ => TitleKind::Role,
    };
    let gender = gender(columns.next()?);
    let mark = columns.next();
    let announces =
        if kind == TitleKind::Courtesy { mark != Some("other") } else { row.is_some() && mark == Some("name") };
    Some(Title { kind, gender, announces })
}

/// Whether the word is a title that names a role.
pub(super) fn is_role(word: &str) -> bool {
    title(word).is_some_and(|title| title.kind != TitleKind::Courtesy)
}

static FIRST_NAMES: Keyed = Keyed::new(include_str!("first_names.tsv"));

/// Whether people bear this first name.
pub(super) fn is_first_name(word: &str) -> bool {
    FIRST_NAMES.get(word).is_some()
}

/// Who bears this first name; `None` where women and men do.
pub(super) fn first_name(word: &str) -> Option<Gender> {
    gender(FIRST_NAMES.get(word)?)
}

fn gender(letter: &str) -> Option<Gender> {
    match letter {
        "f" => Some(Gender::Female),
        "m" => Some(Gender::Male),
        _ => None,
    }
}
