//! `holdfast import`.

use clap::Subcommand;

use super::Failure;
use super::place::Place;
use crate::import::{self, Args};

#[derive(Subcommand)]
pub enum ImportCommand {
    /// A WordPress export: posts become threads, comments their replies
    #[command(after_help = "Example: holdfast import wordpress export.xml --board diary --zone Europe/London --report losses.json\n\
        This only tells what would happen. Once it reads well, add --apply.")]
    Wordpress(Args),
}

pub async fn run(place: &Place, command: ImportCommand) -> Result<(), Failure> {
    let ImportCommand::Wordpress(args) = command;
    let summary = import::run(&place.db, &place.clock, &args).await.map_err(|error| Failure::Said(error.to_string()))?;
    println!("{summary}");
    Ok(())
}
