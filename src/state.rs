//! What every request shares.

use std::net::IpAddr;
use std::ops::Deref;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use axum::http::Extensions;
use sqlx::PgPool;

use crate::clock::Clock;
use crate::day_key::DayKey;
use crate::hook::Hook;
use crate::mail::Post;
use crate::seal::Keys;
use crate::settings::Settings;

/// The running board: database, clock, settings. Cheap to clone.
#[derive(Clone)]
pub struct App(Arc<Shared>);

/// What [`App`] gives access to.
pub struct Shared {
    /// Connections to Postgres.
    pub db: PgPool,
    /// The time.
    pub clock: Clock,
    /// What the operator set.
    pub settings: Settings,
    /// The way mail leaves, where the operator named one.
    pub post: Option<Post>,
    /// The operator's own program that is called, where they named one.
    pub hook: Option<Hook>,
    /// The operator's keys, where they gave one.
    pub keys: Option<Keys>,
    /// What addresses are hashed with.
    pub day_key: DayKey,
    form_key: OnceLock<[u8; 32]>,
    memory: RwLock<Extensions>,
    ready: AtomicBool,
}

impl Deref for App {
    type Target = Shared;
    fn deref(&self) -> &Shared {
        &self.0
    }
}

impl App {
    /// A board that is not ready yet; see [`Shared::open`].
    pub fn new(db: PgPool, clock: Clock, settings: Settings) -> Self {
        // Settings whose mail server or webhook can't be used are refused when they are read.
        let hook = Hook::open(&settings).ok().flatten();
        let (post, keys) = (Post::open(&settings).ok().flatten(), settings.key.as_ref().map(Keys::new));
        Self(Arc::new(Shared {
            db,
            clock,
            settings,
            post,
            hook,
            keys,
            form_key: OnceLock::new(),
            memory: RwLock::default(),
            day_key: DayKey::default(),
            ready: AtomicBool::new(false),
        }))
    }
}

impl Shared {
    /// Reads (or makes) the board's own key and says that it may answer. The schema must be in place.
    pub async fn open(&self) -> sqlx::Result<()> {
        let mut conn = self.db.acquire().await?;
        let key = crate::db::own_key(&mut conn, "forms", self.clock.now()).await?;
        let _ = self.form_key.set(key);
        self.ready.store(true, Ordering::Release);
        Ok(())
    }

    /// The key that form tokens are made with; `None` until the database was there once.
    pub fn form_key(&self) -> Option<&[u8; 32]> {
        self.form_key.get()
    }

    /// What a feature put into memory last, for pages that ask nobody; found by its type.
    pub fn recall<T: Clone + Send + Sync + 'static>(&self) -> Option<T> {
        self.memory.read().unwrap_or_else(PoisonError::into_inner).get().cloned()
    }

    /// Keeps something in memory for [`Shared::recall`], in place of what was there.
    pub fn remember<T: Clone + Send + Sync + 'static>(&self, what: T) {
        self.memory.write().unwrap_or_else(PoisonError::into_inner).insert(what);
    }

    /// What sending mail to somebody takes; none where this board does not.
    pub fn mail(&self) -> Option<(&Post, &Keys)> {
        self.post.as_ref().zip(self.keys.as_ref())
    }

    /// An address as a hash with the day's key; worth nothing after it.
    pub fn hash_of(&self, address: IpAddr) -> String {
        self.day_key.hash(address, self.clock.now().date_naive())
    }

    /// Whether the database was reached and its schema is right.
    pub fn is_ready(&self) -> bool {
        self.ready.load(Ordering::Acquire)
    }
}
