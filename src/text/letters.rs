//! Runs of letters, counted eight bytes at a time: most of a newspaper is these.

/// Eight times the same byte.
const fn eight_of(byte: u8) -> u64 {
    byte as u64 * 0x0101_0101_0101_0101
}

/// How many ASCII letters stand at the head of `bytes`.
#[inline]
pub(super) fn count(bytes: &[u8]) -> usize {
    let mut len = 0;
    while let Some(eight) = bytes[len..].first_chunk() {
        let letters = count_of_eight(u64::from_le_bytes(*eight));
        len += letters;
        if letters < 8 {
            return len;
        }
    }
    len + bytes[len..].iter().take_while(|byte| byte.is_ascii_alphabetic()).count()
}

/// The same of eight bytes, the first one lowest. The high bit of each byte tells.
#[inline]
fn count_of_eight(eight: u64) -> usize {
    let small = (eight | eight_of(0x20)) & eight_of(0x7f);
    let from_a = small + eight_of(0x80 - b'a');
    let behind_z = small + eight_of(0x7f - b'z');
    let others = !(from_a & !behind_z & !eight) & eight_of(0x80);
    others.trailing_zeros() as usize / 8
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn counts_as_byte_by_byte(bytes in "[@-z]{0,20}|[A-Za-z]{0,30}[ -é]{0,12}") {
            let plain = bytes.bytes().take_while(u8::is_ascii_alphabetic).count();
            prop_assert_eq!(super::count(bytes.as_bytes()), plain);
        }
    }

    #[test]
    fn tells_every_byte() {
        for byte in 0..=u8::MAX {
            let letters = if byte.is_ascii_alphabetic() { 8 } else { 0 };
            assert_eq!(super::count(&[byte; 8]), letters, "{byte}");
        }
    }
}
