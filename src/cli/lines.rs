//! `holdfast lines check`: what is wrong with the crisis lines, and what soon will be.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use chrono::NaiveDate;
use clap::Subcommand;

use super::Failure;
use super::place::{has_cluster, with_database};
use crate::clock::Clock;
use crate::lines::{self, CountryCode, Directory, Line, Standing, validate};
use crate::settings::Settings;

#[derive(Subcommand)]
pub enum LinesCommand {
    /// Look for lines in bad form, lines nobody checked for six months, and countries without a line
    #[command(after_help = "Example: holdfast lines check --country GB --country IE\n\n\
        Exit status: 0 where all is well; 1 where a line is in bad form or was not checked for six months, or a country named with \
        --country has none to show; 2 where the command was used wrongly.")]
    Check {
        /// A country your members live in, by its two letters; can be given more than once. Only these are looked at then
        #[arg(long = "country", value_name = "CODE")]
        countries: Vec<CountryCode>,
    },
}

pub async fn run(settings: Settings, command: LinesCommand) -> Result<(), Failure> {
    let LinesCommand::Check { countries } = command;
    if settings.database_url.is_none() && !has_cluster(&settings.data_dir) {
        println!("There is no board here yet ({}), so only the shipped lines are looked at.", settings.data_dir.display());
        return check(&Directory::shipped(), &countries, Clock::System.now().date_naive(), io::stdout());
    }
    with_database(settings, async |place| {
        let directory = lines::read(&mut *place.db.acquire().await?).await?;
        check(&directory, &countries, place.clock.now().date_naive(), io::stdout())
    })
    .await
}

fn check(directory: &Directory, wanted: &[CountryCode], today: NaiveDate, mut out: impl Write) -> Result<(), Failure> {
    let known: BTreeSet<CountryCode> = directory.countries("en").iter().map(|country| country.code).collect();
    if let Some(strange) = wanted.iter().find(|code| !known.contains(code)) {
        return Err(Failure::Said(format!("--country {strange}: we know no such country. It takes two letters, such as GB.")));
    }
    let malformed = malformed(directory)?;
    for fault in &malformed {
        writeln!(out, "bad form: {fault}")?;
    }
    let looked_at = |line: &&Line| wanted.is_empty() || wanted.contains(&line.country);
    let mut standing: BTreeMap<Standing, Vec<&Line>> = BTreeMap::new();
    for line in directory.lines().filter(looked_at) {
        standing.entry(directory.standing(line, today)).or_default().push(line);
    }
    let of = |which: Standing| standing.get(&which).map_or(&[][..], Vec::as_slice);
    for (which, words) in [
        (Standing::Stale, "not shown, because nobody checked it for six months"),
        (Standing::Hidden, "hidden, until somebody has looked into it"),
        (Standing::Unsure, "not shown, because its sources are weak"),
        (Standing::Due, "shown, not checked here yet or not for three months"),
    ] {
        for (country, ids) in by_country(of(which)) {
            writeln!(out, "{words}: {country}: {ids}")?;
        }
    }
    let shown: BTreeSet<CountryCode> = of(Standing::Shown).iter().chain(of(Standing::Due)).map(|line| line.country).collect();
    let missing: Vec<String> = known.iter().filter(|code| !shown.contains(code)).map(ToString::to_string).collect();
    let missed: Vec<String> = wanted.iter().filter(|code| !shown.contains(code)).map(ToString::to_string).collect();
    if wanted.is_empty() {
        writeln!(out, "no line to show in {} of {} countries: {}", missing.len(), known.len(), missing.join(" "))?;
    } else if !missed.is_empty() {
        writeln!(out, "no line to show: {}", missed.join(" "))?;
    }
    let stale = of(Standing::Stale).len();
    if malformed.is_empty() && stale == 0 && missed.is_empty() {
        writeln!(out, "The lines are in good form. Whether somebody picks up, only a call can tell.")?;
        return Ok(());
    }
    Err(Failure::Said(format!(
        "{} in bad form, {stale} not checked for six months, {} of the countries asked for without a line",
        malformed.len(),
        missed.len()
    )))
}

/// The mistakes in the shipped files, and in what operators wrote.
fn malformed(directory: &Directory) -> Result<Vec<String>, Failure> {
    let emergency = include_str!("../../data/emergency-numbers.json");
    let mut faults = validate::check(include_str!("../../data/lines.json"), emergency);
    let own = directory.layer();
    if !own.entries.is_empty() {
        let all: Vec<&Line> = directory.lines().collect();
        let json = serde_json::to_string(&all).map_err(|error| Failure::Said(error.to_string()))?;
        faults.extend(validate::check(&json, emergency));
    }
    faults.extend(own.unreadable.iter().map(|id| format!("{id}: what an operator wrote can't be read; it is not shown")));
    Ok(faults)
}

fn by_country<'a>(lines: &[&'a Line]) -> BTreeMap<CountryCode, String> {
    let mut found: BTreeMap<CountryCode, Vec<&'a str>> = BTreeMap::new();
    for line in lines {
        found.entry(line.country).or_default().push(&line.id);
    }
    found.into_iter().map(|(country, ids)| (country, ids.join(" "))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lines::Layer;

    fn checked(layer: Layer, wanted: &[&str], today: &str) -> Result<(), String> {
        let wanted: Vec<CountryCode> = wanted.iter().map(|code| code.parse().unwrap()).collect();
        check(&Directory::under(layer), &wanted, today.parse().unwrap(), io::sink()).map_err(|failure| failure.to_string())
    }

    #[test]
    fn it_fails_where_something_is_to_be_done() {
        let fresh = "2026-11-21";
        assert_eq!(checked(Layer::default(), &[], fresh), Ok(()));
        assert!(checked(Layer::default(), &[], "2027-05-01").unwrap_err().contains("not checked for six months"));
        // A country that somebody needs and that has nothing to show.
        assert!(checked(Layer::default(), &["TR"], fresh).unwrap_err().ends_with("1 of the countries asked for without a line"));
        assert_eq!(checked(Layer::default(), &["GB"], fresh), Ok(()));
        assert!(checked(Layer::default(), &["QQ"], fresh).unwrap_err().contains("--country QQ"));
        // Only the countries asked for are looked at.
        let mut layer = Layer::default();
        for line in Directory::shipped().lines().filter(|line| line.country.as_str() == "IE") {
            layer.checks.insert(line.id.clone(), "2027-04-20".parse().unwrap());
        }
        assert_eq!(checked(layer.clone(), &["IE"], "2027-05-01"), Ok(()));
        assert!(checked(layer, &["IE", "GB"], "2027-05-01").is_err());
        // What was written and can't be used.
        let mut layer = Layer::default();
        layer.unreadable.insert("gb-shout".into());
        assert!(checked(layer, &[], fresh).unwrap_err().starts_with("1 in bad form"));
        let mut layer = Layer::default();
        let mut line = Directory::shipped().line("gb-shout").unwrap().clone();
        line.url = Some("http://example.org/".into());
        layer.entries.insert(line.id.clone(), line);
        assert!(checked(layer, &[], fresh).unwrap_err().starts_with("1 in bad form"));
    }
    #[test]
    fn every_line_that_wants_somebody_is_named_with_why() {
        let mut layer = Layer::default();
        for (line, day) in [("it-gay-help-line", "2026-11-20"), ("gb-shout", "2026-11-20"), ("gb-samaritans", "2026-01-01")] {
            layer.checks.insert(line.into(), day.parse().unwrap());
        }
        layer.hidden.insert("gb-calm".into());
        let (wanted, mut out) = (["GB", "IT"].map(|code| code.parse().unwrap()), Vec::new());
        let told = check(&Directory::under(layer), &wanted, "2026-11-21".parse().unwrap(), &mut out);
        assert!(told.unwrap_err().to_string().contains("1 not checked for six months"));
        let out = String::from_utf8(out).unwrap();
        let said = |words: &str, country: &str| {
            let line = out.lines().find(|line| line.starts_with(words) && line.contains(country));
            line.unwrap_or_else(|| panic!("no “{words}” in {out}")).to_owned()
        };
        assert!(said("not shown, because nobody checked it for six months", ": GB: ").ends_with(": gb-samaritans"));
        assert!(said("hidden, until somebody has looked into it", ": GB: ").ends_with(": gb-calm"));
        assert!(said("not shown, because its sources are weak", ": IT: ").contains("it-gay-help-line"));
        let due = said("shown, not checked here yet or not for three months", ": GB: ");
        assert!(due.contains("gb-nhs-111") && !due.contains("gb-shout"), "{due}");
    }
}
