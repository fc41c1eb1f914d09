//! `holdfast board create` and `holdfast board set`.

use clap::{Subcommand, ValueEnum};

use super::Failure;
use super::place::Place;
use crate::boards::{self, Policy, Unread};

#[derive(Subcommand)]
pub enum BoardCommand {
    /// Make a board
    #[command(after_help = "Example: holdfast board create good-news --name \"Good news, small or large\"")]
    Create {
        /// Its short name in addresses: small letters, digits, hyphens
        slug: String,
        /// Its name on pages
        #[arg(long)]
        name: String,
        /// What it is for, in a sentence
        #[arg(long, default_value = "")]
        about: String,
    },
    /// Change who may read and write on a board
    #[command(after_help = "Example: holdfast board set good-news --guests held")]
    Set {
        /// The board's short name
        slug: String,
        /// Who may read
        #[arg(long)]
        readers: Option<Readers>,
        /// Whether people without an account write here: not, looked at first, or at once
        #[arg(long)]
        guests: Option<Guests>,
        /// A member's first entry: looked at first, or at once
        #[arg(long)]
        newcomers: Option<Gate>,
        /// Entries that link elsewhere: looked at first, or at once
        #[arg(long)]
        links: Option<Gate>,
        /// For so many hours after joining, what somebody answers to others is looked at first; never what they post. 0: not at all
        #[arg(long, value_name = "HOURS", value_parser = clap::value_parser!(i32).range(0..=720))]
        reply_after: Option<i32>,
        /// Until somebody new has opened so many threads here, what they answer to others is looked at first; never what they post.
        /// How many is counted, never which, and for a month at most. 0: not at all
        #[arg(long, value_name = "THREADS", value_parser = clap::value_parser!(i32).range(0..=100))]
        reply_after_reading: Option<i32>,
        /// What waits to be read while nobody is on duty: `stays`, or is shown after so many hours (1 to 720). Never what was held
        /// for pushing somebody, or in a thread that needs care
        #[arg(long, value_name = "stays|HOURS")]
        unread: Option<Unread>,
    },
}

#[derive(ValueEnum, Clone, Copy)]
pub enum Readers {
    Everyone,
    Members,
}

#[derive(ValueEnum, Clone, Copy)]
pub enum Guests {
    None,
    Held,
    Welcome,
}

#[derive(ValueEnum, Clone, Copy)]
pub enum Gate {
    Held,
    Open,
}

fn word<T: ValueEnum>(value: Option<T>) -> Option<String> {
    value.and_then(|value| value.to_possible_value()).map(|value| value.get_name().to_owned())
}

pub async fn run(place: &Place, command: BoardCommand) -> Result<(), Failure> {
    let mut conn = place.db.acquire().await?;
    match command {
        BoardCommand::Create { slug, name, about } => {
            boards::create(&mut conn, &slug, &name, &about, place.clock.now()).await?;
            println!("Made the board {slug}: {}/b/{slug}", place.address());
        }
        BoardCommand::Set { slug, readers, guests, newcomers, links, reply_after, reply_after_reading, unread } => {
            let board =
                boards::find(&mut conn, &slug, true).await?.ok_or_else(|| Failure::Said(format!("There is no board \"{slug}\".")))?;
            let policy = Policy {
                readers: word(readers),
                guests: word(guests),
                newcomers: word(newcomers),
                links: word(links),
                reply_after_hours: reply_after,
                reply_after_threads: reply_after_reading,
                unread,
            };
            boards::set_policy(&mut conn, board.id, &policy).await?;
            println!("Changed the board {slug}.");
        }
    }
    Ok(())
}
