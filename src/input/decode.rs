//! Character encodings: UTF-8, UTF-16 with a byte-order mark, otherwise Windows-1252. Never loses a byte silently.

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
}

/// The text of `bytes`, without byte-order mark, and how it was read.
///
/// # Errors
/// [`Error::Binary`] for NUL bytes outside UTF-16, [`Error::TooLong`] above 4 GiB.
pub fn decode(bytes: &[u8]) -> Result<(String, Encoding), Error> {
    let (text, encoding) = match encoding_rs::Encoding::for_bom(bytes) {
        Some((encoding, mark)) if encoding != encoding_rs::UTF_8 => {
            let (text, _) = encoding.decode_without_bom_handling(&bytes[mark..]);
            (text.into_owned(), Encoding::Utf16)
        }
        Some((_, mark)) => decode_unmarked(&bytes[mark..])?,
        None => decode_unmarked(bytes)?,
    };
    if u32::try_from(text.len()).is_err() {
        return Err(Error::TooLong(text.len()));
    }
    Ok((text, encoding))
}

fn decode_unmarked(bytes: &[u8]) -> Result<(String, Encoding), Error> {
    if memchr::memchr(0, bytes).is_some() {
        return Err(Error::Binary);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok((text.to_owned(), Encoding::Utf8)),
        Err(_) => {
            let (text, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes);
            Ok((text.into_owned(), Encoding::Windows1252))
        }
    }
}
