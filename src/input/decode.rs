//! Character encodings: UTF-8, UTF-16 with a byte-order mark, otherwise Windows-1252. Never loses a byte silently.

use std::str::FromStr;

use encoding_rs::{UTF_8, WINDOWS_1252};

use crate::error::Error;

/// How the bytes of an article were read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without byte-order mark.
    Utf8,
    /// UTF-16, either byte order, told by its mark.
    Utf16,
    /// Anything else that holds no NUL bytes: a guess, and reported as one.
    Windows1252,
    /// As the user said.
    Told,
}

/// An encoding by one of the names that web pages use for it: `windows-1251`, `shift_jis`, `latin1`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Charset(&'static encoding_rs::Encoding);

impl FromStr for Charset {
    type Err = Error;

    /// # Errors
    /// [`Error::Charset`] for a name that nothing is known by.
    fn from_str(name: &str) -> Result<Self, Error> {
        encoding_rs::Encoding::for_label(name.as_bytes()).map(Self).ok_or_else(|| Error::Charset(name.to_owned()))
    }
}

/// Decoded text.
#[derive(Debug)]
pub struct Decoded {
    /// Without byte-order mark.
    pub text: String,
    /// How it was read.
    pub encoding: Encoding,
    /// Whether some bytes were no characters, and became U+FFFD.
    pub repaired: bool,
}

/// The text of `bytes` and how it was read. What is neither marked nor UTF-8 is in the encoding that was told, if one was.
///
/// # Errors
/// [`Error::Binary`] for NUL bytes outside UTF-16, [`Error::TooLong`] above 4 GiB.
pub fn decode(bytes: &[u8], told: Option<Charset>) -> Result<Decoded, Error> {
    let decoded = match encoding_rs::Encoding::for_bom(bytes) {
        Some((charset, mark)) if charset == UTF_8 => lossy(&bytes[mark..], charset, Encoding::Utf8),
        Some((utf_16, mark)) => lossy(&bytes[mark..], utf_16, Encoding::Utf16),
        None => decode_unmarked(bytes, told),
    };
    if memchr::memchr(0, decoded.text.as_bytes()).is_some() {
        return Err(Error::Binary);
    }
    if u32::try_from(decoded.text.len()).is_err() {
        return Err(Error::TooLong(decoded.text.len()));
    }
    Ok(decoded)
}

fn decode_unmarked(bytes: &[u8], told: Option<Charset>) -> Decoded {
    match (std::str::from_utf8(bytes), told) {
        (Ok(text), told) if told.is_none() || memchr::memchr(0, bytes).is_none() => {
            Decoded { text: text.to_owned(), encoding: Encoding::Utf8, repaired: false }
        }
        (_, Some(Charset(charset))) => lossy(bytes, charset, Encoding::Told),
        (Err(_), None) if is_damaged_utf8(bytes) => lossy(bytes, UTF_8, Encoding::Utf8),
        _ => Decoded { repaired: false, ..lossy(bytes, WINDOWS_1252, Encoding::Windows1252) },
    }
}

fn lossy(bytes: &[u8], charset: &'static encoding_rs::Encoding, encoding: Encoding) -> Decoded {
    let (text, repaired) = charset.decode_without_bom_handling(bytes);
    Decoded { text: text.into_owned(), encoding, repaired }
}

/// Whether this is UTF-8 with a few broken bytes, as at the end of a file that was cut: words of another encoding
/// hardly ever make a sequence that is valid in UTF-8.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut sound, mut broken) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        sound += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    sound > broken
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> (String, Encoding, bool) {
        let decoded = decode(bytes, None).expect("these bytes are text");
        (decoded.text, decoded.encoding, decoded.repaired)
    }

    #[test]
    fn utf8_with_and_without_mark() {
        assert_eq!(text("Zoë".as_bytes()), ("Zoë".to_owned(), Encoding::Utf8, false));
        assert_eq!(text("\u{feff}Zoë".as_bytes()), ("Zoë".to_owned(), Encoding::Utf8, false));
        assert_eq!(text(b"\xef\xbb\xbfZo\xeb!"), ("Zo\u{fffd}!".to_owned(), Encoding::Utf8, true));
    }

    #[test]
    fn a_cut_file_stays_utf8() {
        let bytes = "“Zoë” came".as_bytes();
        assert_eq!(text(&[bytes, b"\xe2\x80"].concat()), ("“Zoë” came\u{fffd}".to_owned(), Encoding::Utf8, true));
    }

    #[test]
    fn windows_1252_is_the_last_guess() {
        let bytes = b"\x93Zo\xeb\x94 paid \x8010";
        assert_eq!(text(bytes), ("“Zoë” paid €10".to_owned(), Encoding::Windows1252, false));
    }

    #[test]
    fn utf16_needs_a_mark() {
        assert_eq!(text(b"\xff\xfeH\0i\0"), ("Hi".to_owned(), Encoding::Utf16, false));
        assert_eq!(text(b"\xfe\xff\0H\0i"), ("Hi".to_owned(), Encoding::Utf16, false));
        assert!(matches!(decode(b"H\0i\0", None), Err(Error::Binary)));
    }

    #[test]
    fn broken_utf16_is_repaired() {
        assert_eq!(text(b"\xff\xfeH\0i"), ("H\u{fffd}".to_owned(), Encoding::Utf16, true), "odd length");
        assert_eq!(text(b"\xff\xfe\x00\xd8i\0"), ("\u{fffd}i".to_owned(), Encoding::Utf16, true), "half a pair");
    }

    #[test]
    fn nul_bytes_are_no_text() {
        assert!(matches!(decode(b"\x7fELF\0\0", None), Err(Error::Binary)));
        assert!(matches!(decode(b"\xff\xfe\0\0H\0\0\0", None), Err(Error::Binary)), "UTF-32");
    }

    #[test]
    fn what_is_told_counts_where_nothing_else_says_so() {
        let told = |bytes: &[u8], name: &str| decode(bytes, name.parse().ok()).expect("these bytes are text");
        let decoded = told(b"\xcc\xee\xf1\xea\xe2\xe0", "windows-1251");
        assert_eq!((decoded.text.as_str(), decoded.encoding), ("Москва", Encoding::Told));
        assert_eq!(told(b"H\0i\0", "utf-16le").text, "Hi");
        assert_eq!(told("Zoë".as_bytes(), "windows-1251").text, "Zoë");
        assert_eq!(told(b"\xff\xfeH\0i\0", "windows-1251").text, "Hi");
        assert!(matches!("klingon".parse::<Charset>(), Err(Error::Charset(_))));
    }
}
