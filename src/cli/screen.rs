//! `holdfast screen`: how the screen reads texts, as JSON lines, told to a person, or scored against labels.

mod check;
mod teach;

use std::io::{self, BufRead, BufWriter, Write};
use std::path::PathBuf;

use clap::{Args, Subcommand};
use serde::{Deserialize, Serialize};

use crate::screen::{self, Flag, Grade, Model, Reading, Span, Tag, Why};

/// What is asked of the screen; nothing more means JSON lines from standard input.
#[derive(Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(super) struct ScreenLine {
    /// Tell how this one text is read, and why
    #[arg(long, value_name = "TEXT")]
    explain: Option<String>,
    #[command(subcommand)]
    command: Option<ScreenCommand>,
}

#[derive(Subcommand)]
enum ScreenCommand {
    /// Score the screen on a file of labelled JSON lines
    #[command(
        after_help = "Example: holdfast screen check labelled.jsonl\nEach line: {\"id\", \"text\", \"level\": \"none|distress|ideation|imminent\", \"lang\"?}. No text is printed."
    )]
    Check {
        /// The labelled file
        file: PathBuf,
        /// Read by the rules alone, without the learned part
        #[arg(long, conflicts_with = "model")]
        rules_only: bool,
        /// Read with weights taught by `holdfast screen teach` instead of the shipped ones
        #[arg(long, value_name = "FILE")]
        model: Option<PathBuf>,
    },
    /// Teach the learned part from labelled JSON lines
    #[command(
        after_help = "Example: holdfast screen teach --known wider.jsonl fresh.jsonl --out data/screen/learned.bin\nThe same files in the same order give the same weights. They are shipped with the next build; `check --model` tries them before."
    )]
    Teach {
        /// Labelled files the rules were written without
        files: Vec<PathBuf>,
        /// Labelled files the rules were written with: there the rules look better than they are, so that they are heeded less
        #[arg(long, value_name = "FILE", num_args = 1..)]
        known: Vec<PathBuf>,
        /// Where the weights go
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
    },
}

/// Does what is asked.
///
/// # Errors
/// [`ScreenError`], where input is not what it should be.
pub(super) fn answer(asked: ScreenLine) -> Result<(), ScreenError> {
    match (asked.command, asked.explain) {
        (Some(ScreenCommand::Check { file, rules_only, model }), _) => {
            check::run(&file, &With::of(rules_only, model)?, io::stdout().lock())
        }
        (Some(ScreenCommand::Teach { files, known, out }), _) => teach::run(&known, &files, &out, io::stdout().lock()),
        (None, Some(text)) => explain(&text, io::stdout().lock()),
        (None, None) => run(io::stdin().lock(), io::stdout().lock()),
    }
}

/// With which learned weights texts are read.
enum With {
    Shipped,
    RulesOnly,
    Taught(Box<Model>),
}

impl With {
    fn of(rules_only: bool, model: Option<PathBuf>) -> Result<Self, ScreenError> {
        let Some(file) = model else {
            return Ok(if rules_only { Self::RulesOnly } else { Self::Shipped });
        };
        let bytes = std::fs::read(&file).map_err(|why| ScreenError::File(file.clone(), why))?;
        Model::parse(&bytes).map(|model| Self::Taught(Box::new(model))).ok_or(ScreenError::Model(file))
    }

    fn read(&self, text: &str, lang: Option<&str>) -> Reading {
        match self {
            Self::Shipped => screen::read(text, lang),
            Self::RulesOnly => screen::read_by_rules(text, lang),
            Self::Taught(model) => screen::read_with(text, lang, Some(model)),
        }
    }
}

#[derive(Deserialize)]
struct Asked {
    id: serde_json::Value,
    text: String,
    lang: Option<String>,
}

#[derive(Serialize)]
struct Answer<'a> {
    id: &'a serde_json::Value,
    level: Grade,
    flags: &'a [Flag],
    tags: &'a [Tag],
    spans: &'a [Span],
}

/// Why the command stopped before the end of its input.
#[derive(Debug)]
pub enum ScreenError {
    /// A line (counted from 1) is not the JSON object asked for.
    Line {
        /// The line's number, counted from 1.
        number: usize,
        /// What the JSON reader said. It names fields and columns, never the text.
        why: String,
    },
    /// Reading or writing failed.
    Io(io::Error),
    /// A file cannot be read or written.
    File(PathBuf, io::Error),
    /// Weights that were taught for another edition of the screen.
    Model(PathBuf),
}

impl std::fmt::Display for ScreenError {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Line { number, why } => write!(out, "line {number} is not the JSON object asked for (see --help): {why}"),
            Self::Io(why) => write!(out, "could not read or write: {why}"),
            Self::File(path, why) => write!(out, "{}: {why}", path.display()),
            Self::Model(path) => write!(out, "{}: these weights do not fit this screen; teach them again (screen teach)", path.display()),
        }
    }
}

impl std::error::Error for ScreenError {}

impl From<io::Error> for ScreenError {
    fn from(why: io::Error) -> Self {
        Self::Io(why)
    }
}

/// Tells how one text is read: the outcome, then each find with its rule, what the rule means, and how it is meant here.
fn explain(text: &str, mut output: impl Write) -> Result<(), ScreenError> {
    let reading = screen::read(text, None);
    writeln!(output, "read as: {}", name(reading.grade))?;
    for flag in &reading.flags {
        writeln!(output, "flag: {}", name(flag))?;
    }
    for tag in &reading.tags {
        writeln!(output, "tag: {}", name(tag))?;
    }
    let finds = screen::explain(text, None);
    if finds.is_empty() {
        writeln!(output, "No rule finds anything.")?;
    }
    let quoted = |span: &Span| text.chars().skip(span.start).take(span.end - span.start).collect::<String>();
    for found in &finds {
        let says = found.grade.map_or_else(|| "counts only together with others".to_owned(), |grade| format!("says {}", name(grade)));
        writeln!(
            output,
            "\n“{}”\n  rule {} ({}): {}\n  {says}; meant here: {}",
            quoted(&found.span),
            found.span.rule,
            found.span.language,
            found.means,
            found.meant
        )?;
    }
    let is_alone = |span: &&Span| finds.iter().any(|found| found.span.rule == span.rule);
    for span in reading.spans.iter().filter(|span| !is_alone(span)) {
        let what = if span.rule == screen::LEARNED { "raised by" } else { "is a part of" };
        writeln!(output, "\n“{}” {what} {}", quoted(span), span.rule)?;
    }
    tell_learned(&screen::explain_learned(text, None), output)
}

/// What the learned part answers to each of its questions, and what counted most.
fn tell_learned(all: &[Why], mut output: impl Write) -> Result<(), ScreenError> {
    for why in all {
        let (asked, answer, wanted) = (name(why.asked), why.answer, why.wanted);
        let said = if answer > wanted { "yes" } else { "no" };
        writeln!(output, "\nThe learned part: {asked} or more? {said} ({answer:+.2}, more than {wanted:+.2} is yes). What counted most:")?;
        for (feature, counts) in &why.features {
            writeln!(output, "  {counts:+.2}  {feature}")?;
        }
    }
    Ok(())
}

/// The word for a grade, flag or tag, as in the JSON.
fn name(value: impl Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

/// Reads `{"id","text","lang"?}` a line and prints `{"id","level","flags","tags","spans"}` a line, in order.
///
/// Blank lines are passed over. Spans count characters, not bytes.
///
/// # Errors
/// [`ScreenError::Line`] at the first line that is not such an object; what came before it is printed.
pub fn run(input: impl BufRead, output: impl Write) -> Result<(), ScreenError> {
    let mut output = BufWriter::new(output);
    for (index, line) in input.split(b'\n').enumerate() {
        let line = line?;
        if line.trim_ascii().is_empty() {
            continue;
        }
        let asked = match serde_json::from_slice::<Asked>(&line) {
            Ok(asked) => asked,
            Err(why) => {
                output.flush()?;
                return Err(ScreenError::Line { number: index + 1, why: name_of(&why) });
            }
        };
        let reading = screen::read(&asked.text, asked.lang.as_deref());
        let answer = Answer { id: &asked.id, level: reading.grade, flags: &reading.flags, tags: &reading.tags, spans: &reading.spans };
        serde_json::to_writer(&mut output, &answer).map_err(io::Error::from)?;
        output.write_all(b"\n")?;
    }
    output.flush()?;
    Ok(())
}

/// What is wrong with the line, in words that can't carry what somebody wrote.
fn name_of(why: &serde_json::Error) -> String {
    let column = why.column();
    match why.classify() {
        serde_json::error::Category::Data => {
            format!("a field is missing or of the wrong kind (near character {column})")
        }
        _ => format!("this is not JSON (near character {column})"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answers(input: &str) -> (Result<(), ScreenError>, String) {
        let mut out = Vec::new();
        let end = run(input.as_bytes(), &mut out);
        (end, String::from_utf8(out).unwrap())
    }

    #[test]
    fn answers_come_in_order_with_spans_in_characters() {
        let (end, out) = answers("{\"id\":\"a\",\"text\":\"é: I want to die\"}\n\n{\"id\":7,\"text\":\"hello\",\"lang\":\"en\"}\n");
        end.unwrap();
        let lines: Vec<serde_json::Value> = out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(lines[0]["id"], "a");
        assert_eq!(lines[0]["level"], "ideation");
        assert_eq!(lines[0]["spans"][0]["start"], 3);
        assert_eq!(lines[0]["spans"][0]["end"], 16);
        assert_eq!(lines[1]["id"], 7);
        assert_eq!(lines[1]["level"], "none");
    }

    #[test]
    fn a_bad_line_is_named_by_its_number_and_never_quoted() {
        let (end, out) = answers("{\"id\":1,\"text\":\"hello\"}\n{\"id\":2,\"text\":3}\n");
        let why = end.unwrap_err().to_string();
        assert!(why.starts_with("line 2 "), "{why}");
        assert_eq!(out.lines().count(), 1);
        let (end, _) = answers("my secret\n");
        let why = end.unwrap_err().to_string();
        assert!(why.contains("line 1") && !why.contains("secret"), "{why}");
    }
}
