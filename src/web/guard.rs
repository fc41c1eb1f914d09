//! What stands before every page: headers, where a form came from, how often an address may ask.

use std::net::{IpAddr, Ipv6Addr, SocketAddr};
use std::sync::{Arc, Weak};
use std::time::Duration;

use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use governor::RateLimiter;
use governor::clock::{DefaultClock, QuantaInstant};
use governor::middleware::NoOpMiddleware;
use governor::state::keyed::DefaultKeyedStateStore;
use tokio::sync::Semaphore;
use tower_governor::governor::{GovernorConfig, GovernorConfigBuilder};
use tower_governor::key_extractor::KeyExtractor;
use tower_governor::{GovernorError, GovernorLayer};

use crate::error::Error;
use crate::settings::Settings;
use crate::state::App;

const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; manifest-src 'self'; \
    worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// The same careful headers on every answer; nobody's cache keeps one that does not say that it may.
pub async fn headers(State(app): State<App>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in [
        ("content-security-policy", POLICY),
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "no-referrer"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        ("permissions-policy", "camera=(), microphone=(), geolocation=(), interest-cohort=()"),
        ("x-robots-tag", "noindex, noarchive"),
        ("cache-control", "no-store"),
    ] {
        headers.entry(HeaderName::from_static(name)).or_insert(HeaderValue::from_static(value));
    }
    if app.settings.is_https() {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=31536000; includeSubDomains"));
    }
    response
}

/// A change comes from a page of ours. The form's token is checked besides, where the form is read.
pub async fn origin(State(app): State<App>, request: Request, next: Next) -> Response {
    let safe = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if safe || is_ours(&app, request.headers()) { next.run(request).await } else { Error::Refused("error-other-site").into_response() }
}

/// Browsers that say where a request comes from are believed. With `no-referrer` they send `Origin: null` for our own
/// forms, so that one says nothing; the token and the cookie's `SameSite` remain.
fn is_ours(app: &App, headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = text("sec-fetch-site") {
        return matches!(site, "same-origin" | "none");
    }
    match text("origin") {
        None | Some("null") => true,
        Some(origin) => {
            origin == app.settings.own_url()
                || text("host").is_some_and(|host| origin.split_once("://").is_some_and(|(_, rest)| rest == host))
        }
    }
}

/// The address that asks, for what is counted per guest. It goes no further than the request.
#[derive(Clone, Copy)]
pub struct Asker(pub IpAddr);

/// Notes who asks, so that what a handler counts and what the limit counts are the same.
pub async fn asker(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let address = Address { trusted: app.settings.trusted_proxies.clone().into() };
    if let Ok(address) = address.extract(&request) {
        request.extensions_mut().insert(Asker(address));
    }
    next.run(request).await
}

/// The address a request is counted under: the peer's, or behind a trusted proxy the right-most address that is not one.
#[derive(Clone, Debug)]
pub struct Address {
    trusted: Arc<[IpAddr]>,
}

impl KeyExtractor for Address {
    type Key = IpAddr;

    fn extract<T>(&self, request: &axum::http::Request<T>) -> Result<IpAddr, GovernorError> {
        let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip().to_canonical());
        let peer = peer.ok_or(GovernorError::UnableToExtractKey)?;
        Ok(block(client(peer, request.headers(), &self.trusted)))
    }
}

fn client(peer: IpAddr, headers: &HeaderMap, trusted: &[IpAddr]) -> IpAddr {
    if !trusted.contains(&peer) {
        return peer;
    }
    let lists: Vec<&str> = headers.get_all("x-forwarded-for").iter().map(|list| list.to_str().unwrap_or_default()).collect();
    for hop in lists.iter().rev().flat_map(|list| list.rsplit(',')) {
        // What stands left of a hop that can't be read is what anybody may have written.
        let Some(hop) = hop_address(hop.trim()) else { return peer };
        if !trusted.contains(&hop) {
            return hop;
        }
    }
    peer
}

/// The address of a hop, with or without a port.
fn hop_address(hop: &str) -> Option<IpAddr> {
    let bare = hop.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(hop);
    let address = bare.parse().or_else(|_| hop.parse().map(|socket: SocketAddr| socket.ip())).ok()?;
    Some(IpAddr::to_canonical(&address))
}

/// One household has many IPv6 addresses: they count as one, by their first 64 bits.
fn block(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(v6) => Ipv6Addr::from_bits(v6.to_bits() >> 64 << 64).into(),
    }
}

type Limiter = RateLimiter<IpAddr, DefaultKeyedStateStore<IpAddr>, DefaultClock, NoOpMiddleware<QuantaInstant>>;

/// How often an address may ask; what it is told is a page like every other.
pub type Limit = GovernorLayer<Address, NoOpMiddleware<QuantaInstant>, axum::body::Body>;

/// The limit as the settings have it.
pub fn limit(settings: &Settings) -> Limit {
    limit_to(settings, settings.requests_per_second, settings.requests_burst)
}

/// A limit of so many a second in the long run, and so many at once.
///
/// # Panics
/// Where one of them is zero; settings of zero are refused when they are read.
#[expect(clippy::expect_used, reason = "neither is ever zero")]
pub fn limit_to(settings: &Settings, per_second: u32, at_once: u32) -> Limit {
    let config: GovernorConfig<Address, _> = GovernorConfigBuilder::default()
        .per_nanosecond(1_000_000_000 / u64::from(per_second))
        .burst_size(at_once)
        .key_extractor(Address { trusted: settings.trusted_proxies.clone().into() })
        .finish()
        .expect("neither rate nor burst is zero");
    tokio::spawn(forget_addresses(Arc::downgrade(config.limiter())));
    GovernorLayer::new(config).error_handler(|error| match error {
        GovernorError::TooManyRequests { wait_time, .. } => {
            Error::TooMany(u32::try_from(wait_time).unwrap_or(u32::MAX).max(1)).into_response()
        }
        other => Error::internal(other.to_string()).into_response(),
    })
}

/// How often addresses are forgotten that may ask as often as ever.
const FORGOTTEN_EVERY: Duration = Duration::from_mins(1);

/// Forgets addresses that asked nothing lately, as long as the limit is in use.
async fn forget_addresses(limiter: Weak<Limiter>) {
    loop {
        tokio::time::sleep(FORGOTTEN_EVERY).await;
        let Some(limiter) = limiter.upgrade() else { return };
        forget_rested(&limiter);
    }
}

fn forget_rested(limiter: &Limiter) {
    limiter.retain_recent();
    limiter.shrink_to_fit();
}

/// Room for so many requests at once that need the database.
pub fn room(settings: &Settings) -> Arc<Semaphore> {
    Arc::new(Semaphore::new(settings.requests_at_once as usize))
}

/// Lets a request in while there is room. Who comes when it is full is told at once, and asked to come again: waiting in line would
/// only make everybody late, and the processor's time is better spent on those who are in and on the help page.
pub async fn in_room(State(room): State<Arc<Semaphore>>, request: Request, next: Next) -> Response {
    match room.try_acquire() {
        Ok(_place) => next.run(request).await,
        Err(_) => Error::Full.into_response(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forwarded(list: &str) -> HeaderMap {
        [("x-forwarded-for".parse::<HeaderName>().unwrap(), list.parse().unwrap())].into_iter().collect()
    }

    #[test]
    fn forwarding_headers_are_believed_from_named_proxies_only() {
        let (peer, proxy): (IpAddr, IpAddr) = ("203.0.113.9".parse().unwrap(), "10.0.0.1".parse().unwrap());
        let headers = forwarded("192.0.2.66, 198.51.100.7, 10.0.0.1");
        assert_eq!(client(peer, &headers, &[]), peer);
        assert_eq!(client(peer, &headers, &[proxy]), peer);
        assert_eq!(client(proxy, &headers, &[proxy]), "198.51.100.7".parse::<IpAddr>().unwrap());
        for (list, counted) in [
            ("nonsense", "10.0.0.1"),
            ("192.0.2.66, 198.51.100.7:4711", "198.51.100.7"),
            ("192.0.2.66, nonsense", "10.0.0.1"),
            ("192.0.2.66, nonsense, 10.0.0.1", "10.0.0.1"),
            ("[2001:db8::7]:4711", "2001:db8::7"),
            ("::ffff:198.51.100.7", "198.51.100.7"),
        ] {
            assert_eq!(client(proxy, &forwarded(list), &[proxy]), counted.parse::<IpAddr>().unwrap(), "{list}");
        }
    }

    #[test]
    fn an_address_that_rested_is_not_kept() {
        let quota = governor::Quota::per_second(1000.try_into().unwrap());
        let limiter = Limiter::new(quota, DefaultKeyedStateStore::default(), DefaultClock::default());
        assert!(limiter.check_key(&"192.0.2.1".parse().unwrap()).is_ok());
        assert_eq!(limiter.len(), 1);
        std::thread::sleep(Duration::from_millis(20));
        forget_rested(&limiter);
        assert_eq!(limiter.len(), 0);
    }
}
