//! Files that hold several articles, part by part.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;
use std::sync::Arc;

use flate2::bufread::MultiGzDecoder;

use super::articles::{Division, Failure, Most, Reading, TOO_LARGE, Task};
use super::files::is_stdin;
use super::handfuls::{BYTES, Drawn};

/// A part of a file that holds several articles.
#[derive(Debug)]
pub struct Part {
    /// Name of its file.
    pub file: Arc<str>,
    /// How the file divides.
    pub division: Division,
    /// Counted from 1.
    pub number: usize,
    /// With the line break or NUL byte at its end; or why it could not be read.
    pub bytes: Result<Vec<u8>, Failure>,
}

impl Part {
    /// Its size, as far as it was read.
    pub fn size(&self) -> u64 {
        self.bytes.as_ref().map_or(0, |bytes| bytes.len() as u64)
    }
}

/// The parts of a file, blank ones left out. One that cannot be read stands for all that might follow.
pub fn drawn(file: &Path, reading: &Reading, division: Division) -> impl Iterator<Item = Drawn> + Send + use<> {
    let (name, most) = (Arc::<str>::from(reading.name(file)), reading.most);
    let end = if division == Division::Nul { b'\0' } else { b'\n' };
    let (mut reader, mut unopened) = match open(file) {
        Ok(reader) => (Some(reader), None),
        Err(error) => (None, Some(error.into())),
    };
    let mut next = move || match reader.as_mut() {
        None => unopened.take().map(|failure| (Err(failure), false)),
        Some(open) => {
            let bytes = next_part(open, end, most).transpose()?;
            let more = has_part(open.buffer(), end);
            if bytes.as_ref().is_err_and(|failure| failure.kind != TOO_LARGE) {
                reader = None;
            }
            Some((bytes, more))
        }
    };
    let parts = (1..).map_while(move |number| next().map(|(bytes, more)| (number, bytes, more)));
    let parts = parts.filter(move |(_, bytes, _)| !bytes.as_ref().is_ok_and(|bytes| is_blank(bytes, end)));
    parts.map(move |(number, bytes, more)| {
        let part = Part { file: Arc::clone(&name), division, number, bytes };
        Drawn { bytes: part.size(), more, task: Task::Part(part) }
    })
}

fn is_blank(bytes: &[u8], end: u8) -> bool {
    bytes.iter().all(|byte| byte.is_ascii_whitespace() || *byte == end)
}

/// Whether these bytes hold a part to its end.
fn has_part(bytes: &[u8], end: u8) -> bool {
    let start = bytes.iter().position(|byte| !byte.is_ascii_whitespace() && *byte != end);
    start.is_some_and(|start| bytes[start..].contains(&end))
}

/// Opens a file, or standard input; what is compressed by gzip, whatever its name, is decompressed on the way.
pub fn open(file: &Path) -> io::Result<BufReader<Box<dyn Read + Send>>> {
    let plain: Box<dyn Read + Send> = if is_stdin(file) { Box::new(io::stdin()) } else { Box::new(File::open(file)?) };
    let mut plain = BufReader::new(plain);
    let text: Box<dyn Read + Send> =
        if plain.fill_buf()?.starts_with(GZIP) { Box::new(MultiGzDecoder::new(plain)) } else { Box::new(plain) };
    Ok(BufReader::with_capacity(BYTES as usize, text))
}

/// How gzip files begin; no text does.
const GZIP: &[u8] = b"\x1f\x8b";

/// The next part, with the byte that ends it; none at the end. One that is too long is passed over.
fn next_part(reader: &mut (impl BufRead + ?Sized), end: u8, most: Most) -> Result<Option<Vec<u8>>, Failure> {
    let mut part = Vec::new();
    reader.take(most.bytes.saturating_add(1)).read_until(end, &mut part)?;
    if part.len() as u64 > most.bytes {
        if !part.ends_with(&[end]) {
            reader.skip_until(end)?;
        }
        return Err(most.exceeded());
    }
    Ok((!part.is_empty()).then_some(part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_at_hand_when_they_are_whole() {
        assert!(has_part(b"one\n", b'\n') && has_part(b"\n \r\none\n{", b'\n') && has_part(b"\0one\0", b'\0'));
        assert!(!has_part(b"", b'\n') && !has_part(b"\n\n  \n", b'\n') && !has_part(b"\none", b'\n'));
    }

    #[test]
    fn a_line_that_is_too_long_is_passed_over() {
        let mut text = &b"one\nmuch too long\n\nlast"[..];
        let mut next =
            || next_part(&mut text, b'\n', Most { bytes: 6, for_memory: false }).map_err(|failure| failure.kind);
        assert_eq!(next(), Ok(Some(b"one\n".to_vec())));
        assert_eq!(next(), Err(TOO_LARGE));
        assert_eq!(next(), Ok(Some(b"\n".to_vec())));
        assert_eq!(next(), Ok(Some(b"last".to_vec())));
        assert_eq!(next(), Ok(None));
    }
}
