//! What an expression says before anything is known of its context: `last May`, `the third quarter`, `two days later`.

use super::calendar::{Season, Stretch, Unit};

/// Which year is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Year {
    /// Not said: the context decides.
    Open,
    /// This one.
    Given(i16),
    /// So many years after that of publication: `last year` is -1.
    Shift(i32),
    /// So many occurrences after publication: `last May` is -1.
    Nth(i32),
    /// So many years after the one told of: `the following year` is 1.
    Told(i32),
    /// The nth occurrence after the date told of: `the following spring` is 1.
    ToldNth(i32),
    /// So many years after the one that began in the April before publication: `this fiscal` is 0.
    FromApril(i32),
}

/// What part of the year is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Day(i8, i8),
    /// The nth weekday of a month, -1 the last: number, weekday, month.
    NthWeekday(i8, i8, i8),
    /// The week that holds this day of a month.
    WeekOf(i8, i8),
    Month(i8),
    Season(Season),
    Quarter(i8),
    Half(i8),
    Holiday(i32),
    /// The week that holds this holiday.
    HolidayWeek(i32),
    Whole,
    FiscalYear,
}

/// From where a distance is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Base {
    /// The day of publication.
    Published,
    /// The date that the text speaks of.
    Told,
}

/// Which weekday is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pick {
    /// A bare weekday.
    Open,
    /// So many after publication: `last Friday` is -1, `this Friday` 0, `next Friday` 1.
    Nth(i32),
    /// So many after the day told of: `the following Friday` is 1.
    Told(i32),
    /// The one nearest to the day told of: `the Friday`.
    NearTold,
    /// Of a week that stands beside it: `Monday of last week`, in weeks after that of publication.
    OfWeek(i32),
}

/// How many units: hundredths, or an unsaid number (`several`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Amount(pub(super) Option<i32>);

impl Amount {
    /// The number, where it is said and whole.
    pub(super) fn whole(self) -> Option<i32> {
        self.0.filter(|hundredths| hundredths % 100 == 0).map(|hundredths| hundredths / 100)
    }
}

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Clock {
    /// Hour and, where said, minute.
    At(i8, Option<i8>),
    /// TIMEX3 code of a part of the day: `MO`, `NI`.
    Part(&'static str),
}

/// What an expression says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// A day, month, season, quarter … of a year.
    InYear(Part, Year),
    /// A stretch that needs no context.
    Fixed(Stretch),
    /// `the 18th`.
    DayOfMonth(i8),
    /// `the day` before or after an event.
    DayBeside,
    /// `the day before` Christmas: so many days from another.
    DayFrom(i32, Box<Form>),
    /// `the 5th of next month`: the day, and the month counted from that of publication.
    DayOfNearMonth(i8, i32),
    /// `18/03/2022`, whose order the country decides: first number, second number, year.
    Slashed(i8, i8, i16),
    /// A weekday, numbered from Monday.
    Weekday(i8, Pick),
    /// `this week`, `the following month`.
    Relative(Unit, i32, Base),
    /// `the weekend`.
    Weekend,
    /// `two days ago`, `three months later`.
    Away(Amount, Unit, i32, Base),
    /// `a year earlier`, `year-ago`: a year before the period told of.
    YearAgo,
    /// `the same month last year`: a year before what the text has spoken of.
    SameYearAgo,
    /// The quarter of this number, a year before the latest such.
    YearAgoQuarter(i8),
    /// `the quarter`, `the latest period`: the period told of.
    Period,
    /// `the 1988 period`.
    PeriodOf(i16),
    /// `the year`.
    TheYear,
    /// A duration; where anchored, -1 for the past, 1 for what comes.
    Length(Amount, Unit, i32),
    /// `another three`: so many more of the unit of a length before it.
    MoreOf(Amount),
    /// A duration in two units: `two and a half years`.
    LengthText(String),
    /// A date with its value: `BC0044`.
    Written(String),
    /// Recurring, with its value.
    Every(String),
    /// `now`, with its value.
    Vague(&'static str),
    /// A day or the like whose date the text does not say.
    Unknown(&'static str),
    /// A time of day alone.
    Clock(Clock),
    /// A part of a day: `tonight`, `the next morning`.
    PartOf(i32, Base, &'static str),
    /// `early`, `the end of`: part of the date that follows.
    Modifier,
}

/// An expression found in the text, in tokens.
#[derive(Clone, Debug)]
pub(super) struct Found {
    /// First token.
    pub start: usize,
    /// One past the last token.
    pub end: usize,
    /// What it says.
    pub form: Form,
    /// The time of day that goes with it.
    pub clock: Option<Clock>,
    /// Only good as part of a longer expression: `Fri`, `night`.
    pub weak: bool,
    /// What found it.
    pub rule: crate::document::RuleId,
}
