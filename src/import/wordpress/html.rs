//! The HTML of old posts and comments, turned into the board's Markdown: one walk over its tags, no tree, any depth.

#[path = "lists.rs"]
mod lists;

use std::cell::RefCell;

use html5ever::TokenizerResult;
use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};

use self::lists::Frame;
use super::markdown::{Gap, Mark, Markdown};
use super::tags::{Meaning, meaning};
use crate::text::{self, Source};

/// What a text becomes.
#[derive(Debug)]
pub struct Turned {
    /// The board's Markdown.
    pub markdown: String,
    /// What could not come along: its kind, and which.
    pub losses: Vec<(&'static str, String)>,
}

/// Turns the HTML of a post or a comment into Markdown. A blank line begins a paragraph and a line end is one, as in
/// WordPress itself, but not inside the blocks of its newer editor.
pub fn turn(html: &str) -> Turned {
    let Walk { out, losses, .. } = walk(html, Walk::new(true, true));
    let (markdown, doubt) = out.finish();
    if doubt.is_none_or(|words| reads_as(&markdown, &words)) {
        return Turned { markdown, losses };
    }
    let Walk { out, mut losses, .. } = walk(html, Walk::new(true, false));
    losses.push(("emphasis", String::new()));
    Turned { markdown: out.finish().0, losses }
}

fn reads_as(markdown: &str, words: &str) -> bool {
    Source::parse(markdown, usize::MAX)
        .is_ok_and(|source| plain(text::render(&source).as_str()).split_whitespace().collect::<String>() == words)
}

/// The words of a title or a name, on one line.
pub fn plain(html: &str) -> String {
    let walk = walk(html, Walk::new(false, false));
    walk.plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn walk(html: &str, walk: Walk) -> Walk {
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(closed(html).as_str()));
    let tokenizer = Tokenizer::new(Sink(RefCell::new(walk)), TokenizerOpts::default());
    while !matches!(tokenizer.feed(&input), TokenizerResult::Done) {}
    tokenizer.end();
    tokenizer.sink.0.into_inner()
}

/// A last `<` without its `>` would take the words behind it along.
fn closed(html: &str) -> String {
    match (html.rfind('<'), html.rfind('>')) {
        (Some(open), close) if close.is_none_or(|close| close < open) => format!("{}&lt;{}", &html[..open], &html[open + 1..]),
        _ => html.to_owned(),
    }
}

#[expect(clippy::struct_excessive_bools, reason = "each is one thing about where the walk stands")]
struct Walk {
    out: Markdown,
    plain: String,
    formatted: bool,
    losses: Vec<(&'static str, String)>,
    frames: Vec<Frame>,
    /// Inside so many blocks of the newer editor, where line ends mean nothing.
    blocks: usize,
    pre: usize,
    newlines: usize,
    after_break: bool,
    between_items: bool,
    in_row: bool,
    /// The content of this element is not for reading.
    hidden: Option<String>,
}

struct Sink(RefCell<Walk>);

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut walk = self.0.borrow_mut();
        match token {
            Token::CharacterTokens(text) => walk.text(&text),
            Token::CommentToken(comment) => walk.comment(comment.trim()),
            Token::TagToken(tag) => return walk.tag(&tag),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl Walk {
    fn new(formatted: bool, emphasis: bool) -> Self {
        Self {
            out: Markdown::new(emphasis),
            plain: String::new(),
            formatted,
            losses: Vec::new(),
            frames: Vec::new(),
            blocks: 0,
            pre: 0,
            newlines: 0,
            after_break: false,
            between_items: false,
            in_row: false,
            hidden: None,
        }
    }

    fn lose(&mut self, what: &'static str, which: impl Into<String>) {
        self.losses.push((what, which.into()));
    }

    fn text(&mut self, text: &str) {
        if self.hidden.is_some() {
            return;
        }
        if !self.formatted {
            self.plain.push_str(text);
            return;
        }
        let mut rest = text;
        while !rest.is_empty() {
            let spaces = rest.find(|sign: char| !sign.is_whitespace()).unwrap_or(rest.len());
            self.space(&rest[..spaces]);
            rest = &rest[spaces..];
            let words = rest.find(char::is_whitespace).unwrap_or(rest.len());
            if words > 0 {
                self.out.text(&rest[..words]);
                (self.newlines, self.after_break, self.between_items) = (0, false, false);
            }
            rest = &rest[words..];
        }
    }

    fn space(&mut self, space: &str) {
        if space.is_empty() || self.between_items {
            return;
        }
        self.out.gap(Gap::Space);
        if self.pre > 0 || self.blocks == 0 {
            self.newlines += space.matches('\n').count();
            let gap = match self.newlines {
                0 => Gap::Space,
                1 => Gap::Line,
                _ => Gap::Paragraph,
            };
            self.out.gap(gap);
        }
    }

    fn comment(&mut self, comment: &str) {
        if let Some(block) = comment.strip_prefix("wp:") {
            if block.ends_with('/') {
                let name = block.split_whitespace().next().unwrap_or_default().trim_end_matches('/').to_owned();
                self.lose("block", name);
            } else {
                self.blocks += 1;
            }
            self.out.gap(Gap::Paragraph);
        } else if comment.starts_with("/wp:") {
            self.blocks = self.blocks.saturating_sub(1);
            self.out.gap(Gap::Paragraph);
        } else if !["more", "nextpage", "noteaser"].iter().any(|known| comment.starts_with(known)) {
            self.lose("hidden-comment", "");
        }
    }

    fn tag(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        let name: &str = &tag.name;
        if let Some(hidden) = &self.hidden {
            if tag.kind == TagKind::EndTag && hidden == name {
                self.hidden = None;
            }
            return TokenSinkResult::Continue;
        }
        self.newlines = 0;
        let meaning = meaning(name);
        match (meaning, tag.kind) {
            (Meaning::Unknown, _) => self.unknown(tag),
            (Meaning::Hidden, TagKind::StartTag) => return self.hide(tag),
            _ if !self.formatted => self.plain.push_str(if meaning == Meaning::Inline || meaning == Meaning::Mark { "" } else { " " }),
            (_, TagKind::StartTag) => self.start(meaning, name, tag),
            (_, TagKind::EndTag) => self.end(meaning, name),
        }
        TokenSinkResult::Continue
    }

    /// Not HTML at all, so it is somebody's `<hug>`.
    fn unknown(&mut self, tag: &Tag) {
        let mut words = String::from(if tag.kind == TagKind::EndTag { "</" } else { "<" });
        words.push_str(&tag.name);
        for attribute in &tag.attrs {
            words.push(' ');
            words.push_str(&attribute.name.local);
            if !attribute.value.is_empty() {
                words.push('=');
                words.push_str(&attribute.value);
            }
        }
        words.push_str(if tag.self_closing { "/>" } else { ">" });
        self.text(&words);
        self.lose("unknown-tag", "");
    }

    fn hide(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        let (kind, raw) = match &*tag.name {
            "script" => ("script", RawKind::ScriptData),
            "style" => ("style", RawKind::Rawtext),
            _ => ("embed", RawKind::Rawtext),
        };
        self.lose(kind, attribute(tag, "src"));
        self.hidden = Some(tag.name.to_string());
        TokenSinkResult::RawData(raw)
    }

    fn start(&mut self, meaning: Meaning, name: &str, tag: &Tag) {
        match meaning {
            Meaning::Block | Meaning::Heading => self.out.gap(Gap::Paragraph),
            Meaning::Break => self.line_break(),
            Meaning::Rule => {
                self.out.gap(Gap::Paragraph);
                self.text("* * *");
                self.out.gap(Gap::Paragraph);
            }
            Meaning::Pre => {
                self.pre += 1;
                self.out.gap(Gap::Paragraph);
            }
            Meaning::Quote => {
                if self.push(Frame::Quote) {
                    self.out.quote();
                }
            }
            Meaning::List => self.list(name, tag),
            Meaning::Item => self.item(),
            Meaning::Row => {
                self.out.gap(Gap::Line);
                self.in_row = false;
            }
            Meaning::Cell => {
                if std::mem::replace(&mut self.in_row, true) {
                    self.text(" | ");
                }
            }
            Meaning::Table => {
                self.out.gap(Gap::Paragraph);
                self.lose("table", "");
            }
            Meaning::Picture => self.lose("picture", attribute(tag, "src")),
            Meaning::Embed => self.lose("embed", attribute(tag, "src")),
            Meaning::Form => self.lose("form", ""),
            Meaning::Struck => self.lose("strike-through", ""),
            Meaning::Spoken => self.text("“"),
            Meaning::Link => self.link(tag),
            Meaning::Mark | Meaning::Inline | Meaning::Hidden | Meaning::Unknown => {}
        }
        if let Some(mark) = mark_of(meaning, name) {
            self.out.mark(mark);
        }
    }

    fn end(&mut self, meaning: Meaning, name: &str) {
        if let Some(mark) = mark_of(meaning, name) {
            self.out.unmark(&mark);
        }
        match meaning {
            Meaning::Block | Meaning::Heading | Meaning::Table => self.out.gap(Gap::Paragraph),
            Meaning::Break => self.line_break(),
            Meaning::Pre => {
                self.pre = self.pre.saturating_sub(1);
                self.out.gap(Gap::Paragraph);
            }
            Meaning::Quote => self.pop_to(|frame| matches!(frame, Frame::Quote)),
            Meaning::List => {
                self.pop_to(|frame| matches!(frame, Frame::List(..)));
                self.between_items = false;
            }
            Meaning::Item => self.end_item(),
            Meaning::Row => self.in_row = false,
            Meaning::Spoken => self.text("”"),
            Meaning::Link => self.out.unmark(&Mark::Link(String::new())),
            _ => {}
        }
    }

    fn line_break(&mut self) {
        let second = std::mem::replace(&mut self.after_break, true);
        self.out.gap(if second && self.out.gap_now() >= Gap::Line { Gap::Paragraph } else { Gap::Line });
    }

    fn link(&mut self, tag: &Tag) {
        let address = attribute(tag, "href");
        let scheme = address.split(':').next().unwrap_or_default().to_ascii_lowercase();
        let link = Mark::Link(address.clone());
        self.out.unmark(&link);
        if ["http", "https", "mailto", "tel"].contains(&scheme.as_str()) && address.contains(':') {
            self.out.mark(link);
        } else if !address.is_empty() {
            self.lose("link", address);
        }
    }
}

fn mark_of(meaning: Meaning, name: &str) -> Option<Mark> {
    match (meaning, name) {
        (Meaning::Heading, _) | (Meaning::Mark, "b" | "strong") => Some(Mark::Strong),
        (Meaning::Mark, _) => Some(Mark::Emphasis),
        _ => None,
    }
}

fn attribute(tag: &Tag, name: &str) -> String {
    tag.attrs.iter().find(|attribute| &*attribute.name.local == name).map(|attribute| attribute.value.trim().to_owned()).unwrap_or_default()
}

#[cfg(test)]
#[path = "html_tests.rs"]
mod tests;
