//! Damage to the embedded files, for the tests of those that read them.
#![allow(clippy::print_stderr, reason = "says how much was tried")]

use std::env;
use std::ops::Range;
use std::time::{Duration, Instant};

use cpu_time::ThreadTime;

use crate::sequence::hash;

/// Numbers that look chosen by chance, the same every time.
fn numbers(seed: u64, end: usize) -> impl Iterator<Item = usize> {
    (0..).map(move |at| (hash::join(seed, at) >> 16) as usize % end)
}

/// Some beginnings of a file, the shortest among them.
pub fn cut(file: &[u8]) -> impl Iterator<Item = &[u8]> {
    (0..300).chain(numbers(1, file.len()).take(500)).map(|end| &file[..end])
}

/// Copy number `number` of a file, in which bytes of one of these parts are changed: one, a few, or many.
pub fn change(file: &[u8], parts: &[Range<usize>], number: u64) -> Vec<u8> {
    let (turn, part) = (number as usize / parts.len(), parts[number as usize % parts.len()].clone());
    let changes = [1, 8, 1000, 300_000][turn % 4].min(part.len());
    let mut file = file.to_vec();
    let bytes = numbers(2 * number, part.len()).zip(numbers(2 * number + 1, 256));
    bytes.take(changes).for_each(|(at, byte)| file[part.start + at] = byte as u8);
    file
}

/// Tries changed files by their numbers, `least` or more: for as long as `FACTBOX_FUZZ_SECONDS` says, as for the
/// targets of `tests/fuzz`. Of a file that is not refused `differs` says whether it gives other facts than the sound one.
pub fn try_changed(facts: &str, least: u64, mut differs: impl FnMut(u64) -> Option<bool>) {
    let time = env::var("FACTBOX_FUZZ_SECONDS").map_or(0, |seconds| seconds.parse().unwrap());
    let (begun, busy, time) = (Instant::now(), ThreadTime::now(), Duration::from_secs(time));
    let (mut count, mut opened, mut others) = (0, 0, 0);
    while count < least || begun.elapsed() < time {
        if let Some(is_other) = differs(count) {
            opened += 1;
            others += u64::from(is_other);
        }
        count += 1;
    }
    let minutes = busy.elapsed().as_secs_f64() / 60.0;
    eprintln!("{count} files in {minutes:.1} minutes of the processor: {opened} opened, {others} gave other {facts}");
    assert!(opened > count / 3 && others > count / 10, "many can be opened, and some of them differ");
}
