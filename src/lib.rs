//! Holdfast, a peer-support board: posts, replies, moderation, and help that is always one click away.
//!
//! The map of the house, roof first. A module uses only what stands below it; `tests/floors.rs` keeps the order.

// The roof.
pub mod cli;
pub mod router;
pub mod worker;

// Features, highest first.
pub mod about;
pub mod accounts;
pub mod appeals;
pub mod audit;
pub mod away;
pub mod boards;
pub mod care;
pub mod cases;
pub mod desk;
pub mod drafts;
pub mod duty;
pub mod entries;
pub mod import;
pub mod joining;
pub mod leaving;
pub mod letters;
pub mod lines;
pub mod notices;
pub mod people;
pub mod reports;
pub mod retention;
pub mod rules;
pub mod safety;
pub mod screen;
pub mod talks;
pub mod threads;
pub mod upkeep;

// Plumbing.
pub mod web;

// Ground.
pub mod clock;
pub mod day_key;
pub mod db;
pub mod error;
pub mod hook;
pub mod ids;
pub mod mail;
pub mod outbox;
pub mod seal;
pub mod settings;
pub mod state;
pub mod text;
pub mod words;

/// Every step from an empty database to today's schema; forward only.
pub static MIGRATOR: sqlx::migrate::Migrator = sqlx::migrate!();
