//! Load of a bounded kind, all of it on this machine: wrk for pages, pgbench for the limits, form posts for replies.

use std::convert::Infallible;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use holdfast::ids::Nonce;
use http_body_util::Full;
use hyper::body::Bytes;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;

/// How many ask or write at once.
pub const CONNECTIONS: usize = 8;

/// So many, so many a second, and the time within which 99 in 100 were answered.
#[derive(Clone, Copy)]
pub struct Speed {
    pub all: f64,
    pub per_second: f64,
    pub p99_ms: f64,
}

/// Asks for one address again and again.
pub fn wrk(url: &str, cookie: &str, seconds: u64) -> Speed {
    let said = run(Command::new("wrk").args([
        "-t1",
        "--latency",
        &format!("-c{CONNECTIONS}"),
        &format!("-d{seconds}s"),
        "-H",
        &format!("Cookie: {cookie}"),
        url,
    ]));
    assert!(!said.contains("Non-2xx"), "not every page came: {said}");
    let value =
        |name: &str| said.lines().find_map(|line| line.trim().strip_prefix(name)).map(|rest| rest.trim().to_owned()).unwrap_or_default();
    let all = said.lines().find_map(|line| line.split_once(" requests in")?.0.trim().parse().ok()).unwrap_or(f64::NAN);
    Speed { all, per_second: value("Requests/sec:").parse().unwrap_or(0.0), p99_ms: milliseconds(&value("99%")) }
}

fn milliseconds(text: &str) -> f64 {
    let number = |unit: &str| text.strip_suffix(unit).and_then(|number| number.parse::<f64>().ok());
    number("us").map(|n| n / 1000.0).or_else(|| number("ms")).or_else(|| number("s").map(|n| n * 1000.0)).unwrap_or(f64::NAN)
}

/// Transactions a second of one statement, over the unix socket.
pub fn pgbench(program: &Path, socket: &Path, statement: &str, seconds: u64) -> f64 {
    let file = tempfile::NamedTempFile::new().expect("a temporary file");
    std::fs::write(file.path(), statement).expect("a script");
    let said = run(Command::new(program)
        .args(["-n", "-M", "prepared", "-j", "2", "-U", "holdfast", "-c", &CONNECTIONS.to_string(), "-T", &seconds.to_string(), "-h"])
        .arg(socket)
        .arg("-f")
        .arg(file.path())
        .arg("holdfast"));
    let tps = said.lines().find_map(|line| line.strip_prefix("tps = ")?.split(' ').next()?.parse().ok());
    tps.unwrap_or_else(|| panic!("pgbench said: {said}"))
}

fn run(command: &mut Command) -> String {
    let done = command.output().unwrap_or_else(|error| panic!("{}: {error}", command.get_program().display()));
    assert!(done.status.success(), "{}: {}", command.get_program().display(), String::from_utf8_lossy(&done.stderr));
    String::from_utf8_lossy(&done.stdout).into_owned()
}

/// Serves these bytes to everybody, with nothing around them: what is left is the cost of HTTP.
pub async fn bare(bytes: Bytes) -> SocketAddr {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("its address");
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let bytes = bytes.clone();
            let answer = service_fn(move |_| std::future::ready(Ok::<_, Infallible>(hyper::Response::new(Full::new(bytes.clone())))));
            tokio::spawn(hyper::server::conn::http1::Builder::new().serve_connection(TokioIo::new(stream), answer));
        }
    });
    address
}

/// A page, asked for once.
pub fn page(address: &str, path: &str, cookie: &str) -> String {
    let (status, body) = Connection::open(address).get(address, path, cookie);
    assert_eq!(status, 200, "{path}");
    body
}

/// Eight members reply without pause, each over one connection; the n-th writes to `threads[n]` (or to the only one).
pub fn replies(address: &str, threads: &[String], seconds: u64) -> Speed {
    let (began, over) = (Instant::now(), Arc::new(AtomicBool::new(false)));
    let writers: Vec<_> = (1..=CONNECTIONS)
        .map(|n| {
            let (address, over, threads) = (address.to_owned(), Arc::clone(&over), threads.to_vec());
            std::thread::spawn(move || write(&address, &format!("holdfast=bench-{n}"), &threads[n % threads.len()..], &over))
        })
        .collect();
    std::thread::sleep(Duration::from_secs(seconds));
    over.store(true, Ordering::Relaxed);
    let mut times: Vec<Duration> = writers.into_iter().flat_map(|writer| writer.join().expect("a writer")).collect();
    let per_second = times.len() as f64 / began.elapsed().as_secs_f64();
    times.sort();
    Speed {
        all: times.len() as f64,
        per_second,
        p99_ms: times.get(times.len() * 99 / 100).map_or(f64::NAN, Duration::as_secs_f64) * 1000.0,
    }
}

/// The token of a page's forms.
pub fn token(page: &str) -> String {
    let found = page.split_once(r#"name="token" value=""#).and_then(|(_, rest)| rest.split_once('"'));
    found.expect("a form").0.to_owned()
}

/// How long each reply took. Every one is its own form, with the token of this writer's page and a nonce of its own.
fn write(address: &str, cookie: &str, threads: &[String], over: &AtomicBool) -> Vec<Duration> {
    let token = token(&page(address, &format!("/e/{}/reply", threads[0]), cookie));
    let (mut connection, mut times) = (Connection::open(address), Vec::new());
    let words = "It+rained+all+morning,+and+the+house+was+quiet.+The+evenings+are+the+longest+part+of+the+day,+and+the+walk+to+the+shop+helps+a+little.+Thank+you.";
    while !over.load(Ordering::Relaxed) {
        let thread = &threads[times.len() * CONNECTIONS % threads.len()];
        let body = format!("token={token}&nonce={}&as=member&text={words}&do=send", Nonce::random());
        let began = Instant::now();
        let (status, answer) = connection.send(address, &format!("/e/{thread}/reply"), cookie, &body);
        assert_eq!(status, 303, "a reply was not taken: {answer}");
        times.push(began.elapsed());
    }
    times
}

/// One connection that stays open: as little work as possible on this side.
pub struct Connection(BufReader<TcpStream>);

impl Connection {
    pub fn open(address: &str) -> Self {
        let stream = TcpStream::connect(address).expect("the board answers");
        stream.set_nodelay(true).expect("a usual socket");
        Self(BufReader::new(stream))
    }

    /// A page's status and body.
    pub fn get(&mut self, address: &str, path: &str, cookie: &str) -> (u16, String) {
        self.ask(&format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nCookie: {cookie}\r\n\r\n"))
    }

    /// What a form is answered with.
    pub fn send(&mut self, address: &str, path: &str, cookie: &str, body: &str) -> (u16, String) {
        let head = format!(
            "POST {path} HTTP/1.1\r\nHost: {address}\r\nCookie: {cookie}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n",
            body.len()
        );
        self.ask(&(head + body))
    }

    fn ask(&mut self, request: &str) -> (u16, String) {
        self.0.get_mut().write_all(request.as_bytes()).expect("sent");
        let (mut line, mut status, mut length) = (String::new(), 0, 0);
        loop {
            line.clear();
            self.0.read_line(&mut line).expect("an answer");
            let text = line.trim_end().to_ascii_lowercase();
            if let Some(rest) = text.strip_prefix("http/1.1 ") {
                status = rest[..3].parse().expect("a status");
            } else if let Some(rest) = text.strip_prefix("content-length: ") {
                length = rest.parse().expect("a length");
            } else if text.is_empty() {
                break;
            }
        }
        let mut body = vec![0; length];
        self.0.read_exact(&mut body).expect("the whole answer");
        (status, String::from_utf8_lossy(&body).into_owned())
    }
}
