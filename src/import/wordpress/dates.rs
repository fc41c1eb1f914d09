//! Dates as WordPress writes them: twice, once in UTC and once by the wall clock of the site; either may be missing or zero.

use chrono::{DateTime, Datelike, NaiveDateTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;

use crate::clock::Moment;

/// What could be read from the dates of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dated {
    /// As written, in UTC.
    Known(Moment),
    /// Read from the wall clock, in the zone that was given.
    ByWallClock(Moment),
    /// Neither.
    Missing,
}

/// The moment of a row, from its UTC date, else from its local one in `zone`.
pub fn moment(gmt: &str, local: &str, zone: Tz) -> Dated {
    if let Some(at) = written(gmt) {
        return Dated::Known(at.and_utc());
    }
    written(local).map_or(Dated::Missing, |at| Dated::ByWallClock(in_zone(at, zone)))
}

/// The date an RSS item has for feed readers.
pub fn of_feed(text: &str) -> Option<Moment> {
    let at = DateTime::parse_from_rfc2822(text.trim()).ok()?.with_timezone(&Utc);
    (at.year() > 0).then_some(at)
}

fn written(text: &str) -> Option<NaiveDateTime> {
    let text = text.trim();
    ["%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M:%SZ", "%Y-%m-%d %H:%M"]
        .iter()
        .find_map(|form| NaiveDateTime::parse_from_str(text, form).ok())
        .filter(|at| at.year() > 0 && at.year() < 10_000)
}

/// When clocks go back an hour happens twice: the first is taken. When they go forward an hour does not happen: such a
/// time is read as if the clock had not been moved yet.
fn in_zone(local: NaiveDateTime, zone: Tz) -> Moment {
    if let Some(at) = zone.from_local_datetime(&local).earliest() {
        return at.with_timezone(&Utc);
    }
    let shift = TimeDelta::hours(6);
    let before = zone.from_local_datetime(&(local - shift)).earliest();
    before.map_or_else(|| local.and_utc(), |at| at.with_timezone(&Utc) + shift)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(gmt: &str, local: &str) -> Option<String> {
        match moment(gmt, local, chrono_tz::Europe::London) {
            Dated::Known(at) | Dated::ByWallClock(at) => Some(at.to_rfc3339()),
            Dated::Missing => None,
        }
    }

    #[test]
    fn the_utc_date_comes_first_and_the_wall_clock_second() {
        assert_eq!(read("2012-07-01 10:00:00", "2012-07-01 11:00:00").as_deref(), Some("2012-07-01T10:00:00+00:00"));
        assert_eq!(read("0000-00-00 00:00:00", "2012-07-01 11:00:00").as_deref(), Some("2012-07-01T10:00:00+00:00"));
        assert_eq!(read("", "2012-01-01 11:00:00").as_deref(), Some("2012-01-01T11:00:00+00:00"));
        for nothing in ["", "0000-00-00 00:00:00", "-0001-11-30 00:00:00", "yesterday", "2012-13-01 10:00:00"] {
            assert_eq!(read(nothing, nothing), None, "{nothing}");
        }
    }

    #[test]
    fn hours_that_happen_twice_or_never() {
        assert_eq!(read("", "2012-10-28 01:30:00").as_deref(), Some("2012-10-28T00:30:00+00:00"));
        assert_eq!(read("", "2012-03-25 01:30:00").as_deref(), Some("2012-03-25T01:30:00+00:00"));
    }
}
