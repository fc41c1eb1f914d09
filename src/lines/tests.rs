use super::*;

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

struct Asking {
    today: NaiveDate,
    all: bool,
    lang: &'static str,
    layer: Layer,
}

impl Asking {
    fn on(today: NaiveDate) -> Self {
        Self { today, all: false, lang: "en", layer: Layer::default() }
    }

    fn all(today: NaiveDate) -> Self {
        Self { all: true, ..Self::on(today) }
    }

    fn ask(&self) -> Ask<'static> {
        Ask { lang: self.lang, today: self.today, all: self.all }
    }

    fn help(&self, code: &str) -> Help {
        Directory::under(self.layer.clone()).help(code.parse().unwrap(), &self.ask()).unwrap()
    }
}

const SOON: Option<NaiveDate> = NaiveDate::from_ymd_opt(2026, 11, 1);

fn soon() -> NaiveDate {
    SOON.unwrap()
}

fn ids(lines: &[LineHelp]) -> Vec<&str> {
    lines.iter().map(|line| line.id.as_str()).collect()
}

#[test]
fn britain_has_999_and_its_own_lines_only() {
    let help = Asking::on(soon()).help("gb");
    let one = help.emergency.one.as_ref().unwrap();
    assert_eq!((one.text.as_str(), one.href.as_str()), ("999", "tel:999"));
    assert!(help.emergency.by_service.is_empty() && !help.emergency.please_check);
    let samaritans = &help.lines[0];
    assert_eq!((samaritans.name.as_str(), samaritans.phone.as_ref().unwrap().href.as_str()), ("Samaritans", "tel:116123"));
    assert_eq!((&samaritans.hours, samaritans.languages.as_slice()), (&Hours::Always, ["English".to_owned()].as_slice()));
    assert_eq!(help.lines[2].sms.as_ref().unwrap().href, "sms:85258?body=SHOUT");
    assert!(help.lines.iter().all(|line| line.id.starts_with("gb-")));
    assert!(help.directories.iter().any(|line| line.name == "Find A Helpline"));
}

#[test]
fn no_country_ever_shows_the_lines_of_another() {
    let directory = Directory::shipped();
    for country in directory.countries("en") {
        let start = format!("{}-", country.code.small());
        let help = Asking::all(soon()).help(country.code.as_str());
        assert!(help.lines.iter().all(|line| line.id.starts_with(&start)), "{}", country.name);
        assert!(help.directories.iter().all(|line| line.audience == Audience::Directory && line.phone.is_none()));
        assert!(help.emergency.first().is_some(), "{} has no number", country.name);
    }
}

#[test]
fn seven_months_later_only_the_emergency_number_and_the_directories_are_left() {
    let later = Asking::on(day(2027, 5, 1)).help("GB");
    assert!(later.lines.is_empty() && later.stale && later.withheld > 10);
    assert_eq!(later.emergency.one.unwrap().text, "999");
    assert_eq!(later.directories[0].id, "zz-findahelpline");
    // They can still be asked for, and say so.
    let all = Asking::all(day(2027, 5, 1)).help("GB");
    assert!(all.lines.iter().all(|line| line.doubt.is_some()) && all.withheld == 0);
    assert_eq!(all.lines[0].doubt, Some(Doubt::Stale));
}

#[test]
fn what_an_operator_checked_stays_fresh_from_that_day() {
    let mut asking = Asking::on(day(2027, 5, 1));
    asking.layer.checks.insert("gb-shout".into(), day(2027, 4, 20));
    asking.layer.checks.insert("gb-samaritans".into(), day(2030, 1, 1)); // a slip of the pen counts for nothing
    asking.layer.checks.insert("gb-calm".into(), day(2026, 10, 20)); // older than six months
    let help = asking.help("GB");
    assert_eq!(ids(&help.lines), ["gb-shout"]);
    assert!(help.lines[0].checked.by_operator);
    assert_eq!(help.lines[0].checked.on, day(2027, 4, 20));
}

#[test]
fn the_shipped_set_says_when_it_was_put_together_and_its_newest_copy() {
    let help = Asking::on(soon()).help("GB");
    let checked = help.lines[0].checked;
    assert!(!checked.by_operator);
    assert_eq!((checked.month().key(), checked.month().year().as_str()), ("october", "2026"));
    assert!(checked.newest_copy.unwrap() <= checked.month());
}

#[test]
fn a_line_we_are_not_sure_of_is_shown_only_when_asked_for_and_marked() {
    let help = Asking::on(soon()).help("IT");
    assert!(!ids(&help.lines).contains(&"it-gay-help-line") && help.withheld == 2 && !help.stale);
    let all = Asking::all(soon()).help("IT");
    let low: Vec<_> = all.lines.iter().filter(|line| line.doubt == Some(Doubt::Unsure)).collect();
    assert_eq!(low.len(), 2);
    assert!(all.lines[all.lines.len() - 2..].iter().all(|line| line.doubt.is_some()), "they come last");
    // An operator's check does not make weak sources strong.
    let mut checked = Asking::on(soon());
    checked.layer.checks.insert("it-gay-help-line".into(), soon());
    assert!(!ids(&checked.help("IT").lines).contains(&"it-gay-help-line"));
}

#[test]
fn a_line_reported_wrong_is_gone_even_for_those_who_ask_for_all() {
    for mut asking in [Asking::on(soon()), Asking::all(soon())] {
        asking.layer.hidden.insert("gb-samaritans".into());
        asking.layer.hidden.insert("zz-findahelpline".into());
        let help = asking.help("GB");
        assert!(!ids(&help.lines).contains(&"gb-samaritans"));
        assert!(!ids(&help.directories).contains(&"zz-findahelpline"));
    }
}

#[test]
fn without_one_number_they_are_listed_by_service() {
    let japan = Asking::on(soon()).help("JP").emergency;
    assert_eq!(japan.one, None);
    let listed: Vec<_> = japan.by_service.iter().map(|number| (number.dial.text.as_str(), number.services.as_slice())).collect();
    assert_eq!(listed, [("110", [Service::Police].as_slice()), ("119", [Service::Ambulance, Service::Fire].as_slice())]);
    assert_eq!(japan.first().unwrap().text, "119");
}

#[test]
fn numbers_that_are_only_mentioned_are_never_shown() {
    // Andorra's entry also mentions 112, which nobody confirmed.
    let andorra = Asking::on(soon()).help("AD").emergency;
    let numbers: Vec<_> = andorra.by_service.iter().map(|number| number.dial.text.as_str()).collect();
    assert_eq!(numbers, ["110", "116", "118"]);
}

#[test]
fn weak_emergency_numbers_ask_to_be_checked() {
    assert!(Asking::on(soon()).help("AC").emergency.please_check);
    assert!(!Asking::on(soon()).help("JP").emergency.please_check);
}

#[test]
fn a_country_without_lines_has_its_emergency_number_and_the_directories() {
    let help = Asking::on(soon()).help("TR");
    assert!(help.lines.is_empty() && !help.stale && help.withheld == 0);
    assert!(help.emergency.first().is_some() && !help.directories.is_empty());
}

#[test]
fn numbers_out_of_use_appear_nowhere() {
    let directory = Directory::shipped();
    for lang in crate::words::all().iter().map(|words| words.code) {
        for country in directory.countries(lang) {
            let help = Asking { lang, ..Asking::all(soon()) }.help(country.code.as_str());
            for line in help.lines.iter().chain(&help.directories) {
                let shown = format!("{line:?}");
                assert!(!shown.contains("273-8255") && !shown.contains("2738255"), "{}", line.id);
                let note = line.note.as_ref().map_or("", |note| &note.text);
                for word in ["print", "advertise", "left out", "developer list", "older number", "Check before showing", "stored"] {
                    assert!(!note.contains(word), "{}: {note}", line.id);
                }
            }
        }
    }
    let us = Asking::on(soon()).help("US");
    assert_eq!(us.lines[0].note.as_ref().unwrap().text, "Veterans press 1, Spanish press 2.");
}

#[test]
fn every_rewritten_note_belongs_to_something() {
    let directory = Directory::shipped();
    let notes = directory.rewritten_notes();
    for id in notes.lines.keys() {
        assert!(directory.line(id).is_some(), "{id}");
    }
    for code in notes.emergency.keys() {
        assert!(directory.find(*code, "en").is_some(), "{code}");
    }
}

#[test]
fn every_note_is_told_in_every_language_the_pages_speak() {
    let directory = Directory::shipped();
    for lang in crate::words::all().iter().map(|words| words.code) {
        let mut told = 0;
        for country in directory.countries(lang) {
            let help = Asking { lang, ..Asking::all(soon()) }.help(country.code.as_str());
            let lines = || help.lines.iter().chain(&help.directories);
            let hours = lines().filter_map(|line| if let Hours::Told(hours) = &line.hours { Some(hours) } else { None });
            for note in lines().filter_map(|line| line.note.as_ref()).chain(hours).chain(&help.emergency.note) {
                assert_eq!(note.lang, lang, "{}: {}", country.code, note.text);
                told += 1;
            }
        }
        assert!(told > 100, "{told}");
    }
}

#[test]
fn every_code_has_a_name_in_every_language() {
    let directory = Directory::shipped();
    assert_eq!(directory.countries("en").len(), 244);
    for lang in ["en", "es", "pt", "fr", "de", "it", "nl", "xx"] {
        assert!(directory.countries(lang).iter().all(|country| country.name.len() > 2), "{lang}");
    }
    for line in directory.lines() {
        let names = directory.lines_for(line.country, &Asking::all(soon()).ask());
        assert!(names.iter().flat_map(|line| &line.languages).all(|name| name.len() > 3), "{}", line.id);
    }
}

#[test]
fn countries_stand_where_people_look_for_them() {
    let names: Vec<String> = Directory::shipped().countries("es-MX").into_iter().map(|country| country.name).collect();
    let place = |name: &str| names.iter().position(|each| each == name).unwrap();
    assert!(place("España") < place("Estados Unidos"));
    assert!(place("Ecuador") < place("Egipto"));
    let names: Vec<String> = Directory::shipped().countries("de").into_iter().map(|country| country.name).collect();
    let place = |name: &str| names.iter().position(|each| each == name).unwrap();
    assert!(place("Ägypten") < place("Albanien") && place("Österreich") < place("Pakistan"));
    let names: Vec<String> = Directory::shipped().countries("en").into_iter().map(|country| country.name).collect();
    assert_eq!((names[0].as_str(), names[1].as_str(), names[243].as_str()), ("Afghanistan", "Åland Islands", "Zimbabwe"));
}

#[test]
fn codes_are_read_in_either_case() {
    for (written, code) in [("gb", "GB"), ("De", "DE"), ("UK", "GB"), (" us ", "US")] {
        assert_eq!(written.parse::<CountryCode>().unwrap().as_str(), code);
    }
    for written in ["", "g", "gbr", "é", "1a", "../"] {
        assert_eq!(written.parse::<CountryCode>(), Err(NotACountryCode), "{written}");
    }
    assert!(Directory::shipped().find("ZZ".parse().unwrap(), "en").is_none());
}

#[test]
fn every_country_with_lines_has_a_page() {
    let directory = Directory::shipped();
    for line in directory.lines() {
        assert!(line.country == CountryCode::ANYWHERE || directory.find(line.country, "en").is_some(), "{}", line.id);
    }
}
