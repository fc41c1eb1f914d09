//! Ready words for a message to a writer, from the wording the project agreed on. A blank such as `{part}` is for the moderator to
//! fill; nothing is sent while one is left.

/// Each by name, with its sentence.
pub(super) const WORDS: [(&str, &str); 5] =
    [("reach", "words-reach"), ("safe", "words-safe"), ("again", "words-again"), ("reply", "words-reply"), ("off", "words-off")];

/// Ready words for somebody who is not taken in for now.
pub(super) const DECLINE: (&str, &str) = ("decline", "words-decline");

/// The sentence on the button.
pub(super) fn called(name: &str) -> &'static str {
    match name {
        "reach" => "words-reach-called",
        "safe" => "words-safe-called",
        "again" => "words-again-called",
        "reply" => "words-reply-called",
        _ => "words-off-called",
    }
}
