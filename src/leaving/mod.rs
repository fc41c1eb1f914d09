//! Leaving, wholly or in part: take everything along, take the name off, erase. Done at once.

mod export;
mod later;
mod pages;
mod store;

use sqlx::PgConnection;

use crate::accounts;
use crate::clock::Moment;
use crate::entries::many::{self, Which};
use crate::error::Result;
use crate::ids::AccountId;
use crate::joining;
use crate::seal::Keys;

pub use later::{KEPT_DAYS, make, sweep};
pub use pages::routes;

/// What becomes of somebody's words when they leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keep {
    /// They stay, with the name.
    Named,
    /// They stay, as nobody's.
    Nameless,
    /// They go.
    Nothing,
}

impl Keep {
    /// Every way, the one that takes least first.
    pub const ALL: [Self; 3] = [Self::Named, Self::Nameless, Self::Nothing];

    /// As forms have it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Named => "named",
            Self::Nameless => "nameless",
            Self::Nothing => "nothing",
        }
    }

    /// The sentence that says what it means.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Named => "leaving-named",
            Self::Nameless => "leaving-nameless",
            Self::Nothing => "leaving-nothing",
        }
    }

    fn read(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|keep| keep.as_str() == text)
    }
}

/// Ends an account. What is to go is gone when the transaction is; with the words nameless or gone, so is the account itself.
pub async fn leave(conn: &mut PgConnection, keys: Option<&Keys>, account: AccountId, keep: Keep, now: Moment) -> Result<()> {
    joining::forget(conn, account).await?;
    let all = many::of(conn, account, &Which::default()).await?;
    match keep {
        Keep::Named => return accounts::lock(conn, account, now).await,
        Keep::Nameless => many::take_name_off(conn, &all, now).await?,
        Keep::Nothing => many::erase(conn, &all, now).await?,
    }
    accounts::delete(conn, keys, account, now).await
}
