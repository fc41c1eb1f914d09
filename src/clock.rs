//! Time: everything that needs to know the hour asks the [`Clock`], so that a test can set it.

use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, SubsecRound, TimeDelta, Utc};

/// A moment, in UTC, to the microsecond (what Postgres keeps).
pub type Moment = DateTime<Utc>;

/// Tells the time; shared by everything that runs in one process.
#[derive(Clone, Debug)]
pub enum Clock {
    /// The machine's own clock.
    System,
    /// A clock that stands still until it is moved on, for tests.
    Set(Arc<Mutex<Moment>>),
}

impl Clock {
    /// A clock that shows `moment` until [`Clock::pass`] moves it.
    pub fn set_to(moment: Moment) -> Self {
        Self::Set(Arc::new(Mutex::new(moment)))
    }

    /// The present moment.
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the machine's clock")]
    pub fn now(&self) -> Moment {
        match self {
            Self::System => Utc::now().trunc_subsecs(6),
            Self::Set(moment) => *moment.lock().unwrap_or_else(PoisonError::into_inner),
        }
    }

    /// Moves a set clock on by `by`; the machine's own clock is left alone.
    pub fn pass(&self, by: TimeDelta) {
        if let Self::Set(moment) = self {
            *moment.lock().unwrap_or_else(PoisonError::into_inner) += by;
        }
    }
}
