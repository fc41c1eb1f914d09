//! `holdfast screen check FILE`: figures for a labelled file. It prints counts and ids, never a text.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::Path;

use serde::Deserialize;

use super::{ScreenError, With, name, name_of};
use crate::screen::Grade;

const GRADES: [Grade; 4] = [Grade::None, Grade::Distress, Grade::Ideation, Grade::Imminent];

/// One line of a labelled file.
#[derive(Deserialize)]
pub(super) struct Labelled {
    pub text: String,
    pub lang: Option<String>,
    pub level: Grade,
}

/// The texts of a labelled file, in order.
///
/// # Errors
/// A file that cannot be read, or a line that is not a labelled text, by its number.
pub(super) fn labelled(file: &Path) -> Result<Vec<Labelled>, ScreenError> {
    let lines = fs::read_to_string(file).map_err(|why| ScreenError::File(file.to_owned(), why))?;
    let lines = lines.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(index, line)| serde_json::from_str(line).map_err(|why| ScreenError::Line { number: index + 1, why: name_of(&why) }))
        .collect()
}

/// How often each label was read as each grade.
#[derive(Default)]
struct Counts([[usize; 4]; 4]);

impl Counts {
    fn add(&mut self, label: Grade, read: Grade) {
        self.0[label as usize][read as usize] += 1;
    }

    /// Of the texts with these labels, how many were read as `read` or above, and how many there are.
    fn at_least(&self, labels: &[Grade], read: Grade) -> (usize, usize) {
        let rows = labels.iter().map(|&label| self.0[label as usize]);
        rows.fold((0, 0), |(hits, all), row| (hits + row[read as usize..].iter().sum::<usize>(), all + row.iter().sum::<usize>()))
    }

    /// The mean of the four F1 figures; nothing where a grade never occurs.
    fn macro_f1(&self) -> Option<f64> {
        let f1 = |grade: usize| {
            let hits = self.0[grade][grade];
            let labelled: usize = self.0[grade].iter().sum();
            let read: usize = self.0.iter().map(|row| row[grade]).sum();
            (labelled > 0).then(|| share(2 * hits, labelled + read))
        };
        let all: Option<Vec<f64>> = (0..4).map(f1).collect();
        all.map(|all| all.iter().sum::<f64>() / 4.0)
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of texts in a file")]
fn share(part: usize, all: usize) -> f64 {
    if all == 0 { 0.0 } else { part as f64 / all as f64 }
}

/// Scores the screen on a labelled file.
///
/// # Errors
/// A file that cannot be read, or a line that is not a labelled text, by its number.
pub(super) fn run(file: &Path, with: &With, mut output: impl Write) -> Result<(), ScreenError> {
    let mut all = Counts::default();
    let mut by_language: BTreeMap<String, Counts> = BTreeMap::new();
    for case in labelled(file)? {
        let read = with.read(&case.text, case.lang.as_deref()).grade;
        all.add(case.level, read);
        by_language.entry(case.lang.unwrap_or_else(|| "?".to_owned())).or_default().add(case.level, read);
    }
    writeln!(output, "{:<12}{}", "label", GRADES.map(|grade| format!("{:>10}", name(grade))).concat())?;
    for label in GRADES {
        writeln!(output, "{:<12}{}", name(label), all.0[label as usize].map(|count| format!("{count:>10}")).concat())?;
    }
    write_figures(&mut output, "all", &all)?;
    for (language, counts) in &by_language {
        write_figures(&mut output, language, counts)?;
    }
    Ok(())
}

fn write_figures(output: &mut impl Write, title: &str, counts: &Counts) -> Result<(), ScreenError> {
    let figure = |labels: &[Grade], read| {
        let (hits, all) = counts.at_least(labels, read);
        format!("{:5.1} % ({hits}/{all})", 100.0 * share(hits, all))
    };
    writeln!(output, "\n{title}")?;
    writeln!(output, "  found, of ideation and imminent    {}", figure(&[Grade::Ideation, Grade::Imminent], Grade::Ideation))?;
    writeln!(output, "  found, of imminent                 {}", figure(&[Grade::Imminent], Grade::Ideation))?;
    writeln!(output, "  false alarms, of none              {}", figure(&[Grade::None], Grade::Ideation))?;
    writeln!(output, "  distress read as ideation or more  {}", figure(&[Grade::Distress], Grade::Ideation))?;
    if let Some(f1) = counts.macro_f1() {
        writeln!(output, "  macro F1                           {f1:.3}")?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_counted_and_no_text_is_printed() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("labelled.jsonl");
        let lines = [
            ("I want to die", "ideation"),
            ("the kettle is on", "none"),
            ("I will kill myself tonight", "imminent"),
            ("the kettle is off", "ideation"),
        ];
        let lines: Vec<String> =
            lines.iter().map(|(text, level)| format!("{{\"text\":\"{text}\",\"level\":\"{level}\",\"lang\":\"en\"}}")).collect();
        fs::write(&file, lines.join("\n")).unwrap();
        let mut out = Vec::new();
        run(&file, &With::RulesOnly, &mut out).unwrap();
        let out = String::from_utf8(out).unwrap();
        assert!(out.contains("found, of ideation and imminent     66.7 % (2/3)"), "{out}");
        assert!(out.contains("found, of imminent                 100.0 % (1/1)"), "{out}");
        assert!(out.contains("false alarms, of none                0.0 % (0/1)"), "{out}");
        assert!(!out.contains("kettle"), "{out}");
    }

    #[test]
    fn a_bad_label_is_named_by_its_line() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("labelled.jsonl");
        fs::write(&file, "{\"text\":\"a\",\"level\":\"bad\"}").unwrap();
        assert!(run(&file, &With::Shipped, Vec::new()).unwrap_err().to_string().starts_with("line 1 "));
        assert!(run(&folder.path().join("none"), &With::Shipped, Vec::new()).is_err());
    }
}
