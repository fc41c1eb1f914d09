//! The states of an entry, and the one table that says what each allows.

use std::fmt;

use sqlx::error::BoxDynError;
use sqlx::postgres::{PgTypeInfo, PgValueRef};
use sqlx::{Decode, Postgres};

/// Where an entry stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum State {
    /// Waits for a moderator; nowhere to be seen but by its writer and at the desk.
    Held,
    /// For everybody who may read the board.
    Published,
    /// As published, behind a cover until a moderator looked.
    Covered,
    /// Taken down by a moderator; can be restored.
    Removed,
    /// Taken back by its writer, who can put it up again.
    Withdrawn,
    /// Its text is gone for good.
    Erased,
}

impl State {
    /// Every state.
    pub const ALL: [Self; 6] = [Self::Held, Self::Published, Self::Covered, Self::Removed, Self::Withdrawn, Self::Erased];

    /// As the database has it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Held => "held",
            Self::Published => "published",
            Self::Covered => "covered",
            Self::Removed => "removed",
            Self::Withdrawn => "withdrawn",
            Self::Erased => "erased",
        }
    }

    /// The state of that name. The database's check allows these only; an unknown one is treated as the most careful.
    fn read(text: &str) -> Self {
        Self::ALL.into_iter().find(|state| state.as_str() == text).unwrap_or(Self::Held)
    }

    /// Whether everybody may read it, and it counts as a reply.
    pub fn is_readable(self) -> bool {
        matches!(self, Self::Published | Self::Covered)
    }

    /// Whether its writer may change its words. What a moderator took down can be written again, and is read before others see it.
    pub fn may_edit(self) -> bool {
        self != Self::Erased
    }

    /// Whether its writer may take it back for now.
    pub fn may_withdraw(self) -> bool {
        self.is_readable() || self == Self::Held
    }

    /// Whether its writer may erase it: always, until it is gone.
    pub fn may_erase(self) -> bool {
        self != Self::Erased
    }

    /// Whether people are told of it.
    pub fn may_be_told(self) -> bool {
        self.is_readable()
    }

    /// What its writer is told, where others do not see it.
    pub fn mine(self) -> &'static str {
        match self {
            Self::Held => "mine-held",
            Self::Removed => "mine-removed",
            _ => "mine-withdrawn",
        }
    }

    /// The sentence of the neutral shell that stands in its place where others answered.
    pub fn shell(self) -> &'static str {
        match self {
            Self::Held => "shell-held",
            Self::Removed => "shell-removed",
            Self::Withdrawn => "shell-withdrawn",
            _ => "shell-erased",
        }
    }
}

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl From<String> for State {
    fn from(text: String) -> Self {
        Self::read(&text)
    }
}

impl sqlx::Type<Postgres> for State {
    fn type_info() -> PgTypeInfo {
        <str as sqlx::Type<Postgres>>::type_info()
    }

    fn compatible(info: &PgTypeInfo) -> bool {
        <str as sqlx::Type<Postgres>>::compatible(info)
    }
}

impl<'r> Decode<'r, Postgres> for State {
    fn decode(value: PgValueRef<'r>) -> Result<Self, BoxDynError> {
        Ok(Self::read(<&str as Decode<Postgres>>::decode(value)?))
    }
}
