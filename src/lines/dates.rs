//! When a line was last looked at.

use chrono::{Datelike, Months, NaiveDate};

/// A month of a year, as the page says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Month {
    /// The year.
    pub year: i32,
    /// 1 to 12.
    pub month: u32,
}

impl Month {
    /// The word the sentence `help-month` chooses by.
    pub fn key(self) -> &'static str {
        const KEYS: [&str; 12] =
            ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];
        KEYS[(self.month.clamp(1, 12) - 1) as usize]
    }

    /// The year in digits, for a sentence (a number would be grouped: “2,026”).
    pub fn year(self) -> String {
        self.year.to_string()
    }
}

impl From<NaiveDate> for Month {
    fn from(date: NaiveDate) -> Self {
        Self { year: date.year(), month: date.month() }
    }
}

/// The month the shipped set was put together: its README speaks of stored copies up to October 2026.
/// The day is not known; the first makes the lines grow stale rather too early than too late.
pub const SHIPPED: NaiveDate = match NaiveDate::from_ymd_opt(2026, 10, 1) {
    Some(date) => date,
    None => NaiveDate::MIN,
};

/// Without a check for so long a line is not shown by default.
const FRESH: Months = Months::new(6);

/// Without a check for so long somebody should look at it again.
const LOOKED_AT: Months = Months::new(3);

/// Whether a line checked on this day should be checked again, though it is still shown.
pub(super) fn is_due(checked: NaiveDate, today: NaiveDate) -> bool {
    checked.checked_add_months(LOOKED_AT).is_none_or(|until| today > until)
}

/// By when something put together on this day should be looked at again.
pub(super) fn look_again(day: NaiveDate) -> NaiveDate {
    day.checked_add_months(LOOKED_AT).unwrap_or(day)
}

/// Whether a line checked on this day is too old to show.
pub fn is_stale(checked: NaiveDate, today: NaiveDate) -> bool {
    checked.checked_add_months(FRESH).is_none_or(|until| today > until)
}

/// The newest month any of the sources names, such as `stored 2023-12`; years alone don't count.
pub(super) fn newest(sources: &[String]) -> Option<Month> {
    sources.iter().flat_map(|source| months(source)).filter(|month| *month <= Month::from(SHIPPED)).max()
}

/// Every `2023-12` or `2023-12-31` that stands alone, not as part of a longer number.
fn months(source: &str) -> impl Iterator<Item = Month> {
    let bytes = source.as_bytes();
    (0..bytes.len().saturating_sub(6)).filter_map(move |at| {
        let digit_at = |place: usize| bytes.get(place).is_some_and(u8::is_ascii_digit);
        let alone = (at == 0 || !bytes[at - 1].is_ascii_alphanumeric() && bytes[at - 1] != b'-') && !digit_at(at + 7);
        let year = bytes[at..at + 4].iter().all(u8::is_ascii_digit);
        if !(alone && year && bytes[at + 4] == b'-' && digit_at(at + 5) && digit_at(at + 6)) {
            return None;
        }
        let month = Month { year: source[at..at + 4].parse().ok()?, month: source[at + 5..at + 7].parse().ok()? };
        ((2013..=2026).contains(&month.year) && (1..=12).contains(&month.month)).then_some(month)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(source: &str) -> Option<(i32, u32)> {
        newest(&[source.to_owned()]).map(|month| (month.year, month.month))
    }

    #[test]
    fn the_newest_month_is_read_from_the_sources() {
        assert_eq!(seen("a copy of findahelpline.com, stored 2023-12"), Some((2023, 12)));
        assert_eq!(seen("list, search-index id 56892414264, dated 2026-06-14"), Some((2026, 6)));
        assert_eq!(seen("https://example.org/2024-05-10/number (2021-03)"), Some((2024, 5)));
        let both = ["stored 2023-05".to_owned(), "dated 2021-07".to_owned()];
        assert_eq!(newest(&both), Some(Month { year: 2023, month: 5 }));
    }

    #[test]
    fn digits_that_are_no_date_are_left() {
        for source in ["id 12023-12", "about 2021-2022", "(2023)", "2023-13", "0800-2023-1212", "999999", "2031-01", "stored 2026-11", ""] {
            assert_eq!(seen(source), None, "{source}");
        }
    }

    #[test]
    fn six_months_are_fresh_and_a_day_more_is_not() {
        let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap();
        assert!(!is_stale(SHIPPED, day(2027, 4, 1)));
        assert!(is_stale(SHIPPED, day(2027, 4, 2)));
    }
}
