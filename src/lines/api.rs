//! `GET /api/v1/lines?country=GB`: a country's lines for programs and other sites. From memory, the same for everybody: no cookie is
//! read, so that any cache may keep it and any site may ask.

use axum::extract::State;
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get};
use axum_extra::TypedHeader;
use axum_extra::headers::{ETag, HeaderMapExt, IfNoneMatch};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use tower_http::cors::{Any, CorsLayer};

use super::{Ask, CountryCode, EmergencyHelp, Help, Hours, LineHelp, directory};
use crate::error::{Error, Result};
use crate::state::App;
use crate::web::Query;

/// Kept for five minutes; while we can't be asked, for a day.
const KEEP: HeaderValue = HeaderValue::from_static("public, max-age=300, stale-while-revalidate=3600, stale-if-error=86400");

/// The route: open to every site, and to none with cookies.
pub(super) fn route() -> MethodRouter<App> {
    let open = CorsLayer::new()
        .allow_origin(Any)
        .allow_methods([Method::GET])
        .allow_headers([header::IF_NONE_MATCH])
        .expose_headers([header::ETAG]);
    get(lines).layer(open)
}

#[derive(Deserialize)]
struct Asked {
    country: Option<String>,
    /// The language of names and notes; English where we don't have it.
    lang: Option<String>,
}

async fn lines(State(app): State<App>, asks: Option<TypedHeader<IfNoneMatch>>, Query(asked): Query<Asked>) -> Result<Response> {
    let code = asked.country.as_deref().and_then(|code| code.parse::<CountryCode>().ok()).ok_or(Error::Malformed("error-country"))?;
    let lang = asked.lang.as_deref().unwrap_or("en");
    let ask = Ask { lang, today: app.clock.now().date_naive(), all: false };
    let help = directory(&app).help(code, &ask).ok_or(Error::Malformed("error-country-unknown"))?;
    let json = serde_json::to_vec(&Answer::of(&help)).map_err(Error::internal)?;
    let tag = format!("W/\"{}\"", bs58::encode(&Sha256::digest(&json)[..12]).into_string());
    let tag: ETag = tag.parse().map_err(|_| Error::internal("not an entity tag"))?;
    let unchanged = asks.is_some_and(|asks| !asks.precondition_passes(&tag));
    let mut response = if unchanged { StatusCode::NOT_MODIFIED.into_response() } else { json.into_response() };
    let headers = response.headers_mut();
    headers.typed_insert(tag);
    headers.insert(header::CACHE_CONTROL, KEEP);
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    headers.insert(HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("cross-origin"));
    Ok(response)
}

#[derive(Serialize)]
struct Answer<'a> {
    country: Place<'a>,
    emergency: Emergency<'a>,
    lines: Vec<Line<'a>>,
    /// Lists of helplines all over the world.
    directories: Vec<Line<'a>>,
    /// Lines that are known and not given: nobody checked them for six months, or their sources are weak.
    withheld: usize,
}

#[derive(Serialize)]
struct Place<'a> {
    code: String,
    name: &'a str,
}

#[derive(Serialize)]
struct Emergency<'a> {
    /// The one number that reaches police, ambulance and fire, where there is one.
    primary: Option<&'a str>,
    /// Further numbers, each with what it reaches.
    numbers: Vec<Number<'a>>,
    note: Option<&'a str>,
    /// The sources are weak: check the number, and say so.
    please_check: bool,
}

#[derive(Serialize)]
struct Number<'a> {
    number: &'a str,
    #[serde(rename = "for")]
    services: Vec<&'static str>,
}

#[derive(Serialize)]
struct Line<'a> {
    id: &'a str,
    name: &'a str,
    #[serde(rename = "for")]
    audience: &'static str,
    phone: Option<&'a str>,
    sms: Option<Sms<'a>>,
    whatsapp: Option<&'a str>,
    chat_url: Option<&'a str>,
    url: Option<&'a str>,
    hours: Option<&'a str>,
    /// Names, in the language asked for.
    languages: &'a [String],
    note: Option<&'a str>,
    checked: Checked,
}

#[derive(Serialize)]
struct Sms<'a> {
    number: &'a str,
    body: Option<&'a str>,
}

/// When it was last looked at. Whoever shows a line shows this with it.
#[derive(Serialize)]
struct Checked {
    on: NaiveDate,
    /// Against the service's own page, by an operator; else the day the list was put together from public copies.
    by_operator: bool,
}

impl<'a> Answer<'a> {
    fn of(help: &'a Help) -> Self {
        Self {
            country: Place { code: help.country.code.to_string(), name: &help.country.name },
            emergency: emergency(&help.emergency),
            lines: help.lines.iter().map(line).collect(),
            directories: help.directories.iter().map(line).collect(),
            withheld: help.withheld,
        }
    }
}

fn emergency(help: &EmergencyHelp) -> Emergency<'_> {
    let number = |number: &'_ super::ServiceHelp| number.services.iter().map(|service| service.key()).collect();
    Emergency {
        primary: help.one.as_ref().map(|dial| dial.text.as_str()),
        numbers: help.by_service.iter().map(|each| Number { number: &each.dial.text, services: number(each) }).collect(),
        note: help.note.as_ref().map(|note| note.text.as_str()),
        please_check: help.please_check,
    }
}

fn line(line: &LineHelp) -> Line<'_> {
    Line {
        id: &line.id,
        name: &line.name,
        audience: line.audience.key(),
        phone: line.phone.as_ref().map(|dial| dial.text.as_str()),
        sms: line.sms.as_ref().map(|sms| Sms { number: &sms.number, body: sms.body.as_deref() }),
        whatsapp: line.whatsapp.as_ref().map(|whatsapp| whatsapp.text.as_str()),
        chat_url: line.chat.as_deref(),
        url: line.website.as_deref(),
        hours: match &line.hours {
            Hours::Always => Some("24/7"),
            Hours::Told(hours) => Some(&hours.text),
            Hours::Unknown => None,
        },
        languages: &line.languages,
        note: line.note.as_ref().map(|note| note.text.as_str()),
        checked: Checked { on: line.checked.on, by_operator: line.checked.by_operator },
    }
}
