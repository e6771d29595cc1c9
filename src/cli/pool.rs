//! Many articles on several threads, in order and in bounded memory.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::mpsc::{self, Receiver, Sender, SyncSender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

/// Tasks per thread that may be anywhere between being drawn and being taken. A slow article holds up the results
/// behind it; this is how far the other threads run ahead meanwhile.
const AHEAD: usize = 16;

/// Some articles are parsed by recursion; the main thread has as much.
const STACK: usize = 8 << 20;

/// How the work is spread.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// Threads that work; with one, everything happens on the caller's.
    pub threads: usize,
    /// Whether results are taken in the order of their tasks, rather than as they come.
    pub ordered: bool,
}

/// Draws tasks, works on them on several threads, and takes the results on this one until `take` has enough. No more
/// than `AHEAD` tasks per thread are in memory, results included, whatever their number.
///
/// Threads that still wait for input when `take` breaks off are left behind; they end with the program.
pub fn run<T, R>(
    tasks: impl Iterator<Item = T> + Send + 'static,
    work: impl Fn(T) -> R + Send + Sync + 'static,
    plan: Plan,
    mut take: impl FnMut(R) -> ControlFlow<()>,
) where
    T: Send + 'static,
    R: Send + 'static,
{
    if plan.threads < 2 {
        let _ = tasks.map(work).try_for_each(take);
        return;
    }
    let (allow, allowed) = mpsc::sync_channel(plan.threads * AHEAD);
    (0..plan.threads * AHEAD).for_each(|_| allow_one(&allow));
    let (deal, dealt) = mpsc::channel();
    let (finish, finished) = mpsc::channel();
    spawn(move || draw(tasks, &allowed, &deal));
    let (dealt, work) = (Arc::new(Mutex::new(dealt)), Arc::new(work));
    for _ in 0..plan.threads {
        let (dealt, work, finish) = (Arc::clone(&dealt), Arc::clone(&work), finish.clone());
        spawn(move || labour(&dealt, &*work, &finish));
    }
    drop(finish);

    let mut window = Window::new(plan.ordered);
    for numbered in finished {
        window.put(numbered);
        while let Some(result) = window.next() {
            if take(result).is_break() {
                return;
            }
            allow_one(&allow);
        }
    }
}

/// The channel is as long as there are permits, so this never waits; nobody listens once all tasks are drawn.
fn allow_one(allow: &SyncSender<()>) {
    let _ = allow.try_send(());
}

/// Deals out a task for each permit.
fn draw<T>(tasks: impl Iterator<Item = T>, allowed: &Receiver<()>, deal: &Sender<(usize, T)>) {
    for numbered in tasks.enumerate() {
        if allowed.recv().is_err() || deal.send(numbered).is_err() {
            return;
        }
    }
}

fn labour<T, R>(dealt: &Mutex<Receiver<(usize, T)>>, work: impl Fn(T) -> R, finish: &Sender<(usize, R)>) {
    loop {
        let next = dealt.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok((number, task)) = next else { return };
        if finish.send((number, work(task))).is_err() {
            return;
        }
    }
}

fn spawn(work: impl FnOnce() + Send + 'static) {
    let thread = thread::Builder::new().stack_size(STACK).spawn(work);
    thread.expect("the system has a thread to spare; --threads 1 needs none");
}

/// Results that came before their turn.
struct Window<R> {
    ordered: bool,
    turn: usize,
    waiting: BTreeMap<usize, R>,
}

impl<R> Window<R> {
    fn new(ordered: bool) -> Self {
        Self { ordered, turn: 0, waiting: BTreeMap::new() }
    }

    fn put(&mut self, (number, result): (usize, R)) {
        self.waiting.insert(number, result);
    }

    fn next(&mut self) -> Option<R> {
        let first = self.waiting.first_entry()?;
        if self.ordered && *first.key() != self.turn {
            return None;
        }
        self.turn += 1;
        Some(first.remove())
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    use super::*;

    fn results(threads: usize, ordered: bool) -> Vec<usize> {
        let mut results = Vec::new();
        let slow_at_first = |task: usize| {
            thread::sleep(Duration::from_millis(if task.is_multiple_of(40) { 5 } else { 0 }));
            task
        };
        run(0..400, slow_at_first, Plan { threads, ordered }, |result| {
            results.push(result);
            ControlFlow::Continue(())
        });
        results
    }

    #[test]
    fn order_is_that_of_the_tasks() {
        for threads in [1, 2, 7] {
            assert_eq!(results(threads, true), (0..400).collect::<Vec<_>>());
        }
    }

    #[test]
    fn unordered_leaves_nothing_out() {
        let mut results = results(3, false);
        results.sort_unstable();
        assert_eq!(results, (0..400).collect::<Vec<_>>());
    }

    #[test]
    fn enough_is_enough() {
        let mut taken = 0;
        run(
            0..,
            |task: usize| task,
            Plan { threads: 3, ordered: true },
            |_| {
                taken += 1;
                if taken == 5 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            },
        );
        assert_eq!(taken, 5);
    }

    #[test]
    fn no_more_is_drawn_than_may_wait() {
        static DRAWN: AtomicUsize = AtomicUsize::new(0);
        let tasks = (0..1000).inspect(|_| {
            DRAWN.fetch_add(1, Ordering::SeqCst);
        });
        let mut taken = 0;
        run(
            tasks,
            |task: usize| task,
            Plan { threads: 2, ordered: true },
            |_| {
                taken += 1;
                thread::sleep(Duration::from_micros(100));
                let ahead = DRAWN.load(Ordering::SeqCst) - taken;
                assert!(ahead <= 2 * AHEAD + 1, "{ahead} tasks are in memory");
                ControlFlow::Continue(())
            },
        );
    }
}
