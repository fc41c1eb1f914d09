//! Holdfast, a peer-support board: posts, replies, moderation, and help that is always one click away.
//!
//! The map of the house, roof first. A module uses only what stands below it; `tests/floors.rs` keeps the order.

// The roof.
pub mod cli;
pub mod router;
pub mod worker;

// Features, highest first.
pub mod import;
pub mod about;
pub mod desk;
pub mod reports;
pub mod notices;
pub mod entries;
pub mod threads;
pub mod boards;
pub mod cases;
pub mod audit;
pub mod accounts;
pub mod care;
pub mod lines;
pub mod screen;

// Plumbing.
pub mod web;

// Ground.
pub mod state;
pub mod db;
pub mod outbox;
pub mod settings;
pub mod error;
pub mod words;
pub mod text;
pub mod ids;
pub mod clock;

/// Every step from an empty database to today's schema; forward only.
pub static MIGRATOR: sqlx::migrate::Migrator = sqlx::migrate!();
