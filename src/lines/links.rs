//! Addresses a phone understands, made from numbers as people write them.

/// A number as people read it, and the address that dials it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dial {
    /// `116 123`
    pub text: String,
    /// `tel:116123`
    pub href: String,
}

/// A text message to send.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sms {
    /// The number as people read it.
    pub number: String,
    /// The word to send, where one is asked for.
    pub body: Option<String>,
    /// `sms:85258?body=SHOUT` (RFC 5724)
    pub href: String,
}

/// A number for `WhatsApp`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Whatsapp {
    /// The number as people read it.
    pub text: String,
    /// `https://wa.me/…`, only where the number is known in its international form.
    pub href: Option<String>,
}

impl Dial {
    /// A number as dialled inside its country.
    pub(super) fn new(number: &str) -> Self {
        let href = format!("tel:{}", dialled(number).replace('#', "%23"));
        Self { text: number.to_owned(), href }
    }
}

impl Sms {
    pub(super) fn new(number: &str, body: Option<&str>) -> Self {
        let to = dialled(number).replace('#', "%23");
        let href = match body {
            Some(body) => format!("sms:{to}?body={}", escaped(body)),
            None => format!("sms:{to}"),
        };
        Self { number: number.to_owned(), body: body.map(str::to_owned), href }
    }
}

impl Whatsapp {
    pub(super) fn new(number: &str) -> Self {
        let href = number.starts_with('+').then(|| format!("https://wa.me/{}", digits(number)));
        Self { text: number.to_owned(), href }
    }
}

/// The address, if it is an `https` one; any other is not printed.
pub(super) fn https(address: Option<&str>) -> Option<String> {
    address.filter(|address| address.starts_with("https://")).map(str::to_owned)
}

/// The digits of a text, and nothing else.
pub(super) fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// Digits, with a leading `+`, `*` or `#` if there is one.
fn dialled(number: &str) -> String {
    let lead = number.trim_start().chars().next().filter(|first| "+*#".contains(*first));
    lead.into_iter().chain(number.chars().filter(char::is_ascii_digit)).collect()
}

/// Percent-encoded, but for what RFC 3986 leaves unreserved.
fn escaped(text: &str) -> String {
    use std::fmt::Write as _;
    text.bytes().fold(String::new(), |mut out, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_become_addresses() {
        assert_eq!(Dial::new("0800 068 4141").href, "tel:08000684141");
        assert_eq!(Dial::new("+7 495 989 50 50").href, "tel:+74959895050");
        assert_eq!(Dial::new("*4141").href, "tel:*4141");
        assert_eq!(Dial::new("#31").href, "tel:%2331");
        assert_eq!(Sms::new("85258", Some("SHOUT")).href, "sms:85258?body=SHOUT");
        assert_eq!(Sms::new("838 255", Some("a b&c")).href, "sms:838255?body=a%20b%26c");
        assert_eq!(Sms::new("988", None).href, "sms:988");
    }

    #[test]
    fn a_whatsapp_link_needs_the_international_form() {
        assert_eq!(Whatsapp::new("+39 324 011 7252").href.as_deref(), Some("https://wa.me/393240117252"));
        assert_eq!(Whatsapp::new("324 011 7252").href, None);
    }

    #[test]
    fn only_https_is_printed() {
        assert_eq!(https(Some("javascript:alert(1)")), None);
        assert_eq!(https(Some("http://example.org/")), None);
        assert_eq!(https(Some("https://example.org/")).as_deref(), Some("https://example.org/"));
    }
}
