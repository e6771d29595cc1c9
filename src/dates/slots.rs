//! Slots: what patterns ask of numbers and words of time.

/// What a lexeme can stand for in a pattern. The names in `words.tsv` and `rules.tsv` are those in [`Slot::NAMES`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
#[rustfmt::skip]
pub(super) enum Slot {
    // Numbers, set from the shape of the token.
    N, Ord, Day, Mm, Yy, Year, Hour, Minute, Clock, Hhmm, Dotted, Decade, Fy,
    // Words, set from the list.
    Month, FullMonth, Weekday, WkDay, Weekdays, Season, Seasons, Unit, Unit1, Units, Night, Nights, Which, Rel, TextRel, Today,
    Part, Parts, PartWord, ClockWord, AmPm, Zone, Num, Scale, Some, Pair, QuarterName, HalfName, Bc, Vague, Future,
    Current, Set, Approx, Mod, Holiday, Sometime,
}

impl Slot {
    #[rustfmt::skip]
    const NAMES: [(&str, Slot); 50] = [
        ("n", Slot::N), ("ord", Slot::Ord), ("day", Slot::Day), ("mm", Slot::Mm), ("yy", Slot::Yy),
        ("year", Slot::Year), ("hour", Slot::Hour), ("minute", Slot::Minute), ("clock", Slot::Clock),
        ("hhmm", Slot::Hhmm), ("dotted", Slot::Dotted), ("decade", Slot::Decade), ("month", Slot::Month),
        ("fullmonth", Slot::FullMonth), ("weekday", Slot::Weekday), ("wkday", Slot::WkDay),
        ("weekdays", Slot::Weekdays), ("season", Slot::Season), ("seasons", Slot::Seasons), ("unit", Slot::Unit),
        ("unit1", Slot::Unit1), ("units", Slot::Units), ("night1", Slot::Night), ("nights", Slot::Nights),
        ("which", Slot::Which), ("rel", Slot::Rel), ("textrel", Slot::TextRel), ("today", Slot::Today), ("part", Slot::Part),
        ("parts", Slot::Parts), ("partword", Slot::PartWord), ("clockword", Slot::ClockWord), ("ampm", Slot::AmPm),
        ("zone", Slot::Zone), ("num", Slot::Num), ("scale", Slot::Scale), ("some", Slot::Some), ("pair", Slot::Pair),
        ("quartername", Slot::QuarterName), ("halfname", Slot::HalfName), ("bc", Slot::Bc), ("vague", Slot::Vague),
        ("futureword", Slot::Future), ("currentword", Slot::Current), ("set", Slot::Set), ("approx", Slot::Approx),
        ("mod", Slot::Mod), ("holiday", Slot::Holiday), ("sometime", Slot::Sometime), ("fy", Slot::Fy),
    ];

    /// The slot of this name.
    pub(super) fn named(name: &str) -> Option<Slot> {
        Slot::NAMES.iter().find(|(known, _)| *known == name).map(|(_, slot)| *slot)
    }
}

/// A set of slots, one bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Slots(pub(super) u64);

impl Slots {
    /// The set of one slot.
    pub(super) const fn of(slot: Slot) -> Self {
        Slots(1 << slot as u8)
    }

    /// What both sets hold.
    pub(super) fn and(self, other: Slots) -> Slots {
        Slots(self.0 & other.0)
    }

    /// What either set holds.
    pub(super) fn or(self, other: Slots) -> Slots {
        Slots(self.0 | other.0)
    }

    /// Whether `slot` is in the set.
    pub(super) fn has(self, slot: Slot) -> bool {
        self.0 & Slots::of(slot).0 != 0
    }

    /// Calls `visit` with the number of each slot.
    pub(super) fn each(self, mut visit: impl FnMut(usize)) {
        let mut bits = self.0;
        while bits != 0 {
            visit(bits.trailing_zeros() as usize);
            bits &= bits - 1;
        }
    }

    /// Whether the set holds nothing.
    pub(super) fn is_empty(self) -> bool {
        self.0 == 0
    }
}
