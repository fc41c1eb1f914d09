//! What people write: looked at once ([`Source`]), rendered once ([`render`]), printed as it is ([`SafeHtml`]).

use std::fmt;
use std::sync::LazyLock;

use ammonia::Builder;
use icu_properties::CodePointSetData;
use icu_properties::props::DefaultIgnorableCodePoint;
use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, TagEnd};
use unicode_segmentation::UnicodeSegmentation;

/// Characters in a post, at most (not bytes).
pub const POST_CHARS: usize = 60_000;
/// Characters in a reply, at most.
pub const REPLY_CHARS: usize = 20_000;
/// Characters in a title, at most.
pub const TITLE_CHARS: usize = 150;
/// Which way of rendering made an entry's `html`; counted up when [`render`] or the sanitiser's policy changes.
pub const RENDERER: i16 = 1;
/// Quotes and lists inside each other, at most; what is deeper continues flat.
const DEEPEST: usize = 6;

/// What someone wrote, kept as written: not blank, and within a limit in characters (not bytes).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source(String);

/// What is to be changed before it can be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SourceError {
    /// Nothing that can be seen.
    Blank,
    /// Longer than `limit` characters by `over`.
    TooLong {
        /// Characters that are taken.
        limit: usize,
        /// Characters too many.
        over: usize,
    },
}

impl Source {
    /// Line ends become `\n`; control characters that nothing can show (NUL among them) are left out; nothing else changes.
    ///
    /// # Errors
    /// [`SourceError`] says what to change; nothing is ever cut.
    pub fn parse(written: &str, limit: usize) -> Result<Self, SourceError> {
        let text = tidy(written);
        if text.chars().all(is_invisible) {
            return Err(SourceError::Blank);
        }
        let chars = text.chars().count();
        if chars > limit {
            return Err(SourceError::TooLong { limit, over: chars - limit });
        }
        Ok(Self(text))
    }

    /// The text as stored.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A text of one line, such as a title or a name: spaces folded, and what turns the order of letters around left out, since that would let
/// one name look like another; otherwise as [`Source::parse`].
///
/// # Errors
/// As [`Source::parse`].
pub fn line(written: &str, limit: usize) -> Result<String, SourceError> {
    let folded = written.split_whitespace().collect::<Vec<_>>().join(" ");
    Source::parse(&folded.replace(turns_around, ""), limit).map(|source| source.0)
}

fn tidy(written: &str) -> String {
    let mut text = written.replace("\r\n", "\n").replace('\r', "\n");
    text.retain(|c| c == '\n' || c == '\t' || !c.is_control());
    let end = text.trim_end().len();
    text.truncate(end);
    text
}

/// Embeddings, overrides and isolates of writing direction.
fn turns_around(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Leaves nothing to see: spaces, joiners, fillers, the blank of Braille.
pub fn is_invisible(c: char) -> bool {
    c.is_whitespace() || c == '\u{2800}' || CodePointSetData::new::<DefaultIgnorableCodePoint>().contains(c)
}

/// HTML that went through [`render`] or was made by a template of ours; the only thing a template prints without escaping.
#[derive(Debug, Clone, Default, PartialEq, Eq, sqlx::Type)]
#[sqlx(transparent)]
pub struct SafeHtml(String);

impl SafeHtml {
    /// What a template of ours made, to be printed in another.
    pub fn made(template: &impl askama::Template) -> askama::Result<Self> {
        template.render().map(Self)
    }

    /// The HTML, to store it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SafeHtml {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl askama::filters::HtmlSafe for SafeHtml {}

static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut cleaner = Builder::empty();
    cleaner
        .tags(["p", "br", "em", "strong", "blockquote", "ul", "ol", "li", "a"].into())
        .tag_attributes([("a", ["href"].into()), ("ol", ["start"].into())].into())
        .url_schemes(["https", "http", "mailto", "tel"].into())
        .url_relative(ammonia::UrlRelative::Deny)
        .link_rel(Some("nofollow noopener noreferrer ugc"));
    cleaner
});

/// Markdown to clean HTML: paragraphs, line breaks, emphasis, quotes, lists and links; anything else becomes its plain text.
pub fn render(source: &Source) -> SafeHtml {
    let parser = Parser::new_ext(&source.0, Options::empty());
    let mut html = String::with_capacity(source.0.len() * 3 / 2);
    pulldown_cmark::html::push_html(&mut html, Plain { parser, depth: 0 });
    SafeHtml(CLEANER.clean(&html).to_string())
}

/// Lets only the board's subset of Markdown through, and no deeper than [`DEEPEST`].
struct Plain<'a> {
    parser: Parser<'a>,
    depth: usize,
}

impl<'a> Iterator for Plain<'a> {
    type Item = Event<'a>;

    fn next(&mut self) -> Option<Event<'a>> {
        loop {
            let event = self.parser.next()?;
            if let Some(event) = self.take_one(event) {
                return Some(event);
            }
        }
    }
}

impl<'a> Plain<'a> {
    fn take_one(&mut self, event: Event<'a>) -> Option<Event<'a>> {
        match event {
            Event::Start(tag) => self.open(tag),
            Event::End(end) => self.close(end),
            Event::SoftBreak => Some(Event::HardBreak),
            Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => Some(Event::Text(text)),
            Event::Rule => Some(Event::Text(CowStr::Borrowed("* * *"))),
            Event::Text(_) | Event::HardBreak => Some(event),
            _ => None,
        }
    }

    fn open(&mut self, tag: Tag<'a>) -> Option<Event<'a>> {
        match tag {
            Tag::Paragraph | Tag::Emphasis | Tag::Strong | Tag::Link { .. } => Some(Event::Start(tag)),
            Tag::Heading { .. } | Tag::CodeBlock(_) | Tag::HtmlBlock => Some(Event::Start(Tag::Paragraph)),
            Tag::BlockQuote(_) | Tag::List(_) | Tag::Item => {
                self.depth += 1;
                (self.depth <= DEEPEST * 2).then_some(Event::Start(tag))
            }
            _ => None,
        }
    }

    fn close(&mut self, end: TagEnd) -> Option<Event<'a>> {
        match end {
            TagEnd::Paragraph | TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link => Some(Event::End(end)),
            TagEnd::Heading(_) | TagEnd::CodeBlock | TagEnd::HtmlBlock => Some(Event::End(TagEnd::Paragraph)),
            TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item => {
                self.depth -= 1;
                (self.depth < DEEPEST * 2).then_some(Event::End(end))
            }
            _ => None,
        }
    }
}

/// The first `chars` characters of what a reader would see, on one line, cut between words.
pub fn excerpt(source: &Source, chars: usize) -> String {
    let mut plain = String::new();
    for event in Parser::new(&source.0) {
        match event {
            Event::Text(text) | Event::Code(text) | Event::InlineHtml(text) | Event::Html(text) => plain.push_str(&text),
            Event::SoftBreak | Event::HardBreak | Event::End(TagEnd::Paragraph | TagEnd::Item | TagEnd::Heading(_)) => plain.push(' '),
            _ => {}
        }
        if plain.len() > chars * 8 {
            break;
        }
    }
    let folded = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    if folded.chars().count() <= chars {
        return folded;
    }
    let mut cut = String::new();
    for word in folded.split_inclusive(' ') {
        if cut.chars().count() + word.chars().count() > chars {
            break;
        }
        cut.push_str(word);
    }
    if cut.is_empty() {
        cut = folded.graphemes(true).take(chars).collect();
    }
    format!("{}…", cut.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(text: &str) -> String {
        render(&Source::parse(text, POST_CHARS).unwrap()).to_string()
    }

    #[test]
    fn the_small_markdown_of_the_board() {
        assert_eq!(html("one\ntwo\n\nthree"), "<p>one<br>\ntwo</p>\n<p>three</p>\n");
        assert_eq!(html("*a* **b**").trim(), "<p><em>a</em> <strong>b</strong></p>");
        assert_eq!(html("> said").trim(), "<blockquote>\n<p>said</p>\n</blockquote>");
        assert_eq!(html("- a\n- b").trim(), "<ul>\n<li>a</li>\n<li>b</li>\n</ul>");
        assert_eq!(
            html("[x](https://example.org)").trim(),
            r#"<p><a href="https://example.org" rel="nofollow noopener noreferrer ugc">x</a></p>"#
        );
        assert_eq!(html("# loud").trim(), "<p>loud</p>");
        assert_eq!(html("💚").trim(), "<p>💚</p>");
    }

    #[test]
    fn nothing_that_runs_or_loads_gets_through() {
        for hostile in [
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "![x](https://example.org/a.png)",
            "[x](javascript:alert(1))",
            "[x](JaVaScRiPt:alert(1))",
            "[x](data:text/html,hi)",
            "<svg><style><a title=\"</style><img src=x onerror=alert(1)>\">",
            "<math><annotation-xml encoding=text/html><style><img src=x>",
            "[x](&#106;avascript:alert(1))",
            "<a href=https://a style=x>",
        ] {
            let html = html(hostile);
            // What looks like markup comes out as text; nothing of it is a tag or an attribute.
            for tag in html.split('<').skip(1) {
                let tag = tag.split('>').next().unwrap_or("").to_lowercase();
                let known = ["p", "/p", "br", "a", "/a"].contains(&tag.split(' ').next().unwrap_or(""));
                assert!(known && ["style", "onerror", "javascript", "data:"].iter().all(|sign| !tag.contains(sign)), "{hostile} -> {html}");
            }
        }
    }

    #[test]
    fn deep_nesting_and_many_brackets_are_only_text() {
        for text in [
            ">".repeat(30_000) + " deep",
            "[".repeat(10_000),
            "[a](".repeat(10_000),
            "*".repeat(50_000),
            "- ".repeat(20_000) + "x",
            "<".repeat(50_000),
            "`".repeat(50_000),
            "&#".repeat(25_000),
            "![".repeat(20_000),
            "_a".repeat(29_000),
            "> > > > > > > > > > > > > > x\n".repeat(1500),
        ] {
            let html = html(&text);
            assert!(html.matches("<blockquote>").count() <= 20_000 && html.len() < 3_000_000, "{} {}", &text[..8], html.len());
        }
    }

    #[test]
    fn short_and_long_are_both_welcome() {
        assert!(Source::parse("💚", 10).is_ok());
        assert_eq!(Source::parse(" \u{200b}\n", 10), Err(SourceError::Blank));
        assert!(Source::parse(&"ü".repeat(POST_CHARS), POST_CHARS).is_ok());
        assert_eq!(Source::parse(&"ü".repeat(12), 10), Err(SourceError::TooLong { limit: 10, over: 2 }));
        assert_eq!(Source::parse("a\0b\r\nc", 10).unwrap().as_str(), "ab\nc");
    }

    #[test]
    fn an_excerpt_ends_between_words() {
        let source = Source::parse("**One** two\nthree four", 100).unwrap();
        assert_eq!(excerpt(&source, 100), "One two three four");
        assert_eq!(excerpt(&source, 9), "One two…");
    }
}
