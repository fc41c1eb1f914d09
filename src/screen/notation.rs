//! The notation the phrase files are written in, and how it becomes a regular expression.
//!
//! | written | matches |
//! |---|---|
//! | `want to die` | these words, in this order, nothing between |
//! | `suicid*` | any word that starts so |
//! | `(die\|be dead)` | one of these |
//! | `[really\|just]` | one of these, or nothing |
//! | `...` | up to four words, no comma or full stop among them |
//! | `<kill myself>` | anything from the list of that name in the same file |
//! | `^` | the start of a text, sentence, clause or quotation |
//!
//! Case and apostrophes do not matter (`I'm` and `im` are one), a hyphen is a space.

use std::collections::BTreeMap;

/// Lists by name, each already a regular expression.
pub(super) type Lists = BTreeMap<String, String>;

/// The regular expression for one pattern.
///
/// # Errors
/// A sentence that says what is wrong, for the person who wrote the phrase file.
pub(super) fn compile(pattern: &str, lists: &Lists) -> Result<String, String> {
    let pattern = pattern.to_lowercase().replace(['\'', '’'], "").replace('-', " ");
    let mut reader = Reader { rest: &pattern, lists };
    let inner = reader.choices()?;
    if !reader.rest.is_empty() {
        return Err(format!("“{pattern}”: “{}” closes nothing", reader.rest));
    }
    if pattern.starts_with('^') { Ok(inner) } else { Ok(format!(r"\b(?:{inner})")) }
}

struct Reader<'a> {
    rest: &'a str,
    lists: &'a Lists,
}

impl Reader<'_> {
    /// `a|b c|d`, up to a closing bracket or the end.
    fn choices(&mut self) -> Result<String, String> {
        let mut out = String::new();
        loop {
            self.rest = self.rest.trim_start();
            let Some(first) = self.rest.chars().next() else {
                return Ok(out);
            };
            match first {
                ')' | ']' => return Ok(out),
                '|' => {
                    self.skip(1);
                    out.push('|');
                }
                '(' => out.push_str(&self.bracket(')')?),
                '[' => {
                    out.push_str(&self.bracket(']')?);
                    out.push('?');
                }
                '<' => out.push_str(&self.list()?),
                '^' => {
                    self.skip(1);
                    out.push_str(r#"(?:\A|[.,"] )"#);
                }
                _ if self.rest.starts_with("...") => {
                    self.skip(3);
                    out.push_str(r#"(?:[^ .,"]+ ){0,4}"#);
                }
                _ => out.push_str(&self.word()?),
            }
        }
    }

    fn skip(&mut self, bytes: usize) {
        self.rest = &self.rest[bytes..];
    }

    fn bracket(&mut self, closing: char) -> Result<String, String> {
        self.skip(1);
        let inner = self.choices()?;
        if !self.rest.starts_with(closing) {
            return Err(format!("a bracket is missing its “{closing}”"));
        }
        self.skip(1);
        Ok(format!("(?:{inner})"))
    }

    fn list(&mut self) -> Result<String, String> {
        let end = self.rest.find('>').ok_or("a list's name is missing its “>”")?;
        let name = &self.rest[1..end];
        let list = self.lists.get(name).ok_or_else(|| format!("there is no list “{name}” above this"))?;
        self.skip(end + 1);
        Ok(format!("(?:{list})"))
    }

    fn word(&mut self) -> Result<String, String> {
        let end = self.rest.find(|letter: char| !letter.is_alphanumeric()).unwrap_or(self.rest.len());
        let word = &self.rest[..end];
        if word.is_empty() {
            return Err(format!("“{}” is not part of the notation", self.rest));
        }
        self.skip(end);
        if self.rest.starts_with('*') {
            self.skip(1);
            return Ok(format!(r#"{word}[^ .,"]* "#));
        }
        Ok(format!("{word} "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matches(pattern: &str, joined: &str) -> bool {
        let lists = Lists::from([("kill myself".to_owned(), "kill myself |kms ".to_owned())]);
        regex::Regex::new(&compile(pattern, &lists).unwrap()).unwrap().is_match(joined)
    }

    #[test]
    fn each_sign_does_what_the_table_says() {
        assert!(matches("I'm [so|very] (tired|sick) of", "im so tired of "));
        assert!(!matches("tired of", "untired of "));
        assert!(matches("suicid*", "suicidal "));
        assert!(matches("gave ... away", "gave all my books away "));
        assert!(!matches("gave ... away", "gave up , away "));
        assert!(matches("want to <kill myself>", "want to kms "));
        assert!(matches("^ go", "well . go "));
        assert!(!matches("^ go", "we go "));
    }

    #[test]
    fn mistakes_are_told() {
        for wrong in ["(a|b", "a)", "<nothing here>", "a + b", "[a)"] {
            assert!(compile(wrong, &Lists::new()).is_err(), "{wrong}");
        }
    }
}
