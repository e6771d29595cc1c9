//! Words for what happens on a day and is spoken of again: `shot`, `the murder`. Takes a word; gives the kind of event.

use crate::list::Keyed;

/// A kind of event; words of one kind (`shot`, `murder`) are taken to tell of the same event.
pub(super) type Event = &'static str;

/// The event that a word in lower case tells of.
pub(super) fn event(word: &str) -> Option<Event> {
    static EVENTS: Keyed = Keyed::new(include_str!("events.tsv"));
    EVENTS.get(word)
}
