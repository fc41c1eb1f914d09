//! Calling a program of the operator's own: signed, without following anybody elsewhere, and to no private address they did not name.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use hmac::{Hmac, KeyInit, Mac};
use http_body_util::Full;
use hyper::body::Bytes;
use hyper::client::conn::http1;
use hyper::{Request, StatusCode};
use hyper_util::rt::TokioIo;
use sha2::Sha256;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::ServerName;
use tokio_rustls::rustls::{ClientConfig, RootCertStore};
use url::{Host, Position, Url};

use crate::clock::Moment;
use crate::settings::{Secret, Settings};

/// How long the program may take to answer.
const PATIENCE: Duration = Duration::from_secs(10);
/// Characters of the secret that calls are signed with, at least.
const SHORTEST: usize = 32;

/// Where to call, and how.
#[derive(Clone)]
pub struct Hook {
    url: Url,
    secret: Secret,
    /// Private addresses that the operator named.
    named: Vec<IpAddr>,
    tls: TlsConnector,
}

/// A call was not heard. Says nothing of where it went: an address can hold a secret.
#[derive(Debug, thiserror::Error)]
#[error("webhook: {0}")]
pub struct Failed(String);

impl Hook {
    /// The webhook of the settings; none where there is none.
    ///
    /// # Errors
    /// What is wrong with a setting, by its name; never its value.
    pub fn open(settings: &Settings) -> Result<Option<Self>, String> {
        let Some(url) = &settings.alert_webhook else { return Ok(None) };
        let looks = "HOLDFAST_ALERT_WEBHOOK: this looks like https://example.org/alerts (http:// to private addresses only)";
        let url = Url::parse(url.reveal()).ok().filter(|url| url.has_host() && matches!(url.scheme(), "http" | "https")).ok_or(looks)?;
        let secret = settings.alert_secret.clone().filter(|secret| secret.reveal().len() >= SHORTEST);
        let secret = secret.ok_or_else(|| format!("HOLDFAST_ALERT_SECRET: the webhook takes one of {SHORTEST} characters or more"))?;
        let tls = trusting(webpki_roots::TLS_SERVER_ROOTS.iter().cloned().collect())?;
        Ok(Some(Self { url, secret, named: settings.alert_addresses.clone(), tls }))
    }

    /// Calls with a body of JSON. `id` is the same for each try, so that who is called can count them once.
    ///
    /// # Errors
    /// [`Failed`] where it is to be tried again later.
    pub async fn call(&self, body: &str, id: i64, now: Moment) -> Result<(), Failed> {
        let at = now.timestamp();
        let request = Request::post(&self.url[Position::BeforePath..Position::AfterQuery])
            .header("host", &self.url[Position::BeforeHost..Position::AfterPort])
            .header("content-type", "application/json")
            .header("holdfast-delivery", id)
            .header("holdfast-timestamp", at)
            .header("holdfast-signature", sign(&self.secret, at, body))
            .body(Full::from(body.to_owned()))
            .map_err(|_| Failed("no call could be made".into()))?;
        match tokio::time::timeout(PATIENCE, self.deliver(request)).await {
            Ok(Ok(status)) if status.is_success() => Ok(()),
            // An answer that leads elsewhere is not followed.
            Ok(Ok(status)) => Err(Failed(format!("the answer was {}", status.as_u16()))),
            Ok(Err(why)) => Err(Failed(why.into())),
            Err(_) => Err(Failed("no answer came in time".into())),
        }
    }

    /// Connects to the addresses that were looked at, and to no other: nobody can name a different one a moment later.
    async fn deliver(&self, request: Request<Full<Bytes>>) -> Result<StatusCode, &'static str> {
        let stream = TcpStream::connect(&self.addresses().await?[..]).await.map_err(|_| "nobody could be reached")?;
        if self.url.scheme() == "http" {
            return talk(stream, request).await;
        }
        let name = match self.url.host().ok_or("no host")? {
            Host::Domain(name) => ServerName::try_from(name.to_owned()).map_err(|_| "the name is none for TLS")?,
            Host::Ipv4(address) => IpAddr::from(address).into(),
            Host::Ipv6(address) => IpAddr::from(address).into(),
        };
        talk(self.tls.connect(name, stream).await.map_err(|_| "no secure connection could be made")?, request).await
    }

    /// Where the call may go: every address the name stands for, if each of them may be called.
    async fn addresses(&self) -> Result<Vec<SocketAddr>, &'static str> {
        let port = self.url.port_or_known_default().ok_or("no port")?;
        // Who writes an address into the setting names it.
        let (found, is_named): (Vec<SocketAddr>, bool) = match self.url.host().ok_or("no host")? {
            Host::Ipv4(address) => (vec![(address, port).into()], true),
            Host::Ipv6(address) => (vec![(address, port).into()], true),
            Host::Domain(name) => (tokio::net::lookup_host((name, port)).await.map_err(|_| "the name is not known")?.collect(), false),
        };
        let private = |address: &SocketAddr| !is_public(address.ip());
        if !is_named && found.iter().any(|address| private(address) && !self.named.contains(&address.ip().to_canonical())) {
            return Err("the name stands for a private address that HOLDFAST_ALERT_ADDRESSES does not name");
        }
        if self.url.scheme() == "http" && !found.iter().all(private) {
            return Err("over the open net it goes by https only");
        }
        Ok(found)
    }
}

/// Secure connections to servers that one of these vouches for.
fn trusting(roots: RootCertStore) -> Result<TlsConnector, String> {
    let tls = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|error| format!("HOLDFAST_ALERT_WEBHOOK: no TLS: {error}"))?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(TlsConnector::from(Arc::new(tls)))
}

/// Asks, and gives back what kind of answer came; what it says is not read.
async fn talk(
    stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static,
    request: Request<Full<Bytes>>,
) -> Result<StatusCode, &'static str> {
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await.map_err(|_| "the answer is no HTTP")?;
    let connection = tokio::spawn(connection);
    let answer = sender.send_request(request).await;
    connection.abort();
    answer.map(|answer| answer.status()).map_err(|_| "the answer is no HTTP")
}

/// `sha256=` and the HMAC-SHA256, in hex, of the time, a dot and the body.
#[expect(clippy::expect_used, reason = "HMAC takes a key of any length")]
fn sign(secret: &Secret, at: i64, body: &str) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.reveal().as_bytes()).expect("a key of any length");
    mac.update(format!("{at}.{body}").as_bytes());
    mac.finalize().into_bytes().iter().fold("sha256=".to_owned(), |text, byte| format!("{text}{byte:02x}"))
}

/// Whether an address is one of the open net: not this machine's, a local network's or a cloud's own.
fn is_public(address: IpAddr) -> bool {
    match address.to_canonical() {
        IpAddr::V4(v4) => is_public_v4(v4),
        IpAddr::V6(v6) => is_public_v6(v6),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [first, second, ..] = address.octets();
    let carriers_own = first == 100 && (64..128).contains(&second);
    let tests = first == 198 && (18..20).contains(&second);
    let reserved = first == 0 || first >= 240 || (first == 192 && second == 0 && address.octets()[2] == 0);
    !(address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_multicast()
        || address.is_documentation()
        || carriers_own
        || tests
        || reserved)
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    // Of all there are, those in 2000::/3 are given out; some of them are not, or carry an IPv4 address inside.
    let [first, second, ..] = address.segments();
    let carries_v4 = first == 0x2002 || (first == 0x2001 && second == 0);
    let documentation = first == 0x2001 && second == 0xdb8;
    first & 0xe000 == 0x2000 && !carries_v4 && !documentation
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::TcpListener;
    use tokio_rustls::TlsAcceptor;
    use tokio_rustls::rustls::ServerConfig;
    use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};

    use super::*;

    #[test]
    fn private_addresses_are_known_as_such() {
        for private in [
            "127.0.0.1",
            "127.8.8.8",
            "10.1.2.3",
            "172.16.0.1",
            "172.31.255.255",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "255.255.255.255",
            "224.0.0.1",
            "192.0.2.1",
            "::1",
            "::",
            "fe80::1",
            "fc00::1",
            "fd12::1",
            "::ffff:10.0.0.1",
            "2002:a00:1::1",
            "64:ff9b::a00:1",
            "ff02::1",
            "2001:db8::1",
        ] {
            assert!(!is_public(private.parse().unwrap()), "{private}");
        }
        for public in ["93.184.216.34", "172.32.0.1", "100.128.0.1", "2a00:1450::1", "2606:4700::1111"] {
            assert!(is_public(public.parse().unwrap()), "{public}");
        }
    }

    /// A server with a certificate of its own making for that name: the certificate, where it is, and how often it was spoken to.
    async fn server(name: &str) -> (CertificateDer<'static>, u16, Arc<AtomicUsize>) {
        let made = rcgen::generate_simple_self_signed([name.to_owned()]).unwrap();
        let key = PrivateKeyDer::Pkcs8(made.signing_key.serialize_der().into());
        let tls = ServerConfig::builder_with_provider(Arc::new(ring::default_provider())).with_safe_default_protocol_versions().unwrap();
        let tls = tls.with_no_client_auth().with_single_cert(vec![made.cert.der().clone()], key).unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let (port, spoken_to) = (listener.local_addr().unwrap().port(), Arc::new(AtomicUsize::new(0)));
        let count = spoken_to.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let Ok(mut stream) = TlsAcceptor::from(Arc::new(tls.clone())).accept(stream).await else { continue };
                let heard = stream.read(&mut [0; 1024]).await.unwrap_or(0);
                count.fetch_add(usize::from(heard > 0), Ordering::Relaxed);
                let _ = stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n").await;
            }
        });
        (made.cert.der().clone(), port, spoken_to)
    }

    #[tokio::test]
    async fn over_tls_only_whom_somebody_trusted_vouches_for_hears_anything() {
        let hook = |port: u16| {
            let url = Some(Secret::new(format!("https://localhost:{port}/alerts")));
            let named = vec![Ipv4Addr::LOCALHOST.into(), Ipv6Addr::LOCALHOST.into()];
            let settings = Settings {
                alert_webhook: url,
                alert_secret: Some(Secret::new("s".repeat(SHORTEST))),
                alert_addresses: named,
                ..Settings::defaults()
            };
            Hook::open(&settings).unwrap().unwrap()
        };
        let trusts = |hook: Hook, certificate: CertificateDer<'static>| {
            let mut roots = RootCertStore::empty();
            roots.add(certificate).unwrap();
            Hook { tls: trusting(roots).unwrap(), ..hook }
        };
        let now = chrono::DateTime::UNIX_EPOCH;
        let ((own, port, heard), (other, other_port, other_heard)) = (server("localhost").await, server("elsewhere.example.org").await);
        for refused in [hook(port), trusts(hook(port), other.clone()), trusts(hook(other_port), other)] {
            let said = refused.call("{}", 1, now).await.unwrap_err().to_string();
            assert_eq!(said, "webhook: no secure connection could be made");
        }
        assert_eq!(heard.load(Ordering::Relaxed) + other_heard.load(Ordering::Relaxed), 0);
        trusts(hook(port), own).call("{}", 1, now).await.unwrap();
        assert_eq!(heard.load(Ordering::Relaxed), 1);
    }

    #[test]
    fn a_signature_is_of_time_and_body() {
        let sign = |secret: &str, at, body| super::sign(&Secret::new(secret), at, body);
        // As `printf '%s' '1700000000.{"a":1}' | openssl dgst -sha256 -hmac key` has it.
        assert_eq!(sign("key", 1_700_000_000, "{\"a\":1}"), "sha256=a438e398bfafc57e4396bb7fc2304422f0f768e965d073ca313cb52e22e6ad03");
        assert_ne!(sign("key", 1_700_000_001, "{\"a\":1}"), sign("key", 1_700_000_000, "{\"a\":1}"));
        assert_ne!(sign("other", 1_700_000_000, "{\"a\":1}"), sign("key", 1_700_000_000, "{\"a\":1}"));
    }
}
