//! A reader that knows its line and byte, and gives no more than so much at one go.

use std::io::{self, BufRead, Read};

/// Bytes in one piece of a file (a tag, a text, a CDATA), and in one item, at most.
pub const PIECE: u64 = 64 * 1024 * 1024;

/// Where something stands in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The first line is 1.
    pub line: u64,
    /// The first byte is 0.
    pub byte: u64,
}

/// Counts what goes through, and stops a piece that would fill the memory.
#[derive(Debug)]
pub struct Watched<R> {
    inner: R,
    place: Place,
    piece: u64,
}

impl<R: BufRead> Watched<R> {
    /// Watches from the first byte on.
    pub fn new(inner: R) -> Self {
        Self { inner, place: Place { line: 1, byte: 0 }, piece: 0 }
    }

    /// What was read so far.
    pub fn place(&self) -> Place {
        self.place
    }

    /// A new piece begins.
    pub fn next_piece(&mut self) {
        self.piece = 0;
    }

    /// Whether the piece that is read is larger than [`PIECE`].
    pub fn is_overfull(&self) -> bool {
        self.piece > PIECE
    }
}

impl<R: BufRead> Read for Watched<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let given = self.fill_buf()?;
        let read = given.len().min(into.len());
        into[..read].copy_from_slice(&given[..read]);
        self.consume(read);
        Ok(read)
    }
}

impl<R: BufRead> BufRead for Watched<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.is_overfull() {
            return Err(io::Error::other("larger than 64 MiB in one piece"));
        }
        self.inner.fill_buf()
    }

    fn consume(&mut self, read: usize) {
        // What is consumed lies in the buffer already, so asking for it again reads nothing.
        if let Ok(given) = self.inner.fill_buf() {
            self.place.line += given.iter().take(read).map(|&byte| u64::from(byte == b'\n')).sum::<u64>();
        }
        self.place.byte += read as u64;
        self.piece += read as u64;
        self.inner.consume(read);
    }
}
