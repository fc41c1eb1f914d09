//! Lists, their items and quotes, opened and closed as HTML that nobody checked opens and closes them.

use html5ever::tokenizer::Tag;

use super::super::markdown::Gap;
use super::{Walk, attribute};

/// Quotes and lists inside each other that are kept in mind, at most.
const FRAMES: usize = 64;

/// What is open: a quote; a list with the number of its next item, if they have numbers, and whether that is the first; an item.
pub enum Frame {
    Quote,
    List(Option<u64>, bool),
    Item,
}

impl Walk {
    pub(super) fn list(&mut self, name: &str, tag: &Tag) {
        let number = (name == "ol").then(|| attribute(tag, "start").parse::<u64>().unwrap_or(1).min(99_999_999));
        self.push(Frame::List(number, true));
        self.out.gap(Gap::Paragraph);
        self.between_items = true;
    }

    pub(super) fn item(&mut self) {
        self.end_item();
        let (marker, first) = match self.frames.last_mut() {
            Some(Frame::List(Some(number), first)) => {
                *number += 1;
                (format!("{}. ", *number - 1), std::mem::take(first))
            }
            Some(Frame::List(None, first)) => ("- ".to_owned(), std::mem::take(first)),
            _ => ("- ".to_owned(), true),
        };
        if self.push(Frame::Item) {
            self.out.item(marker, first);
        }
        self.between_items = false;
    }

    pub(super) fn end_item(&mut self) {
        let item = self.frames.iter().rposition(|frame| !matches!(frame, Frame::Quote));
        if item.is_some_and(|item| matches!(self.frames[item], Frame::Item)) {
            self.pop_to(|frame| matches!(frame, Frame::Item));
            self.between_items = true;
        }
    }

    pub(super) fn push(&mut self, frame: Frame) -> bool {
        let room = self.frames.len() < FRAMES;
        if room {
            self.frames.push(frame);
        }
        room
    }

    pub(super) fn pop_to(&mut self, is_it: impl Fn(&Frame) -> bool) {
        let Some(index) = self.frames.iter().rposition(is_it) else { return };
        for frame in self.frames.drain(index..).rev() {
            match frame {
                Frame::Quote | Frame::Item => self.out.release(),
                Frame::List(..) => self.out.gap(Gap::Paragraph),
            }
        }
    }
}
