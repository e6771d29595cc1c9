//! Durations as TIMEX3 values: `P3D`, `PXY`, `PT16H`, `P2Y6M`.

use super::calendar::Unit;
use super::form::Amount;

/// The value of so many units.
pub(super) fn value(amount: Amount, unit: Unit) -> String {
    let (sign, letters, times) = letters(unit);
    let Amount(Some(hundredths)) = amount else { return format!("P{sign}X{}", vague_letters(unit, letters)) };
    let hundredths = hundredths.saturating_mul(times);
    let whole = hundredths / 100;
    match (hundredths % 100, unit) {
        (0, _) => format!("P{sign}{whole}{letters}"),
        (rest @ (25 | 50 | 75), Unit::Year) if whole == 0 => format!("P{}M", rest * 12 / 100),
        (50, Unit::Year) => format!("P{whole}Y6M"),
        (rest @ (25 | 50 | 75), Unit::Hour) if whole == 0 => format!("PT{}M", rest * 60 / 100),
        (50, Unit::Hour) => format!("PT{whole}H30M"),
        (rest @ (25 | 50 | 75), Unit::Minute) if whole == 0 => format!("PT{}S", rest * 60 / 100),
        (50, Unit::Minute) => format!("PT{whole}M30S"),
        (50, Unit::Day) if whole == 0 => "PT12H".to_owned(),
        (rest, _) if rest % 10 == 0 => format!("P{sign}{whole}.{}{letters}", rest / 10),
        (rest, _) => format!("P{sign}{whole}.{rest:02}{letters}"),
    }
}

/// The value of two lengths together, in hundredths: `PT3H10M`, `P2Y3M`; `None` where the second is no part of the first.
pub(super) fn pair(first: (i32, Unit), second: (i32, Unit)) -> Option<String> {
    let most = match (first.1, second.1) {
        (Unit::Year, Unit::Month) => 12,
        (Unit::Year, Unit::Week) => 53,
        (Unit::Year, Unit::Day) => 366,
        (Unit::Month, Unit::Week) => 5,
        (Unit::Month, Unit::Day) => 31,
        (Unit::Week, Unit::Day) => 7,
        (Unit::Day, Unit::Hour) => 24,
        (Unit::Hour, Unit::Minute) | (Unit::Minute, Unit::Second) => 60,
        _ => return None,
    };
    if first.0 % 100 != 0 || second.0 >= most * 100 {
        return None;
    }
    let (first, second) = (value(Amount(Some(first.0)), first.1), value(Amount(Some(second.0)), second.1));
    // The time sign stands once: P1D and PT6H are P1DT6H, PT3H and PT10M are PT3H10M.
    let rest = if first.starts_with("PT") { second.strip_prefix("PT")? } else { second.strip_prefix('P')? };
    Some(first + rest)
}

/// How an unsaid number of decades or centuries is written; a said one is counted in years.
fn vague_letters(unit: Unit, letters: &'static str) -> &'static str {
    match unit {
        Unit::Decade => "DE",
        Unit::Century => "CE",
        _ => letters,
    }
}

/// The time sign, the letters of a unit, and how many of what the letters say make one.
fn letters(unit: Unit) -> (&'static str, &'static str, i32) {
    match unit {
        Unit::Second => ("T", "S", 1),
        Unit::Minute => ("T", "M", 1),
        Unit::Hour => ("T", "H", 1),
        Unit::Day => ("", "D", 1),
        Unit::Week => ("", "W", 1),
        Unit::Fortnight => ("", "W", 2),
        Unit::Weekend => ("", "WE", 1),
        Unit::Month => ("", "M", 1),
        Unit::Quarter => ("", "M", 3),
        Unit::Half => ("", "M", 6),
        Unit::Year => ("", "Y", 1),
        Unit::Decade => ("", "Y", 10),
        Unit::Century => ("", "Y", 100),
        Unit::Millennium => ("", "Y", 1000),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_durations() {
        let of = |amount, unit| value(Amount(amount), unit);
        assert_eq!(of(Some(300), Unit::Day), "P3D");
        assert_eq!(of(None, Unit::Year), "PXY");
        assert_eq!(of(Some(250), Unit::Year), "P2Y6M");
        assert_eq!(of(Some(50), Unit::Hour), "PT30M");
        assert_eq!(of(Some(300), Unit::Quarter), "P9M");
        assert_eq!(of(Some(100), Unit::Fortnight), "P2W");
        assert_eq!(of(Some(120), Unit::Second), "PT1.2S");
        let both = |first, second| pair(first, second).unwrap_or_default();
        assert_eq!(both((300, Unit::Hour), (1000, Unit::Minute)), "PT3H10M");
        assert_eq!(both((100, Unit::Day), (600, Unit::Hour)), "P1DT6H");
        assert_eq!(both((200, Unit::Year), (300, Unit::Hour)), "");
    }
}
