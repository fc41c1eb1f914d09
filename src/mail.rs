//! Mail: plain text, neutral, by the server the operator named and no other. What a letter says is decided by the feature it is from.

use std::net::IpAddr;
use std::time::{Duration, SystemTime};

use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message};
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Tls, TlsParameters};
use lettre::transport::smtp::extension::ClientId;
use lettre::{AsyncSmtpTransport, AsyncTransport, Tokio1Executor};
use percent_encoding::percent_decode_str;
use url::Url;

use crate::clock::Moment;
use crate::settings::Settings;

/// How long a mail server may take for one letter.
const PATIENCE: Duration = Duration::from_secs(30);
/// Characters of an address, at most (RFC 5321).
const ADDRESS_CHARS: usize = 254;

/// An address for mail, looked at: it is one, and nothing in it could begin another header. Never printed.
#[derive(Clone, PartialEq, Eq)]
pub struct Address(lettre::Address);

impl Address {
    /// # Errors
    /// The id of the sentence that says what to change.
    pub fn parse(typed: &str) -> Result<Self, &'static str> {
        let typed = typed.trim_matches(' ');
        let fits = typed.len() <= ADDRESS_CHARS && typed.chars().all(|c| c.is_ascii_graphic());
        let address: lettre::Address = typed.parse().map_err(|_| "mail-address-wrong")?;
        // An address without a dot in its domain is this machine's own.
        if fits && address.domain().contains('.') { Ok(Self(address)) } else { Err("mail-address-wrong") }
    }

    /// As typed.
    pub fn as_str(&self) -> &str {
        self.0.as_ref()
    }

    /// As addresses are compared: people type theirs in large and small letters.
    pub fn key(&self) -> String {
        self.as_str().to_lowercase()
    }

    /// Enough to know one's own by, for a page that others may glance at.
    pub fn hint(&self) -> String {
        format!("{}…@{}", self.0.user().chars().take(1).collect::<String>(), self.0.domain())
    }
}

/// Something to send.
pub struct Letter<'a> {
    /// To whom.
    pub to: &'a Address,
    /// Neutral: it is read over shoulders.
    pub subject: &'a str,
    /// Plain text.
    pub text: &'a str,
    /// The address at which one click ends mails like this.
    pub stop: Option<&'a str>,
    /// The same for each try at the same letter, so that it is shown once.
    pub id: &'a str,
}

/// A letter did not leave. Neither the address nor what the server said about it is told.
#[derive(Debug, thiserror::Error)]
#[error("mail: {0}")]
pub struct Failed(String);

/// The way to the mail server.
#[derive(Clone)]
pub struct Post {
    from: lettre::Address,
    transport: AsyncSmtpTransport<Tokio1Executor>,
}

impl Post {
    /// The mail server of the settings; none where the board sends no mail.
    ///
    /// # Errors
    /// What is wrong with a setting, by its name; never its value, which holds a secret.
    pub fn open(settings: &Settings) -> Result<Option<Self>, String> {
        let (url, from) = match (&settings.mail_url, &settings.mail_from) {
            (Some(url), Some(from)) => (url, from),
            (None, None) => return Ok(None),
            _ => return Err("HOLDFAST_MAIL_URL and HOLDFAST_MAIL_FROM: one does not work without the other".into()),
        };
        let from = Address::parse(from).map_err(|_| "HOLDFAST_MAIL_FROM: this must be an address alone, such as post@example.org")?.0;
        let server = Server::parse(url.reveal()).map_err(|why| format!("HOLDFAST_MAIL_URL: {why}"))?;
        let tls = || TlsParameters::new(server.host.clone()).map_err(|_| "HOLDFAST_MAIL_URL: there is no such host for TLS");
        let tls = match server.way {
            Way::Plain => Tls::None,
            Way::StartTls => Tls::Required(tls()?),
            Way::Tls => Tls::Wrapper(tls()?),
        };
        let mut transport = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(server.host)
            .port(server.port)
            .tls(tls)
            .timeout(Some(PATIENCE))
            .hello_name(ClientId::Domain(from.domain().to_owned()));
        if let Some(credentials) = server.credentials {
            transport = transport.credentials(credentials);
        }
        Ok(Some(Self { from, transport: transport.build() }))
    }

    /// Sends a letter. It may arrive twice where the server's answer is lost on the way.
    ///
    /// # Errors
    /// [`Failed`] where it is to be tried again later.
    pub async fn send(&self, letter: &Letter<'_>, now: Moment) -> Result<(), Failed> {
        let message = self.message(letter, now).ok_or_else(|| Failed("a letter could not be put together".into()))?;
        match tokio::time::timeout(PATIENCE, self.transport.send(message)).await {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(error)) => Err(Failed(said(&error))),
            Err(_) => Err(Failed("the server took too long".into())),
        }
    }

    /// The letter as it travels; nothing where something in it could begin another header.
    fn message(&self, letter: &Letter<'_>, now: Moment) -> Option<Message> {
        if [Some(letter.subject), letter.stop, Some(letter.id)].into_iter().flatten().any(|line| line.chars().any(char::is_control)) {
            return None;
        }
        let mailbox = |address: &lettre::Address| Mailbox::new(None, address.clone());
        let mut message = Message::builder()
            .from(mailbox(&self.from))
            .to(mailbox(&letter.to.0))
            .subject(letter.subject)
            .date(SystemTime::from(now))
            .message_id(Some(format!("<{}@{}>", letter.id, self.from.domain())))
            .header(ContentType::TEXT_PLAIN)
            .body(letter.text.to_owned())
            .ok()?;
        let mut header = |name, value: String| {
            message.headers_mut().insert_raw(HeaderValue::new(HeaderName::new_from_ascii_str(name), value));
        };
        // Nobody's "I am on holiday" answers a machine.
        header("Auto-Submitted", "auto-generated".into());
        if let Some(stop) = letter.stop {
            header("List-Unsubscribe", format!("<{stop}>"));
            header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click".into());
        }
        Some(message)
    }
}

/// What went wrong, without the words of a server: those may name the person.
fn said(error: &lettre::transport::smtp::Error) -> String {
    match error.status() {
        Some(code) => format!("the server answered {code}"),
        None if error.is_tls() => "no secure connection could be made".into(),
        None if error.is_timeout() => "the server took too long".into(),
        None => "the server could not be reached, or does not do what is needed (STARTTLS, where it is not on this machine)".into(),
    }
}

/// How the way to the server is kept from listeners.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    /// Not at all: it is on this machine.
    Plain,
    /// By TLS that is begun after a greeting, and must be.
    StartTls,
    /// By TLS from the start.
    Tls,
}

struct Server {
    host: String,
    port: u16,
    way: Way,
    credentials: Option<Credentials>,
}

impl Server {
    fn parse(url: &str) -> Result<Self, &'static str> {
        const LOOKS: &str = "this looks like smtps://name:passphrase@mail.example.org (or smtp:// with STARTTLS)";
        let url = Url::parse(url).map_err(|_| LOOKS)?;
        let host = url.host_str().filter(|host| !host.is_empty()).ok_or(LOOKS)?.trim_matches(['[', ']']).to_owned();
        let way = match url.scheme() {
            "smtps" => Way::Tls,
            "smtp" if is_here(&host) => Way::Plain,
            "smtp" => Way::StartTls,
            _ => return Err(LOOKS),
        };
        let usual = match way {
            Way::Plain => 25,
            Way::StartTls => 587,
            Way::Tls => 465,
        };
        let decoded = |text: &str| percent_decode_str(text).decode_utf8().map(std::borrow::Cow::into_owned).map_err(|_| LOOKS);
        let credentials = match url.password() {
            Some(passphrase) => Some(Credentials::new(decoded(url.username())?, decoded(passphrase)?)),
            None => None,
        };
        Ok(Self { host, port: url.port().unwrap_or(usual), way, credentials })
    }
}

fn is_here(host: &str) -> bool {
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::Secret;

    fn post() -> Post {
        let settings = Settings {
            mail_url: Some(Secret::new("smtp://127.0.0.1")),
            mail_from: Some("post@example.org".into()),
            ..Settings::defaults()
        };
        Post::open(&settings).unwrap().unwrap()
    }

    #[test]
    fn nothing_leaves_this_machine_unencrypted() {
        for (url, way, port) in [
            ("smtp://127.0.0.1", Way::Plain, 25),
            ("smtp://localhost:2525", Way::Plain, 2525),
            ("smtp://[::1]", Way::Plain, 25),
            ("smtp://mail.example.org", Way::StartTls, 587),
            ("smtp://localhost.example.org", Way::StartTls, 587),
            ("smtp://10.0.0.7:25", Way::StartTls, 25),
            ("smtps://mail.example.org", Way::Tls, 465),
        ] {
            let server = Server::parse(url).ok().unwrap();
            assert_eq!((server.way, server.port), (way, port), "{url}");
        }
        for wrong in ["", "mail.example.org", "https://mail.example.org", "smtp://", "smtp:mail"] {
            assert!(Server::parse(wrong).is_err(), "{wrong}");
        }
        let server = Server::parse("smtps://us%40er:p%2Fw@mail.example.org").ok().unwrap();
        assert_eq!(server.credentials, Some(Credentials::new("us@er".into(), "p/w".into())));
    }

    #[test]
    fn an_address_holds_nothing_but_an_address() {
        for fine in ["ana@example.org", " Ana.B+x@Example.org ", "a@xn--bcher-kva.example"] {
            assert!(Address::parse(fine).is_ok(), "{fine}");
        }
        for wrong in [
            "",
            "ana",
            "ana@",
            "@example.org",
            "ana@localhost",
            "ana@example.org\r\nBcc: all@example.org",
            "ana@example.org\n",
            "ana\r\n@example.org",
            "Ana <ana@example.org>",
            "ana@example.org, ben@example.org",
            "ana@example.org\0",
            "ana@exa\u{202e}mple.org",
            &format!("{}@example.org", "a".repeat(250)),
        ] {
            assert_eq!(Address::parse(wrong).err(), Some("mail-address-wrong"), "{wrong:?}");
        }
        let address = Address::parse("Ana.B@Example.org").ok().unwrap();
        assert_eq!((address.key().as_str(), address.hint().as_str()), ("ana.b@example.org", "A…@Example.org"));
    }

    #[test]
    fn no_line_of_a_letter_begins_another_header() {
        let (post, to) = (post(), Address::parse("ana@example.org").ok().unwrap());
        let now = chrono::DateTime::UNIX_EPOCH;
        let fine = Letter { to: &to, subject: "New", text: "Words\r\nBcc: all@example.org", stop: Some("https://b.example/m"), id: "1" };
        let sent = String::from_utf8(post.message(&fine, now).unwrap().formatted()).unwrap();
        let (head, text) = sent.split_once("\r\n\r\n").unwrap();
        assert!(text.contains("Bcc") && !head.contains("Bcc"), "{sent}");
        assert!(head.contains("From: post@example.org\r\n") && head.contains("List-Unsubscribe: <https://b.example/m>\r\n"), "{head}");
        let bad = "x\r\nBcc: all@example.org";
        assert!(post.message(&Letter { subject: bad, ..fine }, now).is_none());
        let fine = Letter { to: &to, subject: "New", text: "Words", stop: None, id: "1" };
        assert!(post.message(&Letter { stop: Some(bad), ..fine }, now).is_none());
        let fine = Letter { to: &to, subject: "New", text: "Words", stop: None, id: bad };
        assert!(post.message(&fine, now).is_none());
    }

    #[test]
    fn half_a_setting_is_said_by_name_and_without_the_secret() {
        let with = |url: Option<&str>, from: Option<&str>| {
            Post::open(&Settings { mail_url: url.map(Secret::new), mail_from: from.map(str::to_owned), ..Settings::defaults() })
        };
        assert!(with(None, None).is_ok_and(|post| post.is_none()));
        for (url, from, named) in [
            (Some("smtp://localhost"), None, "HOLDFAST_MAIL_FROM"),
            (None, Some("post@example.org"), "HOLDFAST_MAIL_URL"),
            (Some("smtp://localhost"), Some("The Board <post@example.org>"), "HOLDFAST_MAIL_FROM"),
            (Some("hunter2://x"), Some("post@example.org"), "HOLDFAST_MAIL_URL"),
        ] {
            let said = with(url, from).err().unwrap();
            assert!(said.contains(named) && !said.contains("hunter2"), "{said}");
        }
    }
}
