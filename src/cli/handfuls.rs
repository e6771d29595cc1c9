//! Tasks that are worked on together, as that is faster; but none waits for another that is still to come.

use factbox::Analyzer;

use super::articles::Task;

/// Most tasks worked on together.
pub const TASKS: usize = 32;

/// Bytes of articles from which on no more are worked on together.
pub const BYTES: u64 = Analyzer::HANDFUL as u64;

/// A task on its way in.
#[derive(Debug)]
pub struct Drawn {
    /// The task.
    pub task: Task,
    /// Bytes of its article in its file, as far as that is known.
    pub bytes: u64,
    /// Whether the next one can be had without waiting.
    pub more: bool,
}

/// Tasks by the handful.
pub struct Handfuls<D> {
    /// The tasks.
    pub drawn: D,
    /// How many are worked on together.
    pub most: usize,
}

impl<D: Iterator<Item = Drawn>> Iterator for Handfuls<D> {
    type Item = Vec<Task>;

    fn next(&mut self) -> Option<Vec<Task>> {
        let (mut tasks, mut size) = (Vec::new(), 0);
        for Drawn { task, bytes, more } in self.drawn.by_ref() {
            tasks.push(task);
            size += bytes;
            if !more || tasks.len() >= self.most || size >= BYTES {
                break;
            }
        }
        (!tasks.is_empty()).then_some(tasks)
    }
}

/// How many of some articles are worked on together, so that all threads have something to do to the end.
pub fn fair(articles: usize, threads: usize) -> usize {
    (articles / threads / 4).clamp(1, TASKS)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn handfuls(tasks: &[(u64, bool)], most: usize) -> Vec<usize> {
        let drawn = tasks.iter().map(|&(bytes, more)| Drawn { task: Task::File("a".into()), bytes, more });
        Handfuls { drawn, most }.map(|tasks| tasks.len()).collect()
    }

    #[test]
    fn what_is_at_hand_goes_together() {
        assert_eq!(handfuls(&[(1, true), (1, true), (1, false), (1, false), (1, true)], 16), [3, 1, 1]);
        assert_eq!(handfuls(&[(1, true); 7], 3), [3, 3, 1]);
        assert_eq!(handfuls(&[(1, true), (BYTES, true), (BYTES, true), (1, true), (1, true)], 16), [2, 1, 2]);
    }

    #[test]
    fn all_threads_have_their_part() {
        assert_eq!([fair(3, 2), fair(30, 2), fair(1_000_000, 8), fair(usize::MAX, 1)], [1, 3, TASKS, TASKS]);
    }
}
