//! What the board answered, as a browser has it.

use axum::http::{HeaderMap, StatusCode, header};
use scraper::{ElementRef, Html, Selector};

/// An answer with its page.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub html: String,
    /// As it came, for what is no page.
    pub bytes: Vec<u8>,
}

impl Answer {
    /// Where the answer leads to.
    pub fn location(&self) -> String {
        let to = self.headers.get(header::LOCATION).unwrap_or_else(|| panic!("no redirect but {}: {}", self.status, self.text()));
        to.to_str().unwrap().to_owned()
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The words of the page's main part, spaces folded.
    pub fn text(&self) -> String {
        let page = Html::parse_document(&self.html);
        let main = page.select(&css("main")).next().unwrap_or_else(|| page.root_element());
        main.text().collect::<Vec<_>>().join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
    }

    #[track_caller]
    pub fn shows(&self, words: &str) -> &Self {
        assert!(self.text().contains(words), "{} does not show \"{words}\":\n{}", self.status, self.text());
        self
    }

    #[track_caller]
    pub fn shows_once(&self, words: &str) -> &Self {
        assert_eq!(self.text().matches(words).count(), 1, "\"{words}\" once in:\n{}", self.text());
        self
    }

    #[track_caller]
    pub fn hides(&self, words: &str) -> &Self {
        assert!(!self.html.contains(words), "{} shows \"{words}\":\n{}", self.status, self.text());
        self
    }

    #[track_caller]
    pub fn is(&self, status: u16) -> &Self {
        assert_eq!(self.status.as_u16(), status, "{}", self.text());
        self
    }

    /// How many elements fit.
    pub fn count(&self, selector: &str) -> usize {
        Html::parse_document(&self.html).select(&css(selector)).count()
    }

    /// An attribute of the first element that fits.
    pub fn attribute(&self, selector: &str, name: &str) -> Option<String> {
        let page = Html::parse_document(&self.html);
        page.select(&css(selector)).next()?.value().attr(name).map(str::to_owned)
    }

    /// The words of the first element that fits, as they are.
    pub fn words(&self, selector: &str) -> String {
        Html::parse_document(&self.html).select(&css(selector)).next().map(|element| element.text().collect()).unwrap_or_default()
    }

    /// The fields of the first form whose action ends so, as a browser would send them untouched.
    pub fn form(&self, action: &str) -> Vec<(String, String)> {
        let page = Html::parse_document(&self.html);
        let form = page.select(&css("form")).find(|form| form.value().attr("action").is_none_or(|to| to.ends_with(action)));
        let form = form.unwrap_or_else(|| panic!("no form to {action} in:\n{}", self.text()));
        form.select(&css("input, textarea, select")).filter_map(field).collect()
    }
}

fn css(selector: &str) -> Selector {
    Selector::parse(selector).unwrap()
}

fn field(element: ElementRef<'_>) -> Option<(String, String)> {
    let at = |name: &str| element.value().attr(name);
    let name = at("name")?.to_owned();
    let value = match (element.value().name(), at("type")) {
        ("textarea", _) => element.text().collect(),
        ("select", _) => element.select(&css("option[selected]")).next()?.value().attr("value")?.to_owned(),
        (_, Some("radio" | "checkbox")) if at("checked").is_none() => return None,
        _ => at("value").unwrap_or("").to_owned(),
    };
    Some((name, value))
}
