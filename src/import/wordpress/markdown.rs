//! Writes the board's Markdown so that it reads back as exactly the words that were put in.

/// Quotes and list items inside each other, at most; what is deeper continues flat.
const DEEPEST: usize = 6;

/// What stands between two words. A stronger one wins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gap {
    None,
    Space,
    Line,
    Paragraph,
}

/// What runs along words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mark {
    Emphasis,
    Strong,
    Link(String),
}

impl Mark {
    fn same_kind(&self, other: &Self) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other)
    }
}

/// What stands before each line.
#[derive(Debug)]
enum Holder {
    Quote,
    Item { marker: String, fresh: bool },
    Flat,
}

impl Holder {
    fn is_fresh(&self) -> bool {
        matches!(self, Self::Item { fresh: true, .. })
    }
}

/// A text in the making. Marks are opened just before a word and closed just behind one, so none is ever empty or loose.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is one thing about where the pen stands")]
pub struct Markdown {
    out: String,
    holders: Vec<Holder>,
    /// How many of the holders the last written line shares with what is open now.
    common: usize,
    marks: Vec<Mark>,
    open: usize,
    gap: Gap,
    at_start: bool,
    digits: bool,
    /// The last thing written closes a mark, behind a sign of punctuation or not.
    closed: Option<bool>,
    emphasis: bool,
    /// Every sign that was put in, without whitespace.
    words: String,
    /// Marks stand so close to each other or to signs that a reader might take them otherwise.
    risky: bool,
}

impl Markdown {
    /// Nothing yet, to be written with emphasis or without.
    pub fn new(emphasis: bool) -> Self {
        Self {
            out: String::new(),
            holders: Vec::new(),
            common: 0,
            marks: Vec::new(),
            open: 0,
            gap: Gap::None,
            at_start: true,
            digits: true,
            closed: None,
            emphasis,
            words: String::new(),
            risky: false,
        }
    }

    /// The whole text; and, where it might be read otherwise, the signs that must be found in it.
    pub fn finish(mut self) -> (String, Option<String>) {
        self.close_from(0);
        let risky = self.risky || self.out.contains("***");
        (self.out, risky.then_some(self.words))
    }

    /// At least this much room before the next word.
    pub fn gap(&mut self, gap: Gap) {
        self.gap = self.gap.max(gap);
    }

    /// The room there is before the next word.
    pub fn gap_now(&self) -> Gap {
        self.gap
    }

    /// A quote begins.
    pub fn quote(&mut self) {
        self.hold(Holder::Quote);
        self.gap = Gap::Paragraph;
    }

    /// An item of a list begins; the first stands apart from what is before it.
    pub fn item(&mut self, marker: String, first: bool) {
        self.hold(Holder::Item { marker, fresh: true });
        self.gap = if first { Gap::Paragraph } else { Gap::Line };
    }

    /// The quote or item opened last ends.
    pub fn release(&mut self) {
        self.holders.pop();
        self.common = self.common.min(self.holders.len());
        self.gap = Gap::Paragraph;
    }

    fn hold(&mut self, holder: Holder) {
        let deep = self.holders.iter().filter(|held| !matches!(held, Holder::Flat)).count() >= DEEPEST;
        self.holders.push(if deep { Holder::Flat } else { holder });
    }

    /// Words from here on carry this mark.
    pub fn mark(&mut self, mark: Mark) {
        let is_new = !self.marks.iter().any(|open| open.same_kind(&mark));
        if is_new && (self.emphasis || matches!(mark, Mark::Link(_))) {
            self.marks.push(mark);
        }
    }

    /// Words from here on do not carry marks of this kind.
    pub fn unmark(&mut self, like: &Mark) {
        if let Some(index) = self.marks.iter().rposition(|open| open.same_kind(like)) {
            self.close_from(index);
            self.marks.remove(index);
        }
    }

    fn close_from(&mut self, index: usize) {
        while self.open > index {
            self.open -= 1;
            let behind_sign = self.out.ends_with(is_sign);
            let closer = match &self.marks[self.open] {
                Mark::Emphasis => "*".to_owned(),
                Mark::Strong => "**".to_owned(),
                Mark::Link(address) => format!("](<{}>)", destination(address)),
            };
            let is_link = closer.starts_with(']');
            self.out.push_str(&closer);
            self.closed = if is_link { None } else { Some(behind_sign || self.closed == Some(true)) };
        }
    }

    /// Words; whitespace in them is one space.
    pub fn text(&mut self, text: &str) {
        let mut signs = text.chars().peekable();
        while let Some(sign) = signs.next() {
            if sign.is_whitespace() {
                self.gap(Gap::Space);
            } else {
                self.sign(sign, signs.peek().copied());
            }
        }
    }

    fn sign(&mut self, sign: char, next: Option<char>) {
        self.close_gap();
        self.open_marks(sign);
        let escaped = self.needs_escape(sign, next);
        match self.closed.take() {
            // `*word.*s`: behind a closed mark a letter would undo it, so the letter is written by its number.
            Some(true) if !is_sign(sign) => {
                self.risky = true;
                self.out.push_str(&by_number(sign));
            }
            _ if escaped => self.out.extend(['\\', sign]),
            _ => self.out.push(sign),
        }
        self.words.push(sign);
        self.digits &= sign.is_ascii_digit();
        self.at_start = false;
    }

    fn close_gap(&mut self) {
        match std::mem::replace(&mut self.gap, Gap::None) {
            Gap::None | Gap::Space | Gap::Line | Gap::Paragraph if self.out.is_empty() => self.new_line(),
            Gap::None => return,
            Gap::Space if self.at_start => return,
            Gap::Space => self.out.push(' '),
            Gap::Line => {
                if self.holders.len() != self.common || self.holders.iter().any(Holder::is_fresh) {
                    self.close_from(0);
                }
                self.out.push('\n');
                self.new_line();
            }
            Gap::Paragraph => {
                self.close_from(0);
                self.out.push('\n');
                self.blank_line();
                self.new_line();
            }
        }
        self.closed = None;
    }

    fn blank_line(&mut self) {
        for holder in &self.holders[..self.common] {
            match holder {
                Holder::Quote => self.out.push_str("> "),
                Holder::Item { marker, .. } => self.out.extend(marker.chars().map(|_| ' ')),
                Holder::Flat => {}
            }
        }
        self.out.truncate(self.out.trim_end_matches(' ').len());
        self.out.push('\n');
    }

    fn new_line(&mut self) {
        for holder in &mut self.holders {
            match holder {
                Holder::Quote => self.out.push_str("> "),
                Holder::Item { marker, fresh: false } => self.out.extend(marker.chars().map(|_| ' ')),
                Holder::Item { marker, fresh } => {
                    self.out.push_str(marker);
                    *fresh = false;
                }
                Holder::Flat => {}
            }
        }
        self.common = self.holders.len();
        self.at_start = true;
        self.digits = true;
    }

    fn open_marks(&mut self, sign: char) {
        // Right behind a closed mark the stars would run together: the next word is soon enough.
        if self.open == self.marks.len() || self.closed.is_some() {
            return;
        }
        self.part_from_stars(sign);
        for mark in &self.marks[self.open..] {
            match mark {
                Mark::Emphasis => self.out.push('*'),
                Mark::Strong => self.out.push_str("**"),
                Mark::Link(_) => {
                    if self.out.ends_with('!') {
                        self.out.pop();
                        self.out.push_str("\\!");
                    }
                    self.out.push('[');
                }
            }
        }
        self.open = self.marks.len();
        self.at_start = false;
        self.digits = false;
    }

    /// `s*.word*`: between a letter and a sign a star opens nothing, so the letter is written by its number.
    fn part_from_stars(&mut self, sign: char) {
        let before = self.out.chars().next_back();
        let Some(before) = before.filter(|&before| !self.at_start && !before.is_whitespace() && !is_sign(before)) else { return };
        let link = self.marks[self.open..].iter().any(|mark| matches!(mark, Mark::Link(_)));
        if link || is_sign(sign) {
            self.out.pop();
            self.out.push_str(&by_number(before));
            self.risky = true;
        }
    }

    fn needs_escape(&self, sign: char, next: Option<char>) -> bool {
        match sign {
            '\\' | '`' | '*' | '_' | '[' | ']' => true,
            '<' => next.is_none_or(|next| next.is_alphabetic() || matches!(next, '/' | '!' | '?')),
            '&' => next.is_none_or(|next| next.is_alphanumeric() || next == '#'),
            '>' | '#' | '+' | '-' | '=' | '~' => self.at_start,
            '.' | ')' => self.digits && !self.at_start,
            _ => false,
        }
    }
}

fn by_number(sign: char) -> String {
    format!("&#{};", u32::from(sign))
}

/// Whether Markdown takes it for punctuation. Symbols beyond ASCII may be either, so they count as it.
fn is_sign(sign: char) -> bool {
    !sign.is_alphanumeric() && !sign.is_whitespace()
}

fn destination(address: &str) -> String {
    let mut written = String::with_capacity(address.len());
    for sign in address.chars() {
        match sign {
            '<' => written.push_str("%3C"),
            '>' => written.push_str("%3E"),
            '\\' => written.push_str("%5C"),
            '&' => written.push_str("&amp;"),
            sign if sign.is_whitespace() || sign.is_control() => written.push_str("%20"),
            sign => written.push(sign),
        }
    }
    written
}
