//! When somebody is on duty, as they say it: a week of hours in their own zone, "until then", and their breaks.

use chrono::{Datelike, Timelike};
use chrono_tz::Tz;

use crate::clock::Moment;

/// Minutes of a day, one span: it begins on `weekday` (0 is Monday), and ends on the day after where it does not end later.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// The day it begins.
    pub weekday: u8,
    /// The minute of the day it begins.
    pub starts: u16,
    /// The minute of the day it ends: not in it any more.
    pub ends: u16,
}

/// When somebody is on duty.
#[derive(Debug, Clone)]
pub struct Duty {
    /// Where their clock stands.
    pub zone: Tz,
    /// They said they are on, until then.
    pub on_until: Option<Moment>,
    /// They take a break, until then.
    pub break_until: Option<Moment>,
    /// Their week, a span a day at most.
    pub week: Vec<Span>,
}

impl Span {
    /// A day of the form; nothing where neither is said.
    ///
    /// # Errors
    /// The id of the sentence that says what is wrong.
    pub fn parse(weekday: u8, from: &str, to: &str) -> Result<Option<Self>, &'static str> {
        match (from.trim(), to.trim()) {
            ("", "") => Ok(None),
            ("", _) | (_, "") => Err("duty-half"),
            (from, to) => {
                let minute = |text: &str| {
                    let time = chrono::NaiveTime::parse_from_str(text, "%H:%M").map_err(|_| "duty-time")?;
                    u16::try_from(time.hour() * 60 + time.minute()).map_err(|_| "duty-time")
                };
                Ok(Some(Self { weekday, starts: minute(from)?, ends: minute(to)? }))
            }
        }
    }

    fn holds(self, weekday: u8, minute: u16) -> bool {
        let (today, yesterday) = (self.weekday == weekday, (self.weekday + 1) % 7 == weekday);
        if self.starts < self.ends {
            today && (self.starts..self.ends).contains(&minute)
        } else {
            (today && minute >= self.starts) || (yesterday && minute < self.ends)
        }
    }
}

impl Duty {
    /// Whether they are on duty at that moment.
    pub fn is_on(&self, now: Moment) -> bool {
        if self.break_until.is_some_and(|until| until > now) {
            return false;
        }
        let there = now.with_timezone(&self.zone);
        let day = u8::try_from(there.weekday().num_days_from_monday()).unwrap_or(0);
        let minute = u16::try_from(there.hour() * 60 + there.minute()).unwrap_or(0);
        self.on_until.is_some_and(|until| until > now) || self.week.iter().any(|span| span.holds(day, minute))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Moment {
        text.parse().unwrap()
    }

    fn on(zone: Tz, spans: &[(u8, &str, &str)]) -> Duty {
        let week = spans.iter().map(|(day, from, to)| Span::parse(*day, from, to).unwrap().unwrap()).collect();
        Duty { zone, on_until: None, break_until: None, week }
    }

    #[test]
    fn hours_are_those_of_the_zone_in_summer_and_winter() {
        // Mondays from six to ten in the evening, in Lisbon: an hour before noon's distance changes with the season.
        let duty = on(Tz::Europe__Lisbon, &[(0, "18:00", "22:00")]);
        for (moment, is_on) in [
            ("2026-07-20T16:59:00Z", false),
            ("2026-07-20T17:00:00Z", true),
            ("2026-07-20T20:59:00Z", true),
            ("2026-07-20T21:00:00Z", false),
            ("2026-11-23T17:30:00Z", false),
            ("2026-11-23T18:00:00Z", true),
            ("2026-11-23T21:59:00Z", true),
            ("2026-11-24T18:00:00Z", false),
        ] {
            assert_eq!(duty.is_on(at(moment)), is_on, "{moment}");
        }
        // On the night the clock goes back an hour comes twice, and on the one it goes on one is missing: neither ends the duty.
        let night = on(Tz::Europe__Lisbon, &[(5, "23:00", "06:00")]);
        for (day, hours) in [("2026-10-25", 6), ("2026-03-29", 5)] {
            for hour in 0..hours {
                assert!(night.is_on(at(&format!("{day}T0{hour}:30:00Z"))), "{day} {hour}");
            }
        }
        assert!(!night.is_on(at("2026-03-29T05:00:00Z")) && !night.is_on(at("2026-10-25T06:00:00Z")));
    }

    #[test]
    fn a_span_goes_on_past_midnight_and_the_week_goes_round() {
        let duty = on(Tz::UTC, &[(6, "22:00", "02:00")]);
        for (moment, is_on) in [
            ("2026-11-22T21:59:00Z", false),
            ("2026-11-22T22:00:00Z", true),
            ("2026-11-23T01:59:00Z", true),
            ("2026-11-23T02:00:00Z", false),
            ("2026-11-23T22:00:00Z", false),
        ] {
            assert_eq!(duty.is_on(at(moment)), is_on, "{moment}");
        }
        let all_day = on(Tz::UTC, &[(0, "00:00", "00:00")]);
        assert!(all_day.is_on(at("2026-11-23T00:00:00Z")) && all_day.is_on(at("2026-11-23T23:59:00Z")));
        assert!(!all_day.is_on(at("2026-11-24T00:00:00Z")) && !all_day.is_on(at("2026-11-22T23:59:00Z")));
    }

    #[test]
    fn what_is_said_for_now_counts_and_a_break_counts_more() {
        let now = at("2026-11-23T12:00:00Z");
        let soon = Some(now + chrono::TimeDelta::minutes(1));
        let duty = Duty { on_until: soon, ..on(Tz::UTC, &[]) };
        assert!(duty.is_on(now) && !duty.is_on(now + chrono::TimeDelta::minutes(1)));
        assert!(!Duty { break_until: soon, ..duty.clone() }.is_on(now));
        assert!(Duty { break_until: Some(now), ..duty }.is_on(now));
    }

    #[test]
    fn a_day_is_said_whole_or_not_at_all() {
        assert_eq!(Span::parse(0, "", " "), Ok(None));
        assert_eq!(Span::parse(0, "18:00", ""), Err("duty-half"));
        for wrong in ["24:00", "6pm", "18", "-1:00"] {
            assert_eq!(Span::parse(0, wrong, "20:00"), Err("duty-time"), "{wrong}");
        }
    }
}
