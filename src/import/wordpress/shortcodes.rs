//! `[gallery ids="1,2"]` and its like: what WordPress or a plugin would have put there is not in the export.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::{Captures, Regex};

/// Those of WordPress itself. Others are told from somebody's `[sigh]` by their `name="value"`.
const CORE: [&str; 8] = ["caption", "wp_caption", "gallery", "audio", "video", "playlist", "embed", "contact-form"];

#[expect(clippy::unwrap_used, reason = "a constant pattern, tried by every test")]
static TAG: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\[(/?)([A-Za-z][A-Za-z0-9_-]*)((?:\s[^\[\]<]*?)?)\s*/?\]").unwrap());
#[expect(clippy::unwrap_used, reason = "a constant pattern, tried by every test")]
static PAIR: LazyLock<Regex> = LazyLock::new(|| Regex::new(r#"([A-Za-z_-]+)\s*=\s*("[^"]*"|'[^']*'|[^\s"']+)"#).unwrap());

/// The text without its shortcodes, what they held kept; `dropped` hears the name of each.
pub fn drop_from(text: &str, mut dropped: impl FnMut(&str)) -> Cow<'_, str> {
    let mut gone: Vec<String> = Vec::new();
    TAG.replace_all(text, |tag: &Captures| {
        let (closes, name, rest) = (&tag[1] == "/", &tag[2], &tag[3]);
        let known = CORE.contains(&name);
        if closes && (known || gone.iter().any(|open| open == name)) {
            return String::new();
        }
        if closes || !(known || PAIR.is_match(rest)) {
            return tag[0].to_owned();
        }
        dropped(name);
        if !known && gone.len() < 100 && !gone.iter().any(|open| open == name) {
            gone.push(name.to_owned());
        }
        words_in(rest)
    })
}

/// Old captions carry their words in an attribute.
fn words_in(attributes: &str) -> String {
    PAIR.captures_iter(attributes)
        .find(|pair| &pair[1] == "caption")
        .map(|pair| format!("\n\n{}\n\n", pair[2].trim_matches(['"', '\''])))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shortcodes_go_and_words_in_brackets_stay() {
        let mut names = Vec::new();
        let text = "a [gallery ids=\"1\"] [caption id=\"x\"]<img> by the lake[/caption] [slider id='2'/] [sigh] [hug more] [/hug] [wp_caption caption=\"two gulls\"]";
        let left = drop_from(text, |name| names.push(name.to_owned()));
        assert_eq!(left.split_whitespace().collect::<Vec<_>>().join(" "), "a <img> by the lake [sigh] [hug more] [/hug] two gulls");
        assert_eq!(names, ["gallery", "caption", "slider", "wp_caption"]);
    }
}
