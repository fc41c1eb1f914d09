//! What an operator can set: `HOLDFAST_*` over `holdfast.toml` over defaults that are safe.

mod check;

use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};

use confique::{Config, Layer, meta};
use serde::Deserialize;

/// The settings with nothing filled in.
type Said = <Settings as Config>::Layer;

/// Everything that can be set. The README's table is made from these comments; a test compares.
#[derive(Config, Clone, Debug)]
pub struct Settings {
    /// Address and port the board listens on.
    #[config(env = "HOLDFAST_LISTEN", default = "127.0.0.1:8470")]
    pub listen: SocketAddr,

    /// The address people type, such as `https://board.example.org`; with https, cookies are sent over https only. Not set: `http://` and `listen`.
    #[config(env = "HOLDFAST_PUBLIC_URL", parse_env = non_empty)]
    pub public_url: Option<String>,

    /// The site's name, in the page head and on every page.
    #[config(env = "HOLDFAST_SITE_NAME", default = "Holdfast")]
    pub site_name: String,

    /// Where *Leave this site* goes: a plain page that explains itself to anyone who looks over a shoulder.
    #[config(env = "HOLDFAST_LEAVE_TO", default = "https://www.bbc.co.uk/weather")]
    pub leave_to: String,

    /// Folder of the embedded Postgres, and of what was last known of the crisis lines.
    #[config(env = "HOLDFAST_DATA_DIR", default = "holdfast-data")]
    pub data_dir: PathBuf,

    /// Folder of the day's key, which internet addresses are hashed with for limits and is thrown away at midnight (UTC): copies of the board that share a database share it, and no backup should hold it. Not set: `data_dir`.
    #[config(env = "HOLDFAST_DAY_KEY_FOLDER", parse_env = path)]
    pub day_key_folder: Option<PathBuf>,

    /// A Postgres server of your own (15 or later), as a `postgres://` URL; none: the embedded one. Secret: `HOLDFAST_DATABASE_URL_FILE` names a file that holds it.
    #[config(env = "HOLDFAST_DATABASE_URL", parse_env = secret)]
    pub database_url: Option<Secret>,

    /// Folder of the Postgres programs (`initdb`, `postgres`); not set: looked for.
    #[config(env = "HOLDFAST_POSTGRES_PROGRAMS", parse_env = path)]
    pub postgres_programs: Option<PathBuf>,

    /// Connections to the database at most, per process. Not set: two for each processor, and two more.
    #[config(env = "HOLDFAST_DATABASE_CONNECTIONS")]
    pub database_connections: Option<u32>,

    /// Proxies whose `X-Forwarded-For` is believed, as addresses separated by commas; nobody's otherwise.
    #[config(env = "HOLDFAST_TRUSTED_PROXIES", default = [], parse_env = addresses)]
    pub trusted_proxies: Vec<IpAddr>,

    /// Requests a second from one address, in the long run; the help page is never limited.
    #[config(env = "HOLDFAST_REQUESTS_PER_SECOND", default = 20)]
    pub requests_per_second: u32,

    /// Requests from one address at once, before the long run counts.
    #[config(env = "HOLDFAST_REQUESTS_BURST", default = 120)]
    pub requests_burst: u32,

    /// Requests that are worked on at once; who comes when it is full is asked to come again in a moment, with help at hand. The help page is outside of it.
    #[config(env = "HOLDFAST_REQUESTS_AT_ONCE", default = 256)]
    pub requests_at_once: u32,

    /// Who can join: `open` (everybody), `question` (everybody; until a volunteer has read their answer to a question of yours they may do what a guest may), `invite` (whoever has a one-use link of a member) or `closed` (nobody). Reading, writing as a guest and help are the same in all of them.
    #[config(env = "HOLDFAST_JOIN", default = "open")]
    pub join: Join,

    /// The question that people answer who want to join, where `HOLDFAST_JOIN` is `question`: up to 300 characters.
    #[config(env = "HOLDFAST_JOIN_QUESTION", parse_env = non_empty)]
    pub join_question: Option<String>,

    /// Who can make links that invite somebody, where `HOLDFAST_JOIN` is `invite`: `supporters` (moderators and operators too) or `everyone` who is a member.
    #[config(env = "HOLDFAST_INVITES_BY", default = "supporters")]
    pub invites_by: InvitesBy,

    /// From which age on people can have an account: joining then asks yes or no. No date of birth is asked for, and a no is stored nowhere; it is answered with lines for young people. Not set: nobody is asked.
    #[config(env = "HOLDFAST_MINIMUM_AGE")]
    pub minimum_age: Option<u8>,

    /// Who else people can sign in with, by OpenID Connect: the issuer's address, such as `https://id.example.org` (http only on this machine). Register `/sign-in/with/back` under your public address there. Nothing is kept of what it says but who somebody is there. Not set: nobody.
    #[config(env = "HOLDFAST_OIDC_ISSUER", parse_env = non_empty)]
    pub oidc_issuer: Option<String>,

    /// What that issuer calls this board.
    #[config(env = "HOLDFAST_OIDC_CLIENT_ID", parse_env = non_empty)]
    pub oidc_client_id: Option<String>,

    /// What this board proves itself with there, where it does. Secret: `HOLDFAST_OIDC_CLIENT_SECRET_FILE` names a file that holds it.
    #[config(env = "HOLDFAST_OIDC_CLIENT_SECRET", parse_env = secret)]
    pub oidc_client_secret: Option<Secret>,

    /// What people call it, on the button to sign in with it.
    #[config(env = "HOLDFAST_OIDC_NAME", parse_env = non_empty)]
    pub oidc_name: Option<String>,

    /// Tries at signing in, joining and getting back in that one address has in an hour, at all names together; a device that signed in before is not counted. Many people behind one address need more.
    #[config(env = "HOLDFAST_TRIES_PER_HOUR", default = 240)]
    pub tries_per_hour: u32,

    /// Posts a person may write in an hour; a guest has half of it.
    #[config(env = "HOLDFAST_POSTS_PER_HOUR", default = 10)]
    pub posts_per_hour: u32,

    /// Replies a person may write in an hour; a guest has half of it.
    #[config(env = "HOLDFAST_REPLIES_PER_HOUR", default = 120)]
    pub replies_per_hour: u32,

    /// Days after joining in which moderators and operators can work without a second step at sign-in; 0: they set one up before anything else.
    #[config(env = "HOLDFAST_SECOND_STEP_AFTER_DAYS", default = 0)]
    pub second_step_after_days: u32,

    /// Days after which text that a volunteer took down is erased: half a year in which its writer can ask for another look, and three months more.
    #[config(env = "HOLDFAST_REMOVED_TEXT_DAYS", default = 273)]
    pub removed_text_days: u32,

    /// Days for which a closed case is kept, with its reports and reasons; what was decided stays in the log.
    #[config(env = "HOLDFAST_CASE_DAYS", default = 180)]
    pub case_days: u32,

    /// Days for which a notice is kept after it was read.
    #[config(env = "HOLDFAST_NOTICE_DAYS", default = 180)]
    pub notice_days: u32,

    /// Days for which a member's draft is kept that nobody went on with.
    #[config(env = "HOLDFAST_DRAFT_DAYS", default = 90)]
    pub draft_days: u32,

    /// Days for which an event is kept that could not be delivered.
    #[config(env = "HOLDFAST_OUTBOX_DAYS", default = 7)]
    pub outbox_days: u32,

    /// Seconds a moderator's decision waits before anybody feels it, so that it can be taken back; 0: none.
    #[config(env = "HOLDFAST_UNDO_SECONDS", default = 15)]
    pub undo_seconds: u32,

    /// The server that mail leaves by, as `smtps://name:passphrase@mail.example.org`, or `smtp://` with STARTTLS (without, on this machine only); none: the board sends no mail. Secret: `HOLDFAST_MAIL_URL_FILE` names a file that holds it.
    #[config(env = "HOLDFAST_MAIL_URL", parse_env = secret)]
    pub mail_url: Option<Secret>,

    /// The address that mail comes from. Nothing in it should say what this board is: others may see who writes to somebody.
    #[config(env = "HOLDFAST_MAIL_FROM", parse_env = non_empty)]
    pub mail_from: Option<String>,

    /// What people's mail addresses are sealed with, such as `openssl rand -base64 32` makes; none: no address is taken. Without it nobody can read them, so keep it, and not beside the database's backups. Secret: `HOLDFAST_KEY_FILE` names a file that holds it.
    #[config(env = "HOLDFAST_KEY", parse_env = secret)]
    pub key: Option<Secret>,

    /// A program of your own that is called when somebody may be in danger or somebody is worried (`docs/alerts.md`), such as `https://example.org/alerts`; none: nobody is called. Secret: `HOLDFAST_ALERT_WEBHOOK_FILE` names a file that holds it.
    #[config(env = "HOLDFAST_ALERT_WEBHOOK", parse_env = secret)]
    pub alert_webhook: Option<Secret>,

    /// What those calls are signed with, 32 characters or more. Secret: `HOLDFAST_ALERT_SECRET_FILE` names a file that holds it.
    #[config(env = "HOLDFAST_ALERT_SECRET", parse_env = secret)]
    pub alert_secret: Option<Secret>,

    /// Private addresses the webhook's name may stand for, separated by commas; others are not called.
    #[config(env = "HOLDFAST_ALERT_ADDRESSES", default = [], parse_env = addresses)]
    pub alert_addresses: Vec<IpAddr>,

    /// Whether help is offered beside a text while it is being written (`true` or `false`): for that the page sends the text to this server, which reads and forgets it. Each person can switch it off for themselves.
    #[config(env = "HOLDFAST_CARE_WHILE_WRITING", default = true)]
    pub care_while_writing: bool,

    /// A file with phrases of your own for the screen (`docs/phrases.md`), beside those that come with the program.
    #[config(env = "HOLDFAST_PHRASES", parse_env = path)]
    pub phrases: Option<PathBuf>,
}

/// Who can join.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Join {
    /// Everybody.
    Open,
    /// Everybody, and somebody reads their answer to a question first.
    Question,
    /// Whoever was invited.
    Invite,
    /// Nobody.
    Closed,
}

/// Who can invite.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum InvitesBy {
    /// Trusted peers, moderators and operators.
    Supporters,
    /// Every member.
    Everyone,
}

/// A setting that is never printed.
#[derive(Clone, Deserialize)]
pub struct Secret(String);

impl Secret {
    /// A secret, from the command line or a test.
    pub fn new(secret: impl Into<String>) -> Self {
        Self(secret.into())
    }

    /// The secret itself, for the one place that needs it.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("(secret)")
    }
}

/// A setting cannot be used; the message names it and says what it takes.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// A value of the wrong kind, in the environment or the file.
    #[error("{0}")]
    Value(String),
    /// A name in the file that is no setting.
    #[error("{file}: there is no setting \"{name}\". The settings are: {known}")]
    Unknown {
        /// The settings file.
        file: PathBuf,
        /// The unknown name.
        name: String,
        /// Every name that is known.
        known: String,
    },
    /// An environment variable that starts like ours and is no setting.
    #[error("HOLDFAST settings: there is no setting {name}. The settings are: {known}")]
    UnknownEnv {
        /// The unknown name.
        name: String,
        /// Every name that is known.
        known: String,
    },
    /// The named file is missing or cannot be read.
    #[error("{file}: {cause}")]
    File {
        /// The file.
        file: PathBuf,
        /// What the system says.
        cause: std::io::Error,
    },
}

/// What the command line may say over file and environment.
#[derive(Debug, Default, Clone)]
pub struct Given {
    /// `--config`.
    pub config: Option<PathBuf>,
    /// `--data-dir`.
    pub data_dir: Option<PathBuf>,
    /// `--database-url`.
    pub database_url: Option<String>,
    /// `--listen`.
    pub listen: Option<SocketAddr>,
}

impl Settings {
    /// Reads command line over environment over file over defaults.
    ///
    /// # Errors
    /// [`SettingsError`] names the setting that is wrong.
    pub fn load(given: Given) -> Result<Self, SettingsError> {
        refuse_unknown_variables()?;
        let file = given.config.clone().unwrap_or_else(|| "holdfast.toml".into());
        let written = match std::fs::read_to_string(&file) {
            Ok(text) => {
                refuse_unknown_names(&file, &text)?;
                text
            }
            Err(cause) if given.config.is_none() && cause.kind() == std::io::ErrorKind::NotFound => String::new(),
            Err(cause) => return Err(SettingsError::File { file, cause }),
        };
        let said = Said {
            data_dir: given.data_dir,
            database_url: given.database_url.map(Secret).or(secret_file("HOLDFAST_DATABASE_URL")?),
            oidc_client_secret: secret_file("HOLDFAST_OIDC_CLIENT_SECRET")?,
            mail_url: secret_file("HOLDFAST_MAIL_URL")?,
            key: secret_file("HOLDFAST_KEY")?,
            alert_webhook: secret_file("HOLDFAST_ALERT_WEBHOOK")?,
            alert_secret: secret_file("HOLDFAST_ALERT_SECRET")?,
            listen: given.listen,
            ..Layer::empty()
        };
        let from_file: Said = toml::from_str(&written).map_err(|error| SettingsError::Value(format!("{}: {error}", file.display())))?;
        let settings = Self::builder().preloaded(said).env().preloaded(from_file).load().map_err(explain)?;
        settings.check()?;
        Ok(settings)
    }

    /// The defaults alone, for tests.
    ///
    /// # Panics
    /// Never: every setting has a default or is optional.
    #[expect(clippy::expect_used, reason = "every setting has a default")]
    pub fn defaults() -> Self {
        Self::from_layer(Layer::default_values()).expect("defaults are complete")
    }

    /// Connections to the database at most. More than the processors can keep busy only make each other wait (see `BENCHMARKS.md`).
    pub fn connections(&self) -> u32 {
        let processors = std::thread::available_parallelism().map_or(2, |count| u32::try_from(count.get()).unwrap_or(u32::MAX));
        self.database_connections.unwrap_or(processors.saturating_mul(2).saturating_add(2))
    }

    /// The board's own address, without a slash at the end.
    pub fn own_url(&self) -> String {
        self.public_url.as_deref().map_or_else(|| format!("http://{}", self.listen), |url| url.trim_end_matches('/').to_owned())
    }

    /// Where the day's key is kept.
    pub fn day_key_folder(&self) -> PathBuf {
        self.day_key_folder.clone().unwrap_or_else(|| self.data_dir.clone())
    }

    /// Whether people reach the board over https.
    pub fn is_https(&self) -> bool {
        self.public_url.as_deref().is_some_and(|url| url.starts_with("https://"))
    }
}

/// The library's error with its causes: the first names the setting, the last says what is wrong with it.
#[expect(clippy::needless_pass_by_value, reason = "it is a map_err function")]
fn explain(error: confique::Error) -> SettingsError {
    let causes = std::iter::successors(std::error::Error::source(&error), |cause| cause.source());
    let text = causes.fold(error.to_string(), |text, cause| format!("{text}: {cause}"));
    SettingsError::Value(text)
}

fn fields() -> impl Iterator<Item = &'static meta::Field> {
    Settings::META.fields.iter()
}

/// Name, environment variable, default and description of every setting, in order.
pub fn described() -> Vec<(&'static str, &'static str, String, String)> {
    fields()
        .map(|field| {
            let (env, default) = match &field.kind {
                meta::FieldKind::Leaf { env, kind: meta::LeafKind::Required { default } } => {
                    (env.unwrap_or(""), default.as_ref().map_or_else(String::new, show))
                }
                meta::FieldKind::Leaf { env, .. } => (env.unwrap_or(""), "not set".to_owned()),
                meta::FieldKind::Nested { .. } => ("", String::new()),
            };
            (field.name, env, default, field.doc.concat().trim().to_owned())
        })
        .collect()
}

fn show(value: &meta::Expr) -> String {
    match value {
        meta::Expr::Str(text) => (*text).to_owned(),
        meta::Expr::Integer(number) => number.to_string(),
        meta::Expr::Bool(yes) => yes.to_string(),
        _ => "none".to_owned(),
    }
}

fn refuse_unknown_names(file: &Path, text: &str) -> Result<(), SettingsError> {
    let table: toml::Table = text.parse().map_err(|error| SettingsError::Value(format!("{}: {error}", file.display())))?;
    let known: Vec<_> = fields().map(|field| field.name).collect();
    match table.keys().find(|name| !known.contains(&name.as_str())) {
        Some(name) => Err(SettingsError::Unknown { file: file.into(), name: name.clone(), known: known.join(", ") }),
        None => Ok(()),
    }
}

/// The settings that may stand in a file of their own, named by a variable with `_FILE` at its end.
const SECRETS: [&str; 6] = [
    "HOLDFAST_DATABASE_URL",
    "HOLDFAST_OIDC_CLIENT_SECRET",
    "HOLDFAST_MAIL_URL",
    "HOLDFAST_KEY",
    "HOLDFAST_ALERT_WEBHOOK",
    "HOLDFAST_ALERT_SECRET",
];

fn refuse_unknown_variables() -> Result<(), SettingsError> {
    let known: Vec<_> = described().into_iter().map(|(_, env, ..)| env).collect();
    let is_file = |name: &str| name.strip_suffix("_FILE").is_some_and(|secret| SECRETS.contains(&secret));
    // Names and values need not be Unicode; one of ours is.
    let strange = std::env::vars_os()
        .filter_map(|(name, _)| name.into_string().ok())
        .find(|name| name.starts_with("HOLDFAST_") && !known.contains(&name.as_str()) && !is_file(name));
    strange.map_or(Ok(()), |name| Err(SettingsError::UnknownEnv { name, known: known.join(", ") }))
}

/// What stands in the file that the twin of this variable names.
fn secret_file(env: &str) -> Result<Option<Secret>, SettingsError> {
    let name = format!("{env}_FILE");
    let Some(file) = std::env::var_os(&name) else { return Ok(None) };
    let text = std::fs::read_to_string(&file)
        .map_err(|cause| SettingsError::Value(format!("{name}: {} can't be read: {cause}", PathBuf::from(&file).display())))?;
    Ok(Some(Secret::new(text.trim())))
}

/// Whether what goes to that address can be read by nobody on the way: https, or this machine itself.
pub fn is_secure(address: &str) -> bool {
    let host = |rest: &str| rest.split(['/', '?', '#']).next().unwrap_or_default().to_owned();
    match address.split_once("://") {
        Some(("https", rest)) => !host(rest).is_empty(),
        Some(("http", rest)) => {
            let host = host(rest);
            let name = if host.starts_with('[') { host.split(']').next() } else { host.split(':').next() };
            matches!(name, Some("127.0.0.1" | "localhost" | "[::1"))
        }
        _ => false,
    }
}

/// What is wrong with a value.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct Wrong(String);

fn non_empty(text: &str) -> Result<String, Wrong> {
    if text.trim().is_empty() { Err(Wrong("it is empty; leave it out instead".into())) } else { Ok(text.trim().to_owned()) }
}

fn secret(text: &str) -> Result<Secret, Wrong> {
    non_empty(text).map(Secret)
}

fn path(text: &str) -> Result<PathBuf, Wrong> {
    non_empty(text).map(PathBuf::from)
}

fn addresses(text: &str) -> Result<Vec<IpAddr>, Wrong> {
    let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
    parts.map(|part| part.parse().map_err(|_| Wrong(format!("\"{part}\" is not an IP address")))).collect()
}
