use super::*;
use crate::text::{POST_CHARS, Source, render};

fn md(html: &str) -> String {
    turn(html).markdown
}

fn shown(html: &str) -> String {
    render(&Source::parse(&md(html), POST_CHARS).unwrap()).to_string()
}

#[test]
fn paragraphs_as_wordpress_makes_them() {
    assert_eq!(md("One line\nanother\r\n\r\nA paragraph"), "One line\nanother\n\nA paragraph");
    assert_eq!(md("<p>One</p>\n<p>Two<br />\nThree<br><br>Four</p>"), "One\n\nTwo\nThree\n\nFour");
    assert_eq!(
        md("<!-- wp:paragraph -->\n<p>One\nline</p>\n<!-- /wp:paragraph -->\n\n<!-- wp:paragraph -->\n<p>Two</p>\n<!-- /wp:paragraph -->"),
        "One line\n\nTwo"
    );
    assert_eq!(md("&nbsp;\n\n<p>&nbsp;</p>Quiet &amp; small &#8211; caf&eacute;"), "Quiet \\& small – café");
    assert_eq!(md("Before<!--more-->after"), "Beforeafter");
}

#[test]
fn what_the_board_can_show_comes_along() {
    assert_eq!(md("a <b>bold</b> and <em>soft</em> word"), "a **bold** and *soft* word");
    assert_eq!(md("<b> spaced </b>out"), "**spaced** out");
    assert_eq!(md("He wrote:<blockquote><p>One</p><p>Two</p></blockquote>Thanks"), "He wrote:\n\n> One\n>\n> Two\n\nThanks");
    assert_eq!(md("<ul>\n<li>tea</li>\n\n<li>sleep</li>\n</ul>\nso"), "- tea\n- sleep\n\nso");
    assert_eq!(md("<ol start=3><li>tea<ul><li>green</li></ul></li><li>sleep</li></ol>"), "3. tea\n\n   - green\n4. sleep");
    assert_eq!(
        md("<a href=\"https://example.org/a_b?c=1&amp;d=2\">my <i>page</i></a>!"),
        "[my *page*](<https://example.org/a_b?c=1&amp;d=2>)!"
    );
    assert_eq!(md("<h2>A day</h2>by the sea"), "**A day**\n\nby the sea");
    assert_eq!(
        shown("<a href='https://example.org/?a=1&amp;copy=2'>x</a>"),
        "<p><a href=\"https://example.org/?a=1&amp;copy=2\" rel=\"nofollow noopener noreferrer ugc\">x</a></p>\n"
    );
}

#[test]
fn words_that_look_like_marks_stay_words() {
    for text in [
        "1. first of all",
        "- not a list",
        "# 1 fan",
        "> said",
        "*sigh* _really_",
        "[x]: y",
        "[a](b)",
        "`c`",
        "a\n===",
        "~~~",
        "+ plus",
        "\\o/",
        "a\\",
        "2 * 3 * 4",
        "snake_case_name",
        "!",
        "12) no",
        "&amp;copy; &amp;#65;",
        "* * *",
        "====",
        "a  -  b",
        "<3",
        "a < b > c",
        "1986. A great year.",
    ] {
        let html = shown(text);
        let seen = html
            .trim_start_matches("<p>")
            .trim_end()
            .trim_end_matches("</p>")
            .replace("<br>", "")
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&amp;", "&");
        let meant = text.replace("&amp;", "&").split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(seen.split_whitespace().collect::<Vec<_>>().join(" "), meant, "{}", md(text));
    }
}

#[test]
fn a_hug_in_angle_brackets_is_not_lost() {
    assert_eq!(plain_of(&shown("Sending you <hug> and <3 and <a big one")), "Sendingyou<hug>and<3and<abigone");
    assert_eq!(plain("Tom &amp; <em>me</em> <hug>"), "Tom & me <hug>");
}

#[test]
fn what_cannot_come_along_is_told() {
    let turned = turn(concat!(
        "<img src='https://example.org/me.jpg'><script>alert('x')</script><style>p{}</style><iframe src='https://example.org/film'></iframe>",
        "<table><tr><td>a</td><td>b</td></tr></table><a href='/about'>about</a><del>gone</del>",
    ));
    let whats: Vec<_> = turned.losses.iter().map(|(what, _)| *what).collect();
    assert_eq!(whats, ["picture", "script", "style", "embed", "table", "link", "strike-through"]);
    assert_eq!(turned.markdown, "a | b\n\naboutgone");
    assert_eq!(turned.losses[0].1, "https://example.org/me.jpg");
}

/// A small steady source of chance.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % sides as u64).unwrap()
    }
}

fn invent(dice: &mut Dice, deep: usize, html: &mut String) {
    const BITS: [&str; 22] = [
        "a",
        "be",
        " ",
        ".",
        "!",
        "*",
        "_",
        "1. ",
        "- ",
        "\n",
        "\n\n",
        "&amp;",
        "&lt;b&gt;",
        "\"",
        "(x)",
        "é",
        "💚",
        "# ",
        "[y]",
        "`",
        "\\",
        "<br>",
    ];
    const TAGS: [&str; 9] = ["b", "i", "strong", "em", "a href='https://example.org/'", "blockquote", "ul", "li", "p"];
    for _ in 0..dice.roll(5) {
        if deep > 0 && dice.roll(3) == 0 {
            let tag = TAGS[dice.roll(TAGS.len())];
            html.extend(["<", tag, ">"]);
            invent(dice, deep - 1, html);
            html.extend(["</", tag.split(' ').next().unwrap(), ">"]);
        } else {
            html.push_str(BITS[dice.roll(BITS.len())]);
        }
    }
}

fn plain_of(html: &str) -> String {
    plain(html).split_whitespace().collect()
}

#[test]
fn invented_texts_keep_every_word() {
    let mut dice = Dice(0x2545_F491_4F6C_DD1D);
    let (mut wrong, mut plainer) = (Vec::new(), 0);
    for _ in 0..40_000 {
        let mut html = String::new();
        invent(&mut dice, 4, &mut html);
        let Turned { markdown, losses } = turn(&html);
        plainer += losses.iter().filter(|(what, _)| *what == "emphasis").count();
        let Ok(source) = Source::parse(&markdown, POST_CHARS) else { continue };
        let seen = plain_of(render(&source).as_str());
        if seen != plain_of(&html) {
            wrong.push((html.len(), html, markdown));
        }
    }
    wrong.sort();
    assert!(plainer < 40, "{plainer}");
    assert!(wrong.is_empty(), "{} wrong, such as {:#?}", wrong.len(), &wrong[..wrong.len().min(12)]);
}
