//! Exact decimal numbers: 4.35bn is 4350000000, not a float's neighbour.

use std::fmt;

/// `digits` × 10^`exponent`, with its sign; always in lowest terms (no trailing zero in `digits`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decimal {
    digits: i128,
    exponent: i32,
}

impl Decimal {
    /// `digits` × 10^`exponent`.
    pub fn new(digits: i128, exponent: i32) -> Self {
        let mut decimal = Self { digits, exponent: if digits == 0 { 0 } else { exponent } };
        while decimal.digits != 0 && decimal.digits % 10 == 0 {
            decimal.digits /= 10;
            decimal.exponent += 1;
        }
        decimal
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.digits.unsigned_abs().to_string();
        let sign = if self.digits < 0 { "-" } else { "" };
        if self.exponent >= 0 {
            return write!(f, "{sign}{digits}{}", "0".repeat(self.exponent as usize));
        }
        let places = self.exponent.unsigned_abs() as usize;
        let padded = format!("{digits:0>width$}", width = places + 1);
        let (whole, part) = padded.split_at(padded.len() - places);
        write!(f, "{sign}{whole}.{part}")
    }
}

#[cfg(test)]
mod tests {
    use super::Decimal;

    #[test]
    fn prints_plainly() {
        let cases = [(435, 7, "4350000000"), (65, -2, "0.65"), (-5, -1, "-0.5"), (0, 4, "0"), (1200, -2, "12")];
        for (digits, exponent, text) in cases {
            assert_eq!(Decimal::new(digits, exponent).to_string(), text);
        }
    }
}
