//! What an HTML tag means to us.

/// What becomes of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    Block,
    Heading,
    Break,
    Rule,
    Pre,
    Quote,
    List,
    Item,
    Table,
    Row,
    Cell,
    Picture,
    Embed,
    Form,
    Struck,
    Spoken,
    Link,
    Mark,
    /// Its words only.
    Inline,
    /// Not even its words.
    Hidden,
    /// Not HTML.
    Unknown,
}

/// The meaning of a tag by its lower-case name.
pub fn meaning(name: &str) -> Meaning {
    match name {
        "p" | "div" | "section" | "article" | "header" | "footer" | "aside" | "figure" | "figcaption" | "address" | "center" | "main"
        | "nav" | "details" | "summary" | "dl" | "dt" | "dd" | "fieldset" | "legend" | "hgroup" | "caption" | "body" | "html" | "head"
        | "form" => Meaning::Block,
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Meaning::Heading,
        "br" => Meaning::Break,
        "hr" => Meaning::Rule,
        "pre" | "listing" | "xmp" | "plaintext" => Meaning::Pre,
        "blockquote" => Meaning::Quote,
        "ul" | "ol" | "menu" | "dir" => Meaning::List,
        "li" => Meaning::Item,
        "table" => Meaning::Table,
        "tr" => Meaning::Row,
        "td" | "th" => Meaning::Cell,
        "img" | "image" => Meaning::Picture,
        "embed" | "object" | "video" | "audio" | "applet" | "canvas" => Meaning::Embed,
        "input" | "textarea" | "select" | "button" => Meaning::Form,
        "del" | "s" | "strike" => Meaning::Struck,
        "q" => Meaning::Spoken,
        "a" => Meaning::Link,
        "b" | "strong" | "i" | "em" | "cite" | "dfn" | "var" => Meaning::Mark,
        "script" | "style" | "iframe" => Meaning::Hidden,
        _ if is_inline(name) => Meaning::Inline,
        _ => Meaning::Unknown,
    }
}

fn is_inline(name: &str) -> bool {
    matches!(
        name,
        "span"
            | "font"
            | "u"
            | "ins"
            | "small"
            | "big"
            | "sub"
            | "sup"
            | "abbr"
            | "acronym"
            | "code"
            | "kbd"
            | "samp"
            | "tt"
            | "mark"
            | "time"
            | "data"
            | "bdi"
            | "bdo"
            | "wbr"
            | "nobr"
            | "ruby"
            | "rt"
            | "rp"
            | "label"
            | "tbody"
            | "thead"
            | "tfoot"
            | "col"
            | "colgroup"
            | "source"
            | "track"
            | "param"
            | "noscript"
            | "noembed"
            | "noframes"
            | "map"
            | "area"
            | "meta"
            | "link"
            | "title"
            | "base"
            | "option"
            | "optgroup"
            | "output"
            | "progress"
            | "meter"
            | "template"
            | "slot"
            | "dialog"
            | "blink"
            | "marquee"
            | "basefont"
            | "picture"
            | "svg"
            | "math"
            | "path"
            | "g"
            | "o:p"
            | "fb:like"
            | "hr/"
            | "br/"
    )
}
