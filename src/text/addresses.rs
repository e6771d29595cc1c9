//! Web and mail addresses, handles and hash tags: one token each.

use std::sync::LazyLock;

use crate::list;

/// Marks that end a sentence or clause rather than an address.
const TRAILING: [char; 9] = ['.', ',', ')', ';', ':', '!', '?', '\'', ']'];

/// The longest local part and domain of a mail address (RFC 5321); longer runs are not searched.
const LONGEST_LOCAL: usize = 64;
const LONGEST_DOMAIN: usize = 255;

/// Length of the address at the head of `rest`; `glued` says that a letter or digit stands right before it.
pub(super) fn address(rest: &str, glued: bool) -> Option<usize> {
    match rest.as_bytes().first()? {
        b'@' | b'#' if !glued => tag(rest),
        b'h' | b'H' | b'w' | b'W' if web_head(rest) > 0 => web(rest, web_head(rest)),
        byte if byte.is_ascii_alphanumeric() && !glued => mail(rest),
        _ => None,
    }
}

/// `@handle` and `#tag`; `#1` is a number.
fn tag(rest: &str) -> Option<usize> {
    let name = &rest[1..];
    let len = name.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(name.len());
    name[..len].contains(char::is_alphabetic).then_some(1 + len)
}

fn web_head(rest: &str) -> usize {
    let starts = |head: &str| rest.get(..head.len()).is_some_and(|start| start.eq_ignore_ascii_case(head));
    ["http://", "https://", "www."].into_iter().find(|head| starts(head)).map_or(0, str::len)
}

fn web(rest: &str, head: usize) -> Option<usize> {
    let len = head + web_tail(&rest[head..]);
    (len > head).then_some(len)
}

/// Length of what may belong to a web address, without marks at its end.
pub(super) fn web_tail(rest: &str) -> usize {
    // Control characters stand between tokens, as white space does.
    let outside = |c: char| {
        c.is_whitespace() || c.is_ascii_control() || matches!(c, '"' | '”' | '“' | '’' | '<' | '>' | '…' | '—')
    };
    let len = rest.find(outside).unwrap_or(rest.len());
    rest[..len].trim_end_matches(TRAILING).len()
}

fn mail(rest: &str) -> Option<usize> {
    let bytes = rest.as_bytes();
    let local_part = |b: &&u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'%' | b'+' | b'-');
    let local = bytes.iter().take(LONGEST_LOCAL).take_while(local_part).count();
    if bytes.get(local) != Some(&b'@') {
        return None;
    }
    let domain = rest[local + 1..].bytes().take(LONGEST_DOMAIN);
    let len = domain.take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-')).count();
    let domain = rest[local + 1..local + 1 + len].trim_end_matches(['.', '-']);
    domain.contains('.').then_some(local + 1 + domain.len())
}

/// Whether a word with full stops inside is the name of a site: `example.com`, not `end.The`.
pub(super) fn is_domain(word: &str) -> bool {
    static ENDINGS: LazyLock<Vec<&str>> =
        LazyLock::new(|| list::rows::<1>(include_str!("domains.tsv")).map(|[ending]| ending).collect());
    let tail = word.bytes().rev().take(5).take_while(|b| *b != b'.').count();
    let ending = &word.as_bytes()[word.len() - tail..];
    tail < word.len() && std::str::from_utf8(ending).is_ok_and(|ending| ENDINGS.binary_search(&ending).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_end_an_address() {
        assert_eq!(address("www.e\u{1d}ni", false), Some(5));
        assert_eq!(address("https://example.com/a\u{7f}c", false), Some(21));
    }
}
