//! Bytes to text. Takes what was read from a file, a pipe or a record; gives a [`Source`].

pub mod decode;
pub mod records;

use jiff::civil::Date;

use crate::document::Warning;
use crate::error::Error;

pub use decode::{Charset, Encoding};

/// The decoded article: the one text that every span points into. Never edited afterwards.
#[derive(Clone, Debug)]
pub struct Source {
    /// A path as given, `-` for standard input, or a record's id.
    pub name: String,
    /// The text, after decoding and without byte-order mark.
    pub text: String,
    /// How the bytes were read.
    pub encoding: Encoding,
    /// Whether some bytes were no characters, and became U+FFFD.
    pub repaired: bool,
    /// The day of publication as told from outside, and by whom.
    pub published: Option<Told>,
    /// The title as told by a record; it need not stand in the text.
    pub title: Option<String>,
}

/// A day of publication that came with the article rather than from its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// `--date`.
    Option(Date),
    /// The record's `date`.
    Record(Date),
}

impl Source {
    /// Decodes `bytes`.
    ///
    /// # Errors
    /// When the bytes are binary, or longer than positions can count.
    pub fn from_bytes(name: impl Into<String>, bytes: &[u8]) -> Result<Self, Error> {
        Self::from_bytes_in(None, name, bytes)
    }

    /// Decodes `bytes`, which are in this encoding where they are neither UTF-8 nor marked.
    ///
    /// # Errors
    /// As [`Source::from_bytes`].
    pub fn from_bytes_in(told: Option<Charset>, name: impl Into<String>, bytes: &[u8]) -> Result<Self, Error> {
        let decode::Decoded { text, encoding, repaired } = decode::decode(bytes, told)?;
        Ok(Self { encoding, repaired, ..Self::from_text(name, text) })
    }

    /// Takes text that is decoded already.
    pub fn from_text(name: impl Into<String>, text: impl Into<String>) -> Self {
        let (name, text) = (name.into(), text.into());
        Self { name, text, encoding: Encoding::Utf8, repaired: false, published: None, title: None }
    }

    /// What had to be guessed or repaired on reading.
    pub fn warnings(&self) -> Vec<Warning> {
        let warnings = [
            (
                self.encoding == Encoding::Windows1252,
                "guessed-encoding",
                "the bytes are not valid UTF-8 and were read as Windows-1252",
            ),
            (self.repaired, "broken-characters", "some bytes are no characters; they stand as U+FFFD in the text"),
            (self.text.trim().is_empty(), "empty", "the article has no text"),
        ];
        let raised = warnings.into_iter().filter(|warning| warning.0);
        raised.map(|(_, kind, message)| Warning { kind, message: message.to_owned() }).collect()
    }
}
