//! The letters themselves, and sending them. A letter says what to do and nothing else: no name, no title, no word of anybody's.

use super::store::{self, To};
use super::{Purpose, Tells, stop_token, token};
use crate::clock::Moment;
use crate::error::{Error, Result};
use crate::ids::{AccountId, CaseId, LinkId};
use crate::mail::{Address, Letter, Post};
use crate::seal::Keys;
use crate::state::App;
use crate::words::{self, Words};

/// Sends a link to the address it was made for. A link that was used, is over or whose address was removed is nothing to send.
pub async fn send_link(app: &App, link: LinkId) -> Result<()> {
    let Some((post, keys)) = app.mail() else { return Ok(()) };
    let now = app.clock.now();
    let Some(to) = store::of_link(&mut *app.db.acquire().await?, link, now).await? else { return Ok(()) };
    let words = language(&to);
    let what = match Purpose::read(&to.purpose) {
        Some(Purpose::Recover) => "letter-recover",
        _ => "letter-confirm",
    };
    let address = format!("{}/m/{}", app.settings.own_url(), token(keys, link));
    let text = paragraphs(&[words.t(what), &address, words.t("letter-not-you")]);
    write(post, keys, &to, words.t("letter-subject-link"), &text, None, &format!("link.{link}"), now).await
}

/// Tells somebody that there is something new, with the way to end such mail. `id` names the occasion.
pub async fn send_news(app: &App, account: AccountId, id: i64) -> Result<()> {
    let Some((post, keys)) = app.mail() else { return Ok(()) };
    let now = app.clock.now();
    let Some(to) = store::of_account(&mut *app.db.acquire().await?, account, false).await? else { return Ok(()) };
    let (words, own) = (language(&to), app.settings.own_url());
    let stop = format!("{own}/m/stop/{}", stop_token(keys, to.id));
    let text = paragraphs(&[words.t("letter-news"), &format!("{own}/notices"), words.t("letter-stop"), &stop]);
    write(post, keys, &to, words.t("letter-subject-news"), &text, Some(&stop), &format!("news.{id}"), now).await?;
    Ok(store::told(&mut *app.db.acquire().await?, to.id, now).await?)
}

/// Tells somebody who chose so that a passphrase was set with one of their codes, and where to get back in if that was not they.
/// `id` names the occasion.
pub async fn send_recovered(app: &App, account: AccountId, id: i64) -> Result<()> {
    let Some((post, keys)) = app.mail() else { return Ok(()) };
    let (mut conn, now) = (app.db.acquire().await?, app.clock.now());
    if store::who_is_told(&mut conn, &[account], Tells::Recovered.as_str()).await?.is_empty() {
        return Ok(());
    }
    let Some(to) = store::of_account(&mut conn, account, false).await? else { return Ok(()) };
    drop(conn);
    let (words, own) = (language(&to), app.settings.own_url());
    let text = paragraphs(&[words.t("letter-recovered"), &format!("{own}/sign-in/recover")]);
    write(post, keys, &to, words.t("letter-subject-news"), &text, None, &format!("recovered.{id}"), now).await
}

/// Tells somebody who is on duty, or runs the board, that so much waits that is urgent. `id` names the occasion.
pub async fn send_alert(app: &App, account: AccountId, urgent: i64, id: i64) -> Result<()> {
    let Some((post, keys)) = app.mail() else { return Ok(()) };
    let now = app.clock.now();
    let Some(to) = store::of_account(&mut *app.db.acquire().await?, account, true).await? else { return Ok(()) };
    let (words, own) = (language(&to), app.settings.own_url());
    let text = paragraphs(&[&words.say("letter-alert", "n", urgent), &format!("{own}/desk"), words.t("letter-alert-why")]);
    write(post, keys, &to, words.t("letter-subject-alert"), &text, None, &format!("alert.{id}"), now).await
}

/// Sends a letter to an operator whom a moderator asks for, about somebody who may be in danger: a link to the steps, and nothing of it.
pub async fn send_asked(app: &App, account: AccountId, case: CaseId, id: i64) -> Result<()> {
    let Some((post, keys)) = app.mail() else { return Ok(()) };
    let now = app.clock.now();
    let Some(to) = store::of_account(&mut *app.db.acquire().await?, account, true).await? else { return Ok(()) };
    let (words, own) = (language(&to), app.settings.own_url());
    let text = paragraphs(&[words.t("letter-asked"), &format!("{own}/desk/{case}/crisis"), words.t("letter-alert-why")]);
    write(post, keys, &to, words.t("letter-subject-alert"), &text, None, &format!("alert.{id}"), now).await
}

fn language(to: &To) -> &'static Words {
    words::find(&to.language).unwrap_or_else(words::english)
}

fn paragraphs(parts: &[&str]) -> String {
    parts.join("\r\n\r\n") + "\r\n"
}

#[expect(clippy::too_many_arguments, reason = "each is a part of the letter")]
async fn write(post: &Post, keys: &Keys, to: &To, subject: &str, text: &str, stop: Option<&str>, id: &str, now: Moment) -> Result<()> {
    let Some(address) = keys.open(to.account.0.as_bytes(), &to.sealed).and_then(|address| Address::parse(&address).ok()) else {
        tracing::warn!("an address can't be opened: HOLDFAST_KEY is not the one it was sealed with");
        return Ok(());
    };
    let letter = Letter { to: &address, subject, text, stop, id };
    post.send(&letter, now).await.map_err(|failed| Error::Unavailable(failed.into()))
}
