//! The way to Postgres: pool, limits, the board's own keys.

pub mod embedded;

use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgListener, PgPoolOptions};
use sqlx::{Connection, PgConnection, PgPool};

use crate::clock::Moment;
use crate::ids;

/// How long a request waits for a connection.
const PATIENCE: Duration = Duration::from_secs(3);

/// A connection that rested so long is asked whether it still lives before it is used; one in steady use is not.
const RESTED: Duration = Duration::from_millis(500);

/// A pool that connects when first asked, so that the help page is up before (and without) the database.
pub fn pool(options: PgConnectOptions, connections: u32) -> PgPool {
    PgPoolOptions::new()
        .max_connections(connections)
        .acquire_timeout(PATIENCE)
        .test_before_acquire(false)
        .before_acquire(|conn, about| {
            Box::pin(async move {
                if about.idle_for > RESTED {
                    conn.ping().await?;
                }
                Ok(true)
            })
        })
        .connect_lazy_with(tuned(options))
}

/// Where no server is: for a pool whose server is still being started. Asking it fails at once.
pub fn nowhere() -> PgConnectOptions {
    PgConnectOptions::new_without_pgpass().socket("/nowhere")
}

/// From now on the pool connects there.
pub fn lead_to(db: &PgPool, options: PgConnectOptions) {
    db.set_connect_options(tuned(options));
}

fn tuned(options: PgConnectOptions) -> PgConnectOptions {
    options
        .application_name("holdfast")
        // A page that would take longer is refused, so that one slow query cannot take every connection.
        .options([("statement_timeout", "4000"), ("lock_timeout", "2000"), ("idle_in_transaction_session_timeout", "10000")])
        // What pages read is in memory or on a disk without moving parts: a step along an index costs little more than the next row.
        .options([("random_page_cost", "1.1")])
        // Every query walks an index whatever its values (`tests/query_costs.rs`), so each is planned once a connection, not each time.
        .options([("plan_cache_mode", "force_generic_plan")])
        // A plan made while a table was small would read all of it for as long as the connection keeps the plan. Where there is
        // no index to walk, the table is read all the same; compiling such a plan because it looks dear would never pay.
        .options([("enable_seqscan", "off"), ("jit", "off")])
}

/// Hears what any process tells on a channel, over a connection of its own: a full pool does not make it deaf.
pub async fn listener(db: &PgPool, channel: &str) -> sqlx::Result<PgListener> {
    let one = PgPoolOptions::new().max_connections(1).acquire_timeout(PATIENCE).connect_lazy_with((*db.connect_options()).clone());
    let mut listener = PgListener::connect_with(&one).await?;
    listener.listen(channel).await?;
    Ok(listener)
}

/// The board's own key of that name, made when first asked for and shared by every process on the database.
pub async fn own_key(conn: &mut PgConnection, name: &str, now: Moment) -> sqlx::Result<[u8; 32]> {
    let fresh: [u8; 32] = ids::chance();
    let kept =
        sqlx::query_scalar!(
        "with made as (insert into secrets (name, secret, created_at) values ($1, $2, $3) on conflict (name) do nothing returning secret)
         select secret as \"secret!\" from made union all select secret from secrets where name = $1 limit 1",
        name, &fresh[..], now,
    )
        .fetch_one(conn)
        .await?;
    kept.try_into().map_err(|_| sqlx::Error::Decode(format!("secrets: {name} is not 32 bytes long").into()))
}
