//! XML as an export needs it: no doctype, no entities but the five and numbers, whole from the first byte to the last.

use std::io::BufRead;

use quick_xml::NsReader;
use quick_xml::events::{BytesDecl, BytesRef, BytesStart, Event};

use super::names::{Name, is_wordpress, name};
use super::watched::{Place, Watched};
use crate::import::Broken;

/// Elements inside each other, at most; an export has about five.
const DEEPEST: usize = 64;

/// What comes next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece {
    /// An element begins.
    Open(Name),
    /// The element last opened ends.
    Close,
    /// Words, put where the caller said.
    Text,
    /// The whole file was read.
    End,
}

/// A file that is read piece by piece.
pub struct Xml<R> {
    reader: NsReader<Watched<R>>,
    buffer: Vec<u8>,
    at: Place,
    depth: usize,
    done: bool,
    wordpress: bool,
    /// Entities nobody defined, left as they stand, since this was last set to 0.
    pub unknown_entities: usize,
}

impl<R: BufRead> Xml<R> {
    /// Reads from the start of `from`.
    pub fn new(from: R) -> Self {
        let mut reader = NsReader::from_reader(Watched::new(from));
        reader.config_mut().expand_empty_elements = true;
        // A lone `&` is somebody's "you & me", not a broken file.
        reader.config_mut().allow_dangling_amp = true;
        Self { reader, buffer: Vec::new(), at: Place { line: 1, byte: 0 }, depth: 0, done: false, wordpress: false, unknown_entities: 0 }
    }

    /// Where the piece last read begins.
    pub fn at(&self) -> Place {
        self.at
    }

    /// How many bytes were read.
    pub fn bytes(&self) -> u64 {
        self.reader.get_ref().place().byte
    }

    /// The words of the element just opened, up to its end; elements in it count by their words.
    pub fn text(&mut self) -> Result<String, Broken> {
        let mut text = String::new();
        self.finish(&mut Some(&mut text))?;
        Ok(text)
    }

    /// Passes over the element just opened.
    pub fn skip(&mut self) -> Result<(), Broken> {
        self.finish(&mut None)
    }

    /// The next piece, its words left out.
    pub fn next(&mut self) -> Result<Piece, Broken> {
        self.read(&mut None)
    }

    fn finish(&mut self, text: &mut Option<&mut String>) -> Result<(), Broken> {
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside {
            self.read(text)?;
        }
        Ok(())
    }

    fn read(&mut self, text: &mut Option<&mut String>) -> Result<Piece, Broken> {
        self.buffer.clear();
        self.reader.get_mut().next_piece();
        self.at = self.reader.get_ref().place();
        // The buffer is lent to the event, so it steps aside while the event is looked at.
        let mut buffer = std::mem::take(&mut self.buffer);
        let piece = self.look(&mut buffer, text);
        self.buffer = buffer;
        // One large piece should not stay in memory for the rest of the file.
        if self.buffer.capacity() > 1024 * 1024 {
            self.buffer = Vec::new();
        }
        piece
    }

    fn look(&mut self, buffer: &mut Vec<u8>, text: &mut Option<&mut String>) -> Result<Piece, Broken> {
        let event = match self.reader.read_event_into(buffer) {
            Ok(event) => event,
            Err(error) => return Err(self.explain(&error)),
        };
        match event {
            Event::Start(start) => self.open(&start),
            Event::End(_) => {
                self.depth -= 1;
                self.done = self.depth == 0;
                Ok(Piece::Close)
            }
            Event::Text(words) => self.words(&words, text),
            Event::CData(words) => self.words(&words, text),
            Event::GeneralRef(entity) => self.entity(&entity, text),
            Event::DocType(_) => {
                Err(self.broken("a doctype: exports have none, and it could make this computer read other files, so it is refused"))
            }
            Event::Decl(declaration) => self.declared(&declaration),
            Event::Eof => self.end(),
            Event::Empty(_) | Event::Comment(_) | Event::PI(_) => Ok(Piece::Text),
        }
    }

    fn open(&mut self, start: &BytesStart) -> Result<Piece, Broken> {
        if self.done {
            return Err(self.broken("something follows after the end of the export"));
        }
        if self.depth <= 1 {
            self.wordpress |= start
                .attributes()
                .flatten()
                .any(|attribute| attribute.key.as_namespace_binding().is_some() && is_wordpress(&attribute.value));
        }
        let (space, local) = self.reader.resolver().resolve_element(start.name());
        let name = name(&space, local.as_ref());
        if self.depth == 0 && name != Name::Rss {
            return Err(self.broken("this is not a WordPress export: it does not begin with an rss element"));
        }
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(self.broken("elements stand more than 64 deep in each other"));
        }
        Ok(Piece::Open(name))
    }

    fn words(&self, words: &str, text: &mut Option<&mut String>) -> Result<Piece, Broken> {
        if self.depth == 0 && !words.trim().is_empty() {
            let what = if self.done {
                "something follows after the end of the export"
            } else {
                "this is not a WordPress export: it does not begin with XML"
            };
            return Err(self.broken(what));
        }
        if let Some(text) = text {
            text.push_str(words);
        }
        Ok(Piece::Text)
    }

    fn entity(&mut self, entity: &BytesRef, text: &mut Option<&mut String>) -> Result<Piece, Broken> {
        let character = match &**entity {
            "lt" => Some('<'),
            "gt" => Some('>'),
            "amp" => Some('&'),
            "quot" => Some('"'),
            "apos" => Some('\''),
            _ => entity.resolve_char_ref().ok().flatten(),
        };
        if let Some(character) = character {
            return self.words(character.encode_utf8(&mut [0; 4]), text);
        }
        self.unknown_entities += usize::from(text.is_some());
        self.words("&", text)?;
        self.words(entity, text)?;
        self.words(";", text)
    }

    fn declared(&self, declaration: &BytesDecl) -> Result<Piece, Broken> {
        match declaration.encoding() {
            Some(Ok(encoding)) if !encoding.eq_ignore_ascii_case("utf-8") && !encoding.eq_ignore_ascii_case("us-ascii") => Err(self
                .broken("the file says it is not in UTF-8; turn it into UTF-8 first, for example with iconv, and change its first line")),
            _ => Ok(Piece::Text),
        }
    }

    fn end(&mut self) -> Result<Piece, Broken> {
        if !self.done {
            let what = if self.bytes() == 0 { "the file is empty" } else { "the file is cut: it ends before the export does" };
            return Err(self.broken(what));
        }
        if !self.wordpress {
            return Err(self.broken("this is not a WordPress export: it names no export vocabulary from 1.0 to 1.2"));
        }
        Ok(Piece::End)
    }

    fn explain(&self, error: &quick_xml::Error) -> Broken {
        let watched = self.reader.get_ref();
        match error {
            _ if watched.is_overfull() => self.broken("more than 64 MiB in one piece"),
            quick_xml::Error::Syntax(_) => {
                let end = watched.place();
                Broken {
                    line: end.line,
                    byte: end.byte,
                    what: format!("the file is cut, or a bracket is missing: what begins in line {} has no end ({error})", self.at.line),
                }
            }
            quick_xml::Error::Encoding(_) => {
                self.broken("what begins here is not UTF-8; turn the file into UTF-8 first, for example with iconv")
            }
            _ => self.broken(&error.to_string()),
        }
    }

    /// A file that cannot go in, because of what stands here.
    pub fn broken(&self, what: &str) -> Broken {
        Broken { line: self.at.line, byte: self.at.byte, what: what.to_owned() }
    }
}
