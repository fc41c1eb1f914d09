//! A small mail server: takes what is sent and keeps it. It speaks just enough SMTP.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use holdfast::settings::{Secret, Settings};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// Where mail arrives.
#[derive(Clone)]
pub struct Mailbox {
    address: SocketAddr,
    inside: Arc<Mutex<Inside>>,
}

#[derive(Default)]
struct Inside {
    letters: Vec<Letter>,
    /// It takes nothing, and says so with this.
    refuses: Option<&'static str>,
    /// What it was asked for, in the order in which it was.
    heard: Vec<String>,
}

/// What arrived.
#[derive(Debug, Clone)]
pub struct Letter {
    pub to: String,
    head: String,
    body: String,
}

impl Mailbox {
    pub async fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let mailbox = Self { address: listener.local_addr().unwrap(), inside: Arc::default() };
        let inside = mailbox.inside.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(converse(stream, inside.clone()));
            }
        });
        mailbox
    }

    /// Settings by which mail goes here.
    pub fn settings(&self, settings: Settings) -> Settings {
        named(&format!("smtp://{}", self.address), settings)
    }

    /// Settings by which mail goes here under another name of this machine.
    pub fn at(&self, host: &str, settings: Settings) -> Settings {
        named(&format!("smtp://{host}:{}", self.address.port()), settings)
    }

    /// From now on it refuses all with that answer; or takes all again.
    pub fn refuses(&self, with: Option<&'static str>) {
        self.inside.lock().unwrap().refuses = with;
    }

    /// What arrived since this was asked last.
    pub fn letters(&self) -> Vec<Letter> {
        std::mem::take(&mut self.inside.lock().unwrap().letters)
    }

    /// The one letter that arrived since this was asked last.
    #[track_caller]
    pub fn letter(&self) -> Letter {
        let mut letters = self.letters();
        assert_eq!(letters.len(), 1, "{letters:#?}");
        letters.remove(0)
    }

    /// How often it was told to take a letter.
    pub fn asked(&self) -> usize {
        self.inside.lock().unwrap().heard.iter().filter(|line| line.starts_with("MAIL FROM")).count()
    }
}

fn named(url: &str, settings: Settings) -> Settings {
    Settings {
        mail_url: Some(Secret::new(url)),
        mail_from: Some("post@board.test".into()),
        key: Some(Secret::new("a key that a program made, for stories")),
        ..settings
    }
}

impl Letter {
    /// A header's value; nothing where there is none.
    pub fn header(&self, name: &str) -> &str {
        let found = self.head.lines().find_map(|line| line.split_once(": ").filter(|(key, _)| key.eq_ignore_ascii_case(name)));
        found.map_or("", |(_, value)| value)
    }

    /// The text, as its reader sees it.
    pub fn text(&self) -> String {
        if self.header("Content-Transfer-Encoding") == "quoted-printable" { plain(&self.body) } else { self.body.clone() }
    }

    /// Everything that travelled.
    pub fn whole(&self) -> String {
        format!("{}\n{}\n{}", self.head, self.body, self.text())
    }

    /// The path of the first link in it.
    pub fn link(&self) -> String {
        let text = self.text();
        let url = text.split_whitespace().find(|word| word.starts_with("http://")).unwrap_or_else(|| panic!("no link in {text}"));
        url.splitn(4, '/').nth(3).map(|path| format!("/{path}")).unwrap()
    }
}

/// Undoes quoted-printable.
fn plain(body: &str) -> String {
    let joined = body.replace("=\r\n", "").replace("=\n", "");
    let (mut bytes, mut rest) = (Vec::new(), joined.as_bytes());
    while let Some((first, after)) = rest.split_first() {
        let code = after.get(..2).and_then(|hex| u8::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok());
        match code.filter(|_| *first == b'=') {
            Some(code) => (bytes.push(code), rest = &after[2..]).1,
            None => (bytes.push(*first), rest = after).1,
        }
    }
    String::from_utf8(bytes).unwrap()
}

async fn converse(stream: TcpStream, inside: Arc<Mutex<Inside>>) -> std::io::Result<()> {
    let (read, mut write) = stream.into_split();
    let mut lines = BufReader::new(read).lines();
    write.write_all(b"220 mailbox\r\n").await?;
    let mut to = String::new();
    while let Some(line) = lines.next_line().await? {
        let (word, refuses) = {
            let mut inside = inside.lock().unwrap();
            inside.heard.push(line.clone());
            (line.to_uppercase(), inside.refuses)
        };
        let answer = match refuses {
            Some(refusal) if word.starts_with("RCPT TO") => format!("{refusal}: {line}"),
            _ if word.starts_with("RCPT TO") => {
                to = line.split(['<', '>']).nth(1).unwrap_or("").to_owned();
                "250 yes".to_owned()
            }
            _ if word.starts_with("EHLO") => "250 mailbox".to_owned(),
            _ if word.starts_with("QUIT") => "221 bye".to_owned(),
            _ if word == "DATA" => {
                write.write_all(b"354 go on\r\n").await?;
                let mut data = String::new();
                while let Some(line) = lines.next_line().await?.filter(|line| line != ".") {
                    data += line.strip_prefix('.').unwrap_or(&line);
                    data += "\n";
                }
                let (head, body) = data.split_once("\n\n").unwrap_or((&data, ""));
                let letter = Letter { to: to.clone(), head: head.to_owned(), body: body.to_owned() };
                inside.lock().unwrap().letters.push(letter);
                "250 taken".to_owned()
            }
            _ => "250 yes".to_owned(),
        };
        write.write_all(format!("{answer}\r\n").as_bytes()).await?;
    }
    Ok(())
}
