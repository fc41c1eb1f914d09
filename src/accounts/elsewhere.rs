//! Signing in with who somebody is elsewhere (OpenID Connect): the authorisation code with PKCE, state and nonce. A person is found by
//! issuer and subject only. What else the issuer says of them is not read.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;
use openidconnect::core::{CoreAuthPrompt, CoreAuthenticationFlow, CoreClient, CoreJwsSigningAlgorithm, CoreProviderMetadata};
use openidconnect::{
    AsyncHttpClient, AuthorizationCode, ClientId, ClientSecret, CsrfToken, HttpRequest, HttpResponse, IssuerUrl, Nonce, PkceCodeChallenge,
    PkceCodeVerifier, RedirectUrl, TokenResponse,
};
use sha2::{Digest, Sha256};
use sqlx::PgConnection;

use crate::clock::Moment;
use crate::error::{Error, Result};
use crate::ids::{self, AccountId};
use crate::settings::is_secure;
use crate::state::App;

/// How long somebody may be away to sign in elsewhere.
const AWAY_LASTS: TimeDelta = TimeDelta::minutes(15);
/// How long picking a name may take.
const ARRIVAL_LASTS: TimeDelta = TimeDelta::hours(1);
/// How long what the issuer says about itself is believed.
const KNOWN_FOR: TimeDelta = TimeDelta::minutes(15);
/// How long the issuer may take to answer.
const PATIENCE: Duration = Duration::from_secs(4);
/// Bytes of an answer of the issuer that are read.
const MOST_BYTES: usize = 512 * 1024;
/// Where the issuer sends people back to.
pub const BACK: &str = "/sign-in/with/back";
/// How an issuer may sign: with keys of its own, never with the secret we share.
const SIGNED: [CoreJwsSigningAlgorithm; 9] = [
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha384,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha512,
    CoreJwsSigningAlgorithm::RsaSsaPssSha256,
    CoreJwsSigningAlgorithm::RsaSsaPssSha384,
    CoreJwsSigningAlgorithm::RsaSsaPssSha512,
    CoreJwsSigningAlgorithm::EcdsaP256Sha256,
    CoreJwsSigningAlgorithm::EcdsaP384Sha384,
    CoreJwsSigningAlgorithm::EdDsa,
];

/// What people call who they can sign in with, if there is one.
pub fn name(app: &App) -> Option<&String> {
    app.settings.oidc_issuer.as_ref().and(app.settings.oidc_name.as_ref())
}

/// Somebody the issuer knows: by whom, and as whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    issuer: String,
    subject: String,
}

/// Somebody on their way to the issuer.
pub struct Leaving {
    /// Where their browser goes.
    pub to: String,
    /// What it keeps in a cookie until it is back.
    pub cookie: String,
}

/// Somebody who is back.
pub struct Back {
    /// Who they are there.
    pub known: Known,
    /// Where they wanted to go on to.
    pub back: String,
    /// Others use their device.
    pub shared: bool,
}

/// What the issuer's answer brings in the address.
pub struct Answer<'a> {
    /// What we gave along.
    pub state: &'a str,
    /// What the issuer gives for the proof.
    pub code: &'a str,
    /// Who answers, where it says so.
    pub issuer: Option<&'a str>,
}

/// What the issuer said about itself, for a while.
#[derive(Clone)]
struct Provider {
    metadata: Arc<CoreProviderMetadata>,
    until: Moment,
}

/// Begins to sign in elsewhere; `again`: they are to show there, too, that it is them.
pub async fn begin(app: &App, back: &str, shared: bool, again: bool, now: Moment) -> Result<Leaving> {
    let metadata = provider(app, now).await?;
    let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
    let client =
        CoreClient::from_provider_metadata((*metadata).clone(), client_id(app)?, client_secret(app)).set_redirect_uri(back_to(app)?);
    let asking = client
        .authorize_url(CoreAuthenticationFlow::AuthorizationCode, CsrfToken::new_random, Nonce::new_random)
        .set_pkce_challenge(challenge);
    let (to, state, nonce) = if again { asking.add_prompt(CoreAuthPrompt::Login) } else { asking }.url();
    if !is_secure(to.as_str()) {
        return Err(failed("the issuer's page is not secure"));
    }
    let cookie = bs58::encode(ids::chance::<24>()).into_string();
    sqlx::query!(
        "insert into departures (state_hash, browser_hash, nonce, verifier, back, shared, expires_at) values ($1, $2, $3, $4, $5, $6, $7)",
        &hash(state.secret())[..],
        &hash(&cookie)[..],
        nonce.secret(),
        verifier.secret(),
        back,
        shared,
        now + AWAY_LASTS,
    )
    .execute(&app.db)
    .await?;
    Ok(Leaving { to: to.into(), cookie })
}

/// Somebody is back: who they are there, if all fits together. What they left with is used up, however this ends.
///
/// # Errors
/// [`Error::Refused`] where it is another browser's, was used, is too old, or is not what the issuer signed for this sign-in.
pub async fn finish(app: &App, cookie: &str, answer: &Answer<'_>, now: Moment) -> Result<Back> {
    let left = sqlx::query!(
        "delete from departures where state_hash = $1 and browser_hash = $2 returning nonce, verifier, back, shared, expires_at > $3 as \"in_time!\"",
        &hash(answer.state)[..],
        &hash(cookie)[..],
        now,
    );
    let left = left.fetch_optional(&app.db).await?.filter(|left| left.in_time).ok_or(Error::Refused("elsewhere-late"))?;
    if answer.issuer.is_some_and(|issuer| Some(issuer) != app.settings.oidc_issuer.as_deref()) {
        return Err(failed("another issuer answered"));
    }
    let metadata = provider(app, now).await?;
    let client =
        CoreClient::from_provider_metadata((*metadata).clone(), client_id(app)?, client_secret(app)).set_redirect_uri(back_to(app)?);
    let asked = client.exchange_code(AuthorizationCode::new(answer.code.to_owned())).map_err(|_| failed("the issuer gives no proofs"))?;
    let http = Http::new(app)?;
    let tokens = asked.set_pkce_verifier(PkceCodeVerifier::new(left.verifier)).request_async(&http).await;
    let tokens = tokens.map_err(|_| failed("the issuer gave no proof for the code"))?;
    let verifier = client.id_token_verifier().set_allowed_algs(SIGNED).set_time_fn(move || now);
    let claims = tokens.id_token().and_then(|token| token.claims(&verifier, &Nonce::new(left.nonce)).ok());
    let claims = claims.ok_or_else(|| failed("the proof is not one for this sign-in"))?;
    let known = Known { issuer: claims.issuer().to_string(), subject: claims.subject().to_string() };
    if known.subject.is_empty() || known.subject.chars().count() > 255 {
        return Err(failed("the subject is none"));
    }
    Ok(Back { known, back: left.back, shared: left.shared })
}

/// The account of somebody who came that way before.
pub async fn account(conn: &mut PgConnection, known: &Known) -> Result<Option<AccountId>> {
    let account = sqlx::query_scalar!("select account from identities where issuer = $1 and subject = $2", known.issuer, known.subject);
    Ok(account.fetch_optional(conn).await?)
}

/// Remembers somebody who came for the first time while they pick a name: the ticket for the form.
pub async fn arrive(conn: &mut PgConnection, back: &Back, now: Moment) -> Result<String> {
    let ticket = bs58::encode(ids::chance::<24>()).into_string();
    sqlx::query!(
        "insert into arrivals (ticket_hash, issuer, subject, shared, expires_at) values ($1, $2, $3, $4, $5)",
        &hash(&ticket)[..],
        back.known.issuer,
        back.known.subject,
        back.shared,
        now + ARRIVAL_LASTS,
    )
    .execute(conn)
    .await?;
    Ok(ticket)
}

/// Looks a ticket up that is not used yet.
///
/// # Errors
/// [`Error::Refused`] where it is too old or was used.
pub async fn find(conn: &mut PgConnection, ticket: &str, now: Moment) -> Result<()> {
    let found = sqlx::query!("select shared from arrivals where ticket_hash = $1 and expires_at > $2", &hash(ticket)[..], now);
    found.fetch_optional(conn).await?.map(|_| ()).ok_or(Error::Refused("elsewhere-late"))
}

/// Uses a ticket up for an account that was just made; whether others use the device.
///
/// # Errors
/// [`Error::Refused`] where it is too old, was used, or somebody who is the same there has an account by now.
pub(super) async fn connect(conn: &mut PgConnection, ticket: &str, account: AccountId, now: Moment) -> Result<bool> {
    let connected = sqlx::query_scalar!(
        "with arrived as (delete from arrivals where ticket_hash = $1 and expires_at > $3 returning issuer, subject, shared),
            known as (insert into identities (issuer, subject, account, created_at) select issuer, subject, $2, $3 from arrived
                on conflict do nothing returning issuer)
         select shared from arrived where exists (select from known)",
        &hash(ticket)[..],
        account as AccountId,
        now,
    );
    connected.fetch_optional(conn).await?.ok_or(Error::Refused("elsewhere-late"))
}

/// Forgets who did not come back, and who picked no name.
pub(super) async fn sweep(conn: &mut PgConnection, now: Moment) -> Result<()> {
    sqlx::query!("delete from departures where expires_at < $1", now).execute(&mut *conn).await?;
    sqlx::query!("delete from arrivals where expires_at < $1", now).execute(conn).await?;
    Ok(())
}

fn hash(secret: &str) -> [u8; 32] {
    Sha256::digest(secret.as_bytes()).into()
}

/// What went wrong is logged in our words; the issuer's could hold anything.
fn failed(why: &'static str) -> Error {
    tracing::warn!(why, "signing in elsewhere did not work");
    Error::Refused("elsewhere-failed")
}

fn client_id(app: &App) -> Result<ClientId> {
    app.settings.oidc_client_id.clone().map(ClientId::new).ok_or(Error::NotFound)
}

fn client_secret(app: &App) -> Option<ClientSecret> {
    app.settings.oidc_client_secret.as_ref().map(|secret| ClientSecret::new(secret.reveal().to_owned()))
}

fn back_to(app: &App) -> Result<RedirectUrl> {
    RedirectUrl::new(format!("{}{BACK}", app.settings.own_url())).map_err(Error::internal)
}

/// What the issuer says about itself: asked for once in a while.
async fn provider(app: &App, now: Moment) -> Result<Arc<CoreProviderMetadata>> {
    if let Some(known) = app.recall::<Provider>().filter(|known| known.until > now) {
        return Ok(known.metadata);
    }
    let issuer = app.settings.oidc_issuer.clone().ok_or(Error::NotFound)?;
    let issuer = IssuerUrl::new(issuer).map_err(Error::internal)?;
    let metadata = CoreProviderMetadata::discover_async(issuer, &Http::new(app)?).await;
    let metadata = Arc::new(metadata.map_err(|_| failed("the issuer says nothing about itself"))?);
    app.remember(Provider { metadata: metadata.clone(), until: now + KNOWN_FOR });
    Ok(metadata)
}

/// The way to the issuer: no redirects, no proxies, no long waits, and nothing that others on the way can read.
#[derive(Clone)]
struct Http(reqwest::Client);

/// Why the issuer could not be asked.
#[derive(Debug, thiserror::Error)]
enum Unasked {
    #[error("it is not secure")]
    Insecure,
    #[error("it does not answer")]
    Away(#[from] reqwest::Error),
    #[error("it answers too much")]
    TooMuch,
    #[error("its answer can't be read")]
    Unreadable(#[from] axum::http::Error),
}

impl Http {
    fn new(app: &App) -> Result<Self> {
        if let Some(known) = app.recall::<Self>() {
            return Ok(known);
        }
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let roots = rustls::RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
        let tls = rustls::ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions().map_err(Error::internal)?;
        let tls = tls.with_root_certificates(roots).with_no_client_auth();
        let client =
            reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).timeout(PATIENCE).tls_backend_preconfigured(tls);
        let http = Self(client.build().map_err(Error::internal)?);
        app.remember(http.clone());
        Ok(http)
    }

    async fn ask(&self, request: HttpRequest) -> Result<HttpResponse, Unasked> {
        if !is_secure(&request.uri().to_string()) {
            return Err(Unasked::Insecure);
        }
        let mut response = self.0.execute(request.try_into()?).await?;
        let mut answer = axum::http::Response::builder().status(response.status());
        for (name, value) in response.headers() {
            answer = answer.header(name, value);
        }
        let mut body = Vec::new();
        while let Some(piece) = response.chunk().await? {
            body.extend_from_slice(&piece);
            if body.len() > MOST_BYTES {
                return Err(Unasked::TooMuch);
            }
        }
        Ok(answer.body(body)?)
    }
}

impl<'c> AsyncHttpClient<'c> for Http {
    type Error = Unasked;
    type Future = Pin<Box<dyn Future<Output = Result<HttpResponse, Unasked>> + Send + 'c>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        Box::pin(self.ask(request))
    }
}
