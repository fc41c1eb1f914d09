//! Why an import does not happen.

use std::io;
use std::path::PathBuf;

/// A file that cannot go in, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}, byte {byte}: {what}")]
pub struct Broken {
    /// The first line is 1.
    pub line: u64,
    /// The first byte is 0.
    pub byte: u64,
    /// What is wrong, and how to mend it where that is known.
    pub what: String,
}

/// An import that ended early.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The export cannot be opened or read.
    #[error("{} cannot be read: {cause}", file.display())]
    File {
        /// The export.
        file: PathBuf,
        /// Why.
        cause: io::Error,
    },
    /// The file was read as far as this; nothing of it was imported.
    #[error("{} is not a whole export, so nothing was imported. {broken}", file.display())]
    Broken {
        /// The export.
        file: PathBuf,
        /// Where and why.
        broken: Broken,
    },
    /// There is no such board.
    #[error("there is no board \"{0}\"; make it first with: holdfast board create {0} --name NAME")]
    NoBoard(String),
    /// The report cannot be written.
    #[error("the report {} cannot be written: {cause}", file.display())]
    Report {
        /// The report.
        file: PathBuf,
        /// Why.
        cause: io::Error,
    },
    /// The file was whole when it was checked, and is not any more.
    #[error("the file changed while it was imported: {0}. What went in is whole; run the same import again with the whole file")]
    Changed(Broken),
    /// The database did not take it. What was stored before is whole, and the same import again goes on from there.
    #[error("the database did not take it: {0}. What went in is whole; run the same import again to go on")]
    Database(#[from] sqlx::Error),
    /// As [`ImportError::Database`], from another part of the board.
    #[error("{0}. What went in is whole; run the same import again to go on")]
    Board(#[from] crate::error::Error),
}
