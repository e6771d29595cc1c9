//! Exact decimal numbers: 4.35bn is 4350000000, not a float's neighbour.

use std::cmp::Ordering;
use std::fmt;

/// `digits` × 10^`exponent`, with its sign; always in lowest terms (no trailing zero in `digits`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decimal {
    digits: i128,
    exponent: i32,
}

/// Most digits of a number that is read; longer runs of digits are no figures.
const MOST_DIGITS: usize = 36;

/// Largest power of ten, either way.
const MOST_ZEROS: i32 = 100;

impl Decimal {
    /// Nought.
    pub const ZERO: Self = Self { digits: 0, exponent: 0 };
    /// One.
    pub const ONE: Self = Self { digits: 1, exponent: 0 };

    /// `digits` × 10^`exponent`.
    pub fn new(digits: i128, exponent: i32) -> Self {
        let mut decimal = Self { digits, exponent: if digits == 0 { 0 } else { exponent } };
        // Few numbers are too long for the short division.
        if let Ok(mut short) = i64::try_from(digits) {
            while short != 0 && short % 10 == 0 {
                short /= 10;
                decimal.exponent += 1;
            }
            decimal.digits = i128::from(short);
            return decimal;
        }
        while decimal.digits % 10 == 0 {
            decimal.digits /= 10;
            decimal.exponent += 1;
        }
        decimal
    }

    /// Reads plain digits with at most one full stop. `None` for anything else and for more digits than fit.
    pub fn parse(text: &str) -> Option<Self> {
        Self::of_digits(text.bytes())
    }

    /// The same from single bytes.
    pub(super) fn of_digits(bytes: impl Iterator<Item = u8>) -> Option<Self> {
        let (mut digits, mut len, mut places) = (0, 0, None);
        for byte in bytes {
            match byte {
                b'0'..=b'9' if len < MOST_DIGITS => {
                    digits = digits * 10 + i128::from(byte - b'0');
                    len += 1;
                    places = places.map(|places: i32| places + 1);
                }
                b'.' if places.is_none() => places = Some(0),
                _ => return None,
            }
        }
        (len > 0).then(|| Self::new(digits, -places.unwrap_or(0)))
    }

    /// A fraction, exact where it ends within six places, else rounded to them. `None` by nought.
    pub fn ratio(numerator: i128, denominator: i128) -> Option<Self> {
        let scaled = numerator.checked_mul(10_000_000)?.checked_div(denominator)?;
        let half = if scaled < 0 { -5 } else { 5 };
        Some(Self::new((scaled + half) / 10, -6))
    }

    /// The product, while it fits.
    pub fn checked_mul(self, other: Self) -> Option<Self> {
        Self::new(self.digits.checked_mul(other.digits)?, self.exponent.checked_add(other.exponent)?).bounded()
    }

    /// The sum, while it fits.
    pub fn checked_add(self, other: Self) -> Option<Self> {
        let exponent = self.exponent.min(other.exponent);
        Self::new(self.digits_at(exponent)?.checked_add(other.digits_at(exponent)?)?, exponent).bounded()
    }

    /// Times 10^`power`, while it fits.
    pub fn scaled(self, power: i32) -> Option<Self> {
        Self::new(self.digits, self.exponent.checked_add(power)?).bounded()
    }

    /// The same with the other sign.
    pub fn negated(self) -> Self {
        Self { digits: -self.digits, ..self }
    }

    /// Whether nothing stands behind the decimal point.
    pub fn is_whole(self) -> bool {
        self.exponent >= 0
    }

    /// A whole number that fits 64 bits and is not negative.
    pub fn whole(self) -> Option<u64> {
        u64::try_from(self.is_whole().then(|| self.digits_at(0))??).ok()
    }

    fn bounded(self) -> Option<Self> {
        (self.exponent.abs() <= MOST_ZEROS).then_some(self)
    }

    fn digits_at(self, exponent: i32) -> Option<i128> {
        let zeros = u32::try_from(self.exponent.checked_sub(exponent)?).ok()?;
        let power = match zeros {
            0 => return Some(self.digits),
            1..=18 => i128::from(10u64.pow(zeros)),
            _ => 10i128.checked_pow(zeros)?,
        };
        self.digits.checked_mul(power)
    }

    /// The same, where it takes few bits.
    fn short_at(self, exponent: i32) -> Option<i64> {
        const POWERS: [i64; 7] = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000];
        let zeros = usize::try_from(self.exponent.checked_sub(exponent)?).ok()?;
        i64::try_from(self.digits).ok()?.checked_mul(*POWERS.get(zeros)?)
    }

    fn to_f64(self) -> f64 {
        self.digits as f64 * 10f64.powi(self.exponent)
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        if self.exponent == other.exponent || self.digits.signum() != other.digits.signum() {
            return self.digits.cmp(&other.digits);
        }
        let exponent = self.exponent.min(other.exponent);
        // Most numbers are short.
        if let (Some(a), Some(b)) = (self.short_at(exponent), other.short_at(exponent)) {
            return a.cmp(&b);
        }
        match (self.digits_at(exponent), other.digits_at(exponent)) {
            (Some(a), Some(b)) => a.cmp(&b),
            _ => self.to_f64().total_cmp(&other.to_f64()),
        }
    }
}

impl From<u32> for Decimal {
    fn from(value: u32) -> Self {
        Self::new(i128::from(value), 0)
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.digits.unsigned_abs();
        let sign = if self.digits < 0 { "-" } else { "" };
        let places = self.exponent.unsigned_abs() as usize;
        if self.exponent >= 0 {
            return write!(f, "{sign}{digits}{:0<places$}", "");
        }
        // A power that does not fit is larger than any digits.
        let power = 10u128.checked_pow(self.exponent.unsigned_abs());
        let (whole, part) = power.map_or((0, digits), |power| (digits / power, digits % power));
        write!(f, "{sign}{whole}.{part:0places$}")
    }
}

#[cfg(test)]
mod tests {
    use super::Decimal;

    fn decimal(text: &str) -> Decimal {
        Decimal::parse(text).expect("a plain number")
    }

    #[test]
    fn prints_plainly() {
        let cases = [(435, 7, "4350000000"), (65, -2, "0.65"), (-5, -1, "-0.5"), (0, 4, "0"), (1200, -2, "12")];
        let small = format!("0.{}7", "0".repeat(59));
        assert_eq!(Decimal::new(7, -60).to_string(), small);
        for (digits, exponent, text) in cases {
            assert_eq!(Decimal::new(digits, exponent).to_string(), text);
        }
    }

    #[test]
    fn reads_what_it_prints() {
        for text in ["0", "7", "0.65", "4350000000", "35378.44", "123456789012345678901234567890"] {
            assert_eq!(decimal(text).to_string(), text);
        }
        for text in ["", ".", "1.2.3", "-4", "1,200", "7a"] {
            assert_eq!(Decimal::parse(text), None, "{text}");
        }
    }

    #[test]
    fn refuses_what_does_not_fit() {
        let long = "9".repeat(10_000);
        assert_eq!(Decimal::parse(&long), None);
        let big = decimal(&"9".repeat(36));
        assert_eq!(big.checked_mul(big), None);
        assert_eq!(big.scaled(i32::MAX), None);
        assert_eq!(big.scaled(90).and_then(|b| b.checked_add(Decimal::ONE)), None);
        assert_eq!(Decimal::ratio(1, 0), None);
    }

    #[test]
    fn computes_exactly() {
        assert_eq!(decimal("4.35").scaled(9).map(|d| d.to_string()).as_deref(), Some("4350000000"));
        assert_eq!(decimal("12").checked_add(decimal("0.75")), Some(decimal("12.75")));
        assert_eq!(decimal("65").scaled(-2), Some(decimal("0.65")));
        assert_eq!(Decimal::ratio(2, 3), Some(decimal("0.666667")));
        assert_eq!(Decimal::ratio(1, 8), Some(decimal("0.125")));
    }

    #[test]
    fn compares_across_sizes() {
        assert!(decimal("3") < decimal("3.5"));
        assert!(decimal("0.9").scaled(90) > Some(decimal("123456789.5")));
        assert!(decimal("2").negated() < Decimal::ZERO);
    }
}
