//! Telling the moderators: that something is against the rules, or that one is worried about somebody. The two stand apart.

mod pages;
mod wrong_number;

use axum::Router;
use axum::routing::get;

use crate::audit::Rule;
use crate::state::App;

/// Every route of this feature.
pub fn routes() -> Router<App> {
    pages::routes().route("/help/{country}/wrong/{line}", get(wrong_number::ask).post(wrong_number::tell))
}

/// What a report can name, in the order people choose from.
pub const REASONS: [Rule; 6] = [Rule::Encourages, Rule::Cruel, Rule::Methods, Rule::Private, Rule::Spam, Rule::Other];
/// Reports a member may send in an hour; a quarter of them at once.
const REPORTS_AN_HOUR: u32 = 40;
/// Worries a member may send in an hour; a quarter of them at once.
const WORRIES_AN_HOUR: u32 = 20;
/// Times in an hour that one person may say how worried they are about one other, as that other stands there: three at once. Saying that they may be in danger
/// now is counted apart, so that it always gets through.
const WORRIES_ABOUT_ONE: u32 = 4;
