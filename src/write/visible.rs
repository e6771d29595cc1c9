//! Characters that act on the screen instead of standing on it. An article may hold any: escape sequences that repaint
//! a terminal, overrides that turn the reading direction of what follows. Shown as they are they would lie to the reader.

use std::borrow::Cow;

/// Whether `c` changes how other characters show: a control character, or a mark of reading direction.
pub fn acts(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// The text with a picture in place of each such character, one for one, so that columns stay: `␛` for escape, a space
/// for a tab, `�` where Unicode has no picture.
pub fn visible(text: &str) -> Cow<'_, str> {
    if text.chars().any(acts) { text.chars().map(picture).collect() } else { text.into() }
}

fn picture(c: char) -> char {
    match c {
        '\t' => ' ',
        '\0'..='\u{1F}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{FFFD}'),
        '\u{7F}' => '\u{2421}',
        c if acts(c) => '\u{FFFD}',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_acts_on_the_screen_is_a_picture() {
        assert_eq!(visible("\u{1b}[2J\ta\u{7f}\u{9b}b\u{202e}c\n"), "␛[2J a␡�b�c␊");
        assert!(matches!(visible("“Größe” 🙂\u{200d}"), Cow::Borrowed(_)));
    }
}
