//! `holdfast screen teach FILES… --out FILE`: the learned part's weights, from labelled texts.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use super::ScreenError;
use super::check::labelled;
use crate::screen::{self, Lesson};

/// Learns from the labelled files and writes the weights.
///
/// # Errors
/// A file that cannot be read or written, or a line that is not a labelled text, by its number.
pub(super) fn run(known: &[PathBuf], fresh: &[PathBuf], out: &Path, mut output: impl Write) -> Result<(), ScreenError> {
    let mut lessons = Vec::new();
    for (files, known) in [(known, true), (fresh, false)] {
        for file in files {
            let lesson = |case: super::check::Labelled| Lesson { text: case.text, lang: case.lang, grade: case.level, known };
            lessons.extend(labelled(file)?.into_iter().map(lesson));
        }
    }
    let weights = screen::learn(&lessons);
    fs::write(out, &weights).map_err(|why| ScreenError::File(out.to_owned(), why))?;
    writeln!(output, "{} texts, {} bytes", lessons.len(), weights.len())?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::screen::{Grade, Model};

    #[test]
    fn what_is_taught_can_be_read_and_is_the_same_each_time() {
        let folder = tempfile::tempdir().unwrap();
        let (file, out) = (folder.path().join("labelled.jsonl"), folder.path().join("weights"));
        let told = "we leave the harbour at first light and nobody is coming back";
        let lines = [(told, "imminent"), ("the soup at the harbour was good and cheap", "none")];
        let lines: Vec<String> =
            lines.iter().map(|(text, level)| format!("{{\"text\":\"{text}\",\"level\":\"{level}\",\"lang\":\"en\"}}\n")).collect();
        fs::write(&file, lines.concat().repeat(20)).unwrap();
        run(&[], std::slice::from_ref(&file), &out, Vec::new()).unwrap();
        let once = fs::read(&out).unwrap();
        assert_eq!(screen::read_with(told, Some("en"), Model::parse(&once).as_ref()).grade, Grade::Imminent);
        run(&[], std::slice::from_ref(&file), &out, Vec::new()).unwrap();
        assert!(once == fs::read(&out).unwrap());
        assert!(run(&[file], &[folder.path().join("none")], &out, Vec::new()).is_err());
    }
}
