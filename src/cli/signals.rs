//! Signals that ask the program to end.

#[cfg(unix)]
pub use unix::when_asked_to_end;

#[cfg(unix)]
mod unix {
    use std::mem::MaybeUninit;
    use std::{ptr, thread};

    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    use signal_hook::iterator::Signals;

    /// Calls `end` from now on, with the exit code that goes with the signal (128 and its number), for each that comes. A
    /// signal that whoever started the program has it ignore, as `nohup` and shells in the background do, stays ignored.
    pub fn when_asked_to_end(end: impl Fn(i32) + Send + 'static) {
        let heard = [SIGINT, SIGTERM, SIGHUP].into_iter().filter(|signal| !is_ignored(*signal));
        if let Ok(mut signals) = Signals::new(heard) {
            let listen = move || signals.forever().for_each(|signal| end(128 + signal));
            let _ = thread::Builder::new().name("signals".to_owned()).spawn(listen);
        }
    }

    #[allow(unsafe_code, reason = "only the system knows, and no safe interface asks it")]
    fn is_ignored(signal: i32) -> bool {
        let mut action = MaybeUninit::<libc::sigaction>::zeroed();
        // SAFETY: without a new action the call changes nothing and writes the old one to a place of its size; should it
        // fail, the place holds zeros, which are a valid value.
        let action = unsafe {
            libc::sigaction(signal, ptr::null(), action.as_mut_ptr());
            action.assume_init()
        };
        action.sa_sigaction == libc::SIG_IGN
    }
}

/// Calls `end` from now on, with an exit code, when the program is interrupted.
#[cfg(not(unix))]
pub fn when_asked_to_end(end: impl Fn(i32) + Send + 'static) {
    let _ = ctrlc::try_set_handler(move || end(130));
}
