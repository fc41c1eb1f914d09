//! Keeping some distance: from a person (also behind an alias, without learning who it is), a thread, a content note.

mod pages;
mod store;

pub use pages::routes;
