//! What an article may take where the system limits memory (`ulimit -v`). A program that asks for more than it may have
//! is ended on the spot, and with it all that was still to be done. So an article takes its share of what there is
//! before it is analysed, and waits while others have it; one for which all of it might not do is refused.

use std::fs;
use std::sync::{Condvar, Mutex, PoisonError};

/// Address space that a byte of an article takes at most. News takes 30 bytes, text of nothing but `½` took up to 1,100.
const PER_BYTE: u64 = 1536;

/// Address space that a thread takes by itself: its stack, and what its allocator sets aside.
const PER_THREAD: u64 = (8 + 128) << 20;

/// Memory that articles share.
#[derive(Debug)]
pub struct Memory {
    threads: usize,
    all: u64,
    free: Mutex<u64>,
    freed: Condvar,
}

/// What one article has; goes back when it is dropped.
#[derive(Debug)]
pub struct Share<'m> {
    memory: &'m Memory,
    bytes: u64,
}

impl Memory {
    /// What is left of the limit when so many threads are started, or as many as there is room for; none where there is
    /// no limit.
    pub fn limited(threads: usize) -> Option<Self> {
        let limits = fs::read_to_string("/proc/self/limits").ok()?;
        let limit = number_behind("Max address space", &limits)?;
        let status = fs::read_to_string("/proc/self/status").ok()?;
        let [taken, data, resident] = ["VmSize:", "VmData:", "VmRSS:"].map(|name| number_behind(name, &status));
        // The allocator has set more aside as data than it has handed out yet.
        let handed_out = taken?.saturating_sub(data?).saturating_add(resident?);
        let [free, left] = [taken?, handed_out].map(|taken| limit.saturating_sub(taken << 10));
        Some(Self::of(free, left, threads))
    }

    /// Of the address space that nobody has, and of that with what the allocator has left.
    fn of(free: u64, left: u64, threads: usize) -> Self {
        // One thread works on the main one; of several, another deals.
        let most = (free / PER_THREAD).saturating_sub(1) as usize;
        let threads = threads.min(most).max(1);
        let started = if threads < 2 { 0 } else { threads as u64 + 1 };
        // An allocator that finds no room does with less.
        let all = left.saturating_sub(started * PER_THREAD).max(left / 4);
        Self { threads, all, free: Mutex::new(all), freed: Condvar::new() }
    }

    /// How many of the threads there is room for.
    pub fn threads(&self) -> usize {
        self.threads
    }

    /// Bytes of the longest article for which it does, whatever stands in it.
    pub fn most_bytes(&self) -> u64 {
        self.all / PER_BYTE
    }

    /// Waits for the share of an article of so many bytes.
    pub fn share(&self, bytes: usize) -> Share<'_> {
        let bytes = (bytes as u64).saturating_mul(PER_BYTE).min(self.all);
        let mut free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
        while *free < bytes {
            free = self.freed.wait(free).unwrap_or_else(PoisonError::into_inner);
        }
        *free -= bytes;
        Share { memory: self, bytes }
    }
}

impl Drop for Share<'_> {
    fn drop(&mut self) {
        *self.memory.free.lock().unwrap_or_else(PoisonError::into_inner) += self.bytes;
        self.memory.freed.notify_all();
    }
}

/// The first number of the line that begins so; none where it says "unlimited".
fn number_behind(name: &str, lines: &str) -> Option<u64> {
    lines.lines().find_map(|line| line.strip_prefix(name))?.split_whitespace().next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_are_read() {
        let limits = "Limit                     Soft Limit           Hard Limit           Units     \n\
                      Max address space         614400000            unlimited            bytes     \n";
        assert_eq!(number_behind("Max address space", limits), Some(614_400_000));
        assert_eq!(number_behind("Max address space", "Max address space   unlimited   unlimited   bytes"), None);
        assert_eq!(number_behind("VmSize:", "Name:\tx\nVmSize:\t   46048 kB\n"), Some(46048));
    }

    #[test]
    fn no_more_threads_are_started_than_there_is_room_for() {
        let threads = [0, 2, 3, 4, 9, 40].map(|rooms| Memory::of(rooms * PER_THREAD, 9 * PER_THREAD, 8).threads());
        assert_eq!(threads, [1, 1, 2, 3, 8, 8]);
    }

    #[test]
    fn shares_never_exceed_the_whole() {
        let memory = Memory::of(0, PER_BYTE * 100, 1);
        assert_eq!(memory.most_bytes(), 100);
        let most = Mutex::new(0);
        std::thread::scope(|scope| {
            for bytes in [10, 60, 100, 500, 70, 30] {
                let (memory, most) = (&memory, &most);
                scope.spawn(move || {
                    let share = memory.share(bytes);
                    let taken = memory.all - *memory.free.lock().unwrap();
                    let mut most = most.lock().unwrap();
                    *most = taken.max(*most);
                    drop(share);
                });
            }
        });
        assert_eq!(*memory.free.lock().unwrap(), memory.all, "all shares went back");
        assert!(*most.lock().unwrap() <= memory.all);
    }
}
