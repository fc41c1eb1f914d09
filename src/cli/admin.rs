//! `holdfast admin create`: people who run the place.

use clap::Subcommand;

use super::Failure;
use super::place::Place;
use crate::accounts::{self, Name, Role, RoleKind};
use crate::boards;
use crate::seal::Keys;

#[derive(Subcommand)]
pub enum AdminCommand {
    /// Give a role to somebody, whose account is made if there is none
    #[command(after_help = "Example: holdfast admin create ada --role moderator")]
    Create {
        /// Their name
        name: String,
        /// What they do
        #[arg(long)]
        role: RoleKind,
        /// On this board only (not for operators)
        #[arg(long, value_name = "SLUG")]
        board: Option<String>,
    },
    /// End a role
    #[command(after_help = "Example: holdfast admin end ada --role moderator")]
    End {
        /// Their name
        name: String,
        /// What they did
        #[arg(long)]
        role: RoleKind,
        /// On this board only, as it was given
        #[arg(long, value_name = "SLUG")]
        board: Option<String>,
    },
    /// Print a new one-time sign-in link for somebody
    #[command(after_help = "Example: holdfast admin link ada")]
    Link {
        /// Their name
        name: String,
    },
    /// Take somebody's second step at sign-in away, who lost their app, keys and recovery codes: make sure that it is them
    #[command(after_help = "Example: holdfast admin no-second-step ada")]
    NoSecondStep {
        /// Their name
        name: String,
    },
}

pub async fn run(place: &Place, command: AdminCommand) -> Result<(), Failure> {
    let now = place.clock.now();
    let mut tx = place.db.begin().await?;
    match command {
        AdminCommand::Create { name, role, board } => {
            let name = Name::parse_any(&name).map_err(|why| Failure::Said(crate::words::english().t(why).to_owned()))?;
            let board = match board {
                Some(_) if role == RoleKind::Operator => {
                    return Err(Failure::Said("An operator runs the whole site; leave --board out.".into()));
                }
                Some(slug) => Some(
                    boards::find(&mut tx, &slug, true).await?.ok_or_else(|| Failure::Said(format!("There is no board \"{slug}\".")))?.id,
                ),
                None => None,
            };
            let made = accounts::create(&mut tx, place.settings.key.as_ref().map(Keys::new).as_ref(), &name, now).await?;
            let account = match made {
                Some(account) => account,
                None => accounts::find(&mut tx, name.as_str())
                    .await?
                    .ok_or_else(|| Failure::Said("Somebody with that name has left.".into()))?,
            };
            accounts::grant(&mut tx, account, Role { kind: role, board }, None, now).await?;
            let link = if made.is_some() { Some(accounts::sign_in_link(&mut tx, account, now).await?) } else { None };
            tx.commit().await?;
            println!("{} is {} now.", name.as_str(), role.as_str());
            if let Some(link) = link {
                println!("To choose a passphrase, within 24 hours: {}/sign-in/link/{link}", place.address());
            }
        }
        AdminCommand::End { name, role, board } => {
            let account = accounts::find(&mut tx, &name).await?.ok_or_else(|| nobody(&name))?;
            let board = match board {
                Some(slug) => Some(
                    boards::find(&mut tx, &slug, true).await?.ok_or_else(|| Failure::Said(format!("There is no board \"{slug}\".")))?.id,
                ),
                None => None,
            };
            let ended = accounts::revoke(&mut tx, account, Role { kind: role, board }, now).await?;
            tx.commit().await?;
            if !ended {
                return Err(Failure::Said(format!(
                    "{name} does not have that role{}.",
                    if board.is_some() { " on that board" } else { " on the whole site" }
                )));
            }
            println!("{name} is not {} any more.", role.as_str());
        }
        AdminCommand::NoSecondStep { name } => {
            let account = accounts::find(&mut tx, &name).await?.ok_or_else(|| nobody(&name))?;
            accounts::second_step::end(&mut tx, account, now).await?;
            tx.commit().await?;
            println!("{name} signs in with the passphrase alone now, and is signed out everywhere.");
        }
        AdminCommand::Link { name } => {
            let account = accounts::find(&mut tx, &name).await?.ok_or_else(|| nobody(&name))?;
            let link = accounts::sign_in_link(&mut tx, account, now).await?;
            tx.commit().await?;
            println!("To choose a passphrase, within 24 hours: {}/sign-in/link/{link}", place.address());
        }
    }
    Ok(())
}

fn nobody(name: &str) -> Failure {
    Failure::Said(format!("There is nobody called \"{name}\"."))
}
