//! Words of old, made ready for the board: text, title, name. Whatever is lost on the way is told.

use super::html::{self, Turned};
use super::markdown::Markdown;
use super::shortcodes;
use crate::import::NAME_CHARS;
use crate::text::{self, Source, SourceError, TITLE_CHARS};

/// Bytes of HTML in one text, at most; what the board takes is far shorter.
const HTML: usize = 1024 * 1024;
/// Characters of the text that make a title where there is none.
const FIRST_WORDS: usize = 80;
/// The name of nobody in particular.
const NAMELESS: &str = "Anonymous";

/// Hears of changes: a word to count by, and a sentence.
pub type Tell<'a> = &'a mut dyn FnMut(&'static str, String);

/// Why a text stays behind.
pub enum Unfit {
    /// No words in it.
    Empty,
    /// Longer than the board takes.
    TooLong(String),
}

/// The Markdown of a text that may hold shortcodes (posts) or not (comments).
pub fn markdown(raw: &str, is_post: bool, tell: Tell) -> Result<String, Unfit> {
    if raw.len() > HTML {
        return Err(Unfit::TooLong("more than 1 MiB of HTML".to_owned()));
    }
    let clean = shown(raw, tell);
    let text = if is_post {
        shortcodes::drop_from(&clean, |name| tell("shortcode", format!("[{name}] stood for something that is not in the export")))
    } else {
        clean.as_str().into()
    };
    let Turned { markdown, losses } = html::turn(&text);
    for (what, which) in losses {
        tell(what, sentence(what, &which));
    }
    Ok(markdown)
}

/// A text within its limit; never cut.
pub fn source(markdown: &str, limit: usize) -> Result<Source, Unfit> {
    Source::parse(markdown, limit).map_err(|error| match error {
        SourceError::Blank => Unfit::Empty,
        SourceError::TooLong { limit, over } => {
            Unfit::TooLong(format!("{over} characters over the limit of {limit}: nothing is cut, so it stays behind"))
        }
    })
}

/// A post's title and what stands at the head of its text in its place: the first words where there is none, a short
/// one with the whole at the head of the text where it is too long.
pub fn title(raw: &str, markdown: &str, tell: Tell) -> (String, String) {
    let title = html::plain(&shown(raw, tell));
    let title: String = title.chars().filter(|sign| !sign.is_control()).collect();
    if text::line(&title, TITLE_CHARS).is_ok() {
        return (title, markdown.to_owned());
    }
    if text::line(&title, usize::MAX).is_err() {
        let first = source(markdown, usize::MAX).map(|source| text::excerpt(&source, FIRST_WORDS)).unwrap_or_default();
        tell("title-empty", "without a title: the first words of the text stand there".to_owned());
        return (first, markdown.to_owned());
    }
    tell("title-long", format!("a title of more than {TITLE_CHARS} characters: shortened, the whole stands at the head of the text"));
    (shorten(&title, TITLE_CHARS), format!("{}\n\n{markdown}", escaped(&title)))
}

/// The title as the text of a post that has no other words.
pub fn escaped(words: &str) -> String {
    let mut markdown = Markdown::new(false);
    markdown.text(words);
    markdown.finish().0
}

/// A name without an account. An e-mail address is not a name.
pub fn name(raw: &str, tell: Tell) -> String {
    let name: String = html::plain(raw).chars().filter(|sign| !sign.is_control()).collect();
    let name = name.trim();
    if text::line(name, usize::MAX).is_err() {
        tell("name-empty", format!("without a name: shown as {NAMELESS}"));
        return NAMELESS.to_owned();
    }
    if is_address(name) {
        tell("name-address", format!("an e-mail address for a name: shown as {NAMELESS}"));
        return NAMELESS.to_owned();
    }
    if name.chars().count() > NAME_CHARS {
        tell("name-long", format!("a name of more than {NAME_CHARS} characters: shortened"));
        return shorten(name, NAME_CHARS);
    }
    name.to_owned()
}

fn is_address(name: &str) -> bool {
    name.split(|sign: char| sign.is_whitespace() || "<>()".contains(sign)).any(|word| {
        word.split_once('@')
            .is_some_and(|(who, place)| !who.is_empty() && place.contains('.') && !place.starts_with('.') && !place.ends_with('.'))
    })
}

fn shorten(words: &str, chars: usize) -> String {
    let mut short: String = words.chars().take(chars - 1).collect();
    if let Some(space) = short.rfind(' ').filter(|&space| space > chars / 2) {
        short.truncate(space);
    }
    format!("{}…", short.trim_end())
}

/// Without the control characters that nothing can show; in XML they should not be at all.
fn shown(raw: &str, tell: Tell) -> String {
    let is_hidden = |sign: char| sign.is_control() && !matches!(sign, '\n' | '\r' | '\t');
    let hidden = raw.chars().filter(|&sign| is_hidden(sign)).count();
    if hidden > 0 {
        tell("control-characters", format!("{hidden} characters that nothing can show are left out"));
    }
    raw.replace("\r\n", "\n").chars().filter(|&sign| !is_hidden(sign)).map(|sign| if sign == '\r' { '\n' } else { sign }).collect()
}

fn sentence(what: &str, which: &str) -> String {
    let which: String = which.chars().filter(|sign| !sign.is_control()).take(300).collect();
    match what {
        "picture" => format!("a picture is not copied, and not loaded from its old place: {which}"),
        "embed" => format!("something played or shown from elsewhere is left out: {which}"),
        "block" => format!("the block {which} was made by WordPress when somebody read it, and is not in the export"),
        "link" => format!("a link that leads nowhere from here became its words: {which}"),
        "hidden-comment" => "a comment in the HTML that no reader saw is left out".to_owned(),
        "unknown-tag" => "something in angle brackets that is not HTML stays as it was typed".to_owned(),
        "table" => "a table became lines of text".to_owned(),
        "strike-through" => "words that were struck through are not any more".to_owned(),
        "emphasis" => "bold and slanted words are plain: so close together they could not be told apart".to_owned(),
        "form" => "a form's field is left out".to_owned(),
        _ => "something that runs or paints is left out".to_owned(),
    }
}
