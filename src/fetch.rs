//! Asks memory for what is wanted soon, as what is known of words and features is larger than the memory next to the
//! processor.

/// Asks for all of something, and does not wait for it.
#[inline(always)]
pub(crate) fn fetch<T>(what: &T) {
    #[cfg(target_arch = "x86_64")]
    {
        use std::arch::x86_64::{_MM_HINT_T0, _mm_prefetch};
        /// Bytes that come together.
        const LINE: usize = 64;
        let start = std::ptr::from_ref(what).cast::<i8>();
        let mut at = 0;
        while at < size_of::<T>() {
            #[allow(unsafe_code, reason = "this reads nothing and changes nothing, whatever the address")]
            unsafe {
                _mm_prefetch::<_MM_HINT_T0>(start.wrapping_add(at));
            }
            at += LINE;
        }
    }
    #[cfg(not(target_arch = "x86_64"))]
    let _ = what;
}
