//! The pages of those who look after the lines.

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use chrono::NaiveDate;
use serde::Deserialize;

use super::form::{Faults, LineForm, day_of_check, is_why};
use super::history::{self, Told};
use super::queue::{self, Item, Queue};
use super::{WHY_CHARS, store};
use crate::accounts::{Operator, Visitor};
use crate::cases::{self, Report, Subject};
use crate::error::{Error, Result};
use crate::ids::CaseId;
use crate::lines::{self, Act, Audience, Change, Country, CountryCode, Directory, Standing};
use crate::state::App;
use crate::web::{Kept, Nav, Page, Path, Query, show};

/// Every route of this feature; to all but operators there is nothing here.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/desk/lines", get(overview))
        .route("/desk/lines/new", get(new).post(add))
        .route("/desk/lines/{line}", get(line).post(act))
        .route("/desk/lines/{line}/correct", get(correct_form).post(correct))
}

fn today(app: &App) -> NaiveDate {
    app.clock.now().date_naive()
}

#[derive(Template)]
#[template(path = "upkeep/overview.html")]
struct OverviewPage {
    page: Page,
    queue: Queue,
    countries: Vec<Country>,
}

#[derive(Template)]
#[template(path = "upkeep/country.html")]
struct CountryPage {
    page: Page,
    code: CountryCode,
    place: String,
    items: Vec<Item>,
    today: NaiveDate,
    done: bool,
}

#[derive(Deserialize)]
struct Which {
    country: Option<String>,
    done: Option<String>,
}

/// `GET /desk/lines`: what there is to do; with `?country=gb` the lines of that country.
async fn overview(State(app): State<App>, visitor: Visitor, _: Operator, Query(which): Query<Which>) -> Result<Response> {
    let (page, directory, today) = (visitor.page(Nav::Desk), lines::directory(&app), today(&app));
    let (lang, anywhere) = (page.words.code, page.words.t("lines-anywhere"));
    if let Some(code) = which.country.as_deref().filter(|code| !code.is_empty()) {
        let code: CountryCode = code.parse().map_err(|_| Error::NotFound)?;
        if code != CountryCode::ANYWHERE && directory.find(code, lang).is_none() {
            return Err(Error::NotFound);
        }
        let (place, items) = (queue::place(&directory, code, lang, anywhere), queue::of_country(&directory, code, today));
        return show(&CountryPage { page, code, place, items, today, done: which.done.is_some() });
    }
    let wrong = store::wrong(&mut *app.db.acquire().await?, app.clock.now()).await?;
    let (queue, countries) = (queue::queue(&directory, wrong, today, lang, anywhere), directory.countries(lang));
    show(&OverviewPage { page, queue, countries })
}

#[derive(Template)]
#[template(path = "upkeep/line.html")]
struct LinePage {
    page: Page,
    item: Item,
    place: String,
    history: Vec<Told>,
    case: Option<CaseId>,
    reports: Vec<Report>,
    today: NaiveDate,
    form: ActForm,
    problem: Option<&'static str>,
    done: bool,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct ActForm {
    act: String,
    seen: i64,
    checked_on: String,
    why: String,
    /// Back to the list of the country, where the line was checked from there.
    from_list: String,
}

impl LinePage {
    fn is_hidden(&self) -> bool {
        self.item.standing == Standing::Hidden
    }
}

#[derive(Deserialize)]
struct Done {
    done: Option<String>,
}

/// `GET /desk/lines/{line}`: what it says, what was said about it, what was done, and what can be done.
async fn line(
    State(app): State<App>,
    visitor: Visitor,
    _: Operator,
    Path(id): Path<String>,
    Query(Done { done }): Query<Done>,
) -> Result<Response> {
    show(&LinePage { done: done.is_some(), ..line_page(&app, &visitor, &id).await? })
}

async fn line_page(app: &App, visitor: &Visitor, id: &str) -> Result<LinePage> {
    let mut conn = app.db.acquire().await?;
    let (page, directory, today) = (visitor.page(Nav::Desk), lines::directory(app), today(app));
    let item = Item::of(&directory, directory.line(id).ok_or(Error::NotFound)?, today);
    let case = cases::open_of(&mut conn, &Subject::Line(id.to_owned())).await?;
    let reports = match case {
        Some(case) => cases::reports(&mut conn, case).await?,
        None => Vec::new(),
    };
    let place = queue::place(&directory, item.line.country, page.words.code, page.words.t("lines-anywhere"));
    let history = history::told(lines::history(&mut conn, id).await?, Directory::shipped().line(id));
    Ok(LinePage { page, item, place, history, case, reports, today, form: ActForm::default(), problem: None, done: false })
}

/// `POST /desk/lines/{line}`: checked, hidden or shown.
async fn act(
    State(app): State<App>,
    visitor: Visitor,
    operator: Operator,
    Path(id): Path<String>,
    Kept { fields, stale }: Kept<ActForm>,
) -> Result<Response> {
    let outcome = if stale { Err(Error::Conflict("form-once-more")) } else { try_to(&app, &operator, &id, &fields).await };
    let (status, problem) = match outcome {
        Ok(()) if fields.from_list.is_empty() => return Ok(Redirect::to(&format!("/desk/lines/{id}?done=yes")).into_response()),
        Ok(()) => return Ok(Redirect::to(&format!("/desk/lines?country={}&done=yes", id.get(..2).unwrap_or("zz"))).into_response()),
        Err(Error::Malformed(problem)) => (StatusCode::UNPROCESSABLE_ENTITY, problem),
        Err(Error::Conflict(problem)) => (StatusCode::CONFLICT, problem),
        Err(other) => return Err(other),
    };
    lines::changed(&app).await;
    let page = LinePage { form: fields, problem: Some(problem), ..line_page(&app, &visitor, &id).await? };
    Ok((status, show(&page)?).into_response())
}

async fn try_to(app: &App, operator: &Operator, id: &str, form: &ActForm) -> Result<()> {
    lines::directory(app).line(id).ok_or(Error::NotFound)?;
    let act = match form.act.as_str() {
        "check" => Act::Check(day_of_check(&form.checked_on, today(app)).ok_or(Error::Malformed("line-wants-day"))?),
        "hide" => Act::Hide,
        "show" => Act::Show,
        _ => return Err(Error::Malformed("desk-choose")),
    };
    let needs_why = !matches!(act, Act::Check(_));
    if needs_why && !is_why(&form.why) || form.why.chars().count() > WHY_CHARS {
        return Err(Error::Malformed("line-wants-why"));
    }
    store_change(app, operator, &Change { line: id, act, why: form.why.trim(), case: None, seen: Some(form.seen) }).await
}

async fn store_change(app: &App, operator: &Operator, change: &Change<'_>) -> Result<()> {
    let mut tx = app.db.begin().await?;
    super::change(&mut tx, operator, change, app.clock.now()).await?;
    tx.commit().await?;
    lines::changed(app).await;
    Ok(())
}

#[derive(Template)]
#[template(path = "upkeep/form.html")]
struct FormPage {
    page: Page,
    countries: Vec<Country>,
    /// The id and the name of the line to correct.
    line: Option<(String, String)>,
    form: LineForm,
    faults: Faults,
    today: NaiveDate,
}

impl FormPage {
    fn new(app: &App, visitor: &Visitor, line: Option<&lines::Line>, form: LineForm, faults: Faults) -> Self {
        let page = visitor.page(Nav::Desk);
        let countries = lines::directory(app).countries(page.words.code);
        Self { page, countries, line: line.map(|line| (line.id.clone(), line.name.clone())), form, faults, today: today(app) }
    }

    fn audiences(&self) -> Vec<Audience> {
        if self.form.audience == Audience::Directory.key() { vec![Audience::Directory] } else { Audience::ALL.to_vec() }
    }
}

/// `GET /desk/lines/new`
async fn new(State(app): State<App>, visitor: Visitor, _: Operator, Query(which): Query<Which>) -> Result<Response> {
    let form = LineForm::empty(&which.country.unwrap_or_default());
    show(&FormPage::new(&app, &visitor, None, form, Faults::new()))
}

/// `POST /desk/lines/new`
async fn add(State(app): State<App>, visitor: Visitor, operator: Operator, Kept { fields, stale }: Kept<LineForm>) -> Result<Response> {
    store_line(&app, &visitor, &operator, None, fields, stale).await
}

/// `GET /desk/lines/{line}/correct`
async fn correct_form(State(app): State<App>, visitor: Visitor, _: Operator, Path(id): Path<String>) -> Result<Response> {
    let directory = lines::directory(&app);
    let line = directory.line(&id).ok_or(Error::NotFound)?;
    let form = LineForm::of(line, directory.layer().last_of(&id));
    show(&FormPage::new(&app, &visitor, Some(line), form, Faults::new()))
}

/// `POST /desk/lines/{line}/correct`
async fn correct(
    State(app): State<App>,
    visitor: Visitor,
    operator: Operator,
    Path(id): Path<String>,
    Kept { fields, stale }: Kept<LineForm>,
) -> Result<Response> {
    store_line(&app, &visitor, &operator, Some(&id), fields, stale).await
}

/// Stores the line that a form makes, or shows the form again with what was typed and what to mend.
async fn store_line(app: &App, visitor: &Visitor, operator: &Operator, id: Option<&str>, form: LineForm, stale: bool) -> Result<Response> {
    let directory = lines::directory(app);
    let before = match id {
        Some(id) => Some(directory.line(id).ok_or(Error::NotFound)?),
        None => None,
    };
    let again = |form: LineForm, status, faults| Ok((status, show(&FormPage::new(app, visitor, before, form, faults))?).into_response());
    if stale {
        return again(form, StatusCode::UNPROCESSABLE_ENTITY, vec!["form-once-more"]);
    }
    let (line, day) = match form.read(before, &directory, today(app)) {
        Ok(read) => read,
        Err(faults) => return again(form, StatusCode::UNPROCESSABLE_ENTITY, faults),
    };
    let act = if before.is_some() { Act::Correct(&line, day) } else { Act::Add(&line, day) };
    match store_change(app, operator, &Change { line: &line.id, act, why: form.why.trim(), case: None, seen: Some(form.seen) }).await {
        Ok(()) => Ok(Redirect::to(&format!("/desk/lines/{}?done=yes", line.id)).into_response()),
        Err(Error::Conflict(problem)) => {
            // What was typed is sent again over what is there now, once it was looked at.
            lines::changed(app).await;
            let seen = lines::directory(app).layer().last_of(&line.id);
            again(LineForm { seen, ..form }, StatusCode::CONFLICT, vec![problem])
        }
        Err(other) => Err(other),
    }
}
