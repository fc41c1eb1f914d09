//! The program as somebody at a terminal meets it: what is wrong is said, with its name, and the exit status tells the kind.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop where it is")]

use std::io::Write;
use std::process::{Command, Output, Stdio};

use holdfast::audit::{self, Action, Deed};

fn holdfast(arguments: &[&str], environment: &[(&str, &str)], input: &str) -> Output {
    let folder = tempfile::tempdir().unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_holdfast"))
        .args(arguments)
        .current_dir(folder.path())
        .env_clear()
        .envs(environment.iter().copied())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A program that ends at once has closed its input already.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    child.wait_with_output().unwrap()
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

#[track_caller]
fn refuses(arguments: &[&str], environment: &[(&str, &str)], status: i32, words: &[&str]) {
    let output = holdfast(arguments, environment, "");
    let text = said(&output);
    assert_eq!(output.status.code(), Some(status), "{text}");
    for word in words {
        assert!(text.contains(word), "\"{word}\" in: {text}");
    }
    assert!(!text.contains("panicked") && !text.contains("stack backtrace"), "{text}");
}

/// Other programs' variables may hold anything.
#[test]
fn a_variable_that_is_not_unicode_stops_no_command() {
    use std::os::unix::ffi::OsStrExt;
    let strange = std::ffi::OsStr::from_bytes(b"caf\xe9");
    let mut command = Command::new(env!("CARGO_BIN_EXE_holdfast"));
    let output = command.args(["lines", "check"]).env_clear().env("SOMEBODY", strange).env(strange, "x").output().unwrap();
    assert!(!said(&output).contains("panicked"), "{}", said(&output));
}

#[test]
fn a_wrong_setting_is_named_with_what_it_takes() {
    for (name, value, words) in [
        ("HOLDFAST_LISTEN", "nowhere", &["HOLDFAST_LISTEN"][..]),
        ("HOLDFAST_POSTS_PER_HOUR", "0", &["HOLDFAST_POSTS_PER_HOUR", "1 or more"]),
        ("HOLDFAST_CASE_DAYS", "4000000000", &["HOLDFAST_CASE_DAYS", "up to 36500"]),
        ("HOLDFAST_UNDO_SECONDS", "4000000000", &["HOLDFAST_UNDO_SECONDS", "up to 86400"]),
        ("HOLDFAST_POSTS_PER_HOUR", "many", &["HOLDFAST_POSTS_PER_HOUR"]),
        ("HOLDFAST_TRUSTED_PROXIES", "10.0.0.1, proxy", &["HOLDFAST_TRUSTED_PROXIES", "\"proxy\" is not an IP address"]),
        ("HOLDFAST_PUBLIC_URL", "board.example.org", &["HOLDFAST_PUBLIC_URL", "https://"]),
        ("HOLDFAST_LEAVE_TO", "javascript:alert(1)", &["HOLDFAST_LEAVE_TO", "https://"]),
        ("HOLDFAST_LEAVE_TO", "https://", &["HOLDFAST_LEAVE_TO", "name of a site"]),
        ("HOLDFAST_PUBLIC_URL", "https://example.org/board", &["HOLDFAST_PUBLIC_URL", "folder"]),
        ("HOLDFAST_JOIN", "perhaps", &["HOLDFAST_JOIN"]),
        ("HOLDFAST_JOIN", "question", &["HOLDFAST_JOIN_QUESTION"]),
        ("HOLDFAST_MINIMUM_AGE", "0", &["HOLDFAST_MINIMUM_AGE", "1 to 99"]),
        ("HOLDFAST_OIDC_ISSUER", "http://id.example.org", &["HOLDFAST_OIDC_ISSUER", "https://"]),
        ("HOLDFAST_OIDC_ISSUER", "http://127.0.0.1.example.org/", &["HOLDFAST_OIDC_ISSUER", "https://"]),
        ("HOLDFAST_OIDC_ISSUER", "http://localhost@example.org/", &["HOLDFAST_OIDC_ISSUER", "https://"]),
        ("HOLDFAST_OIDC_ISSUER", "https://id.example.org", &["HOLDFAST_OIDC_CLIENT_ID"]),
        ("HOLDFAST_OIDC_CLIENT_SECRET_FILE", "missing-file", &["HOLDFAST_OIDC_CLIENT_SECRET_FILE", "missing-file"]),
        ("HOLDFAST_LISTN", "127.0.0.1:1", &["no setting HOLDFAST_LISTN", "HOLDFAST_LISTEN"]),
        ("HOLDFAST_DATABASE_URL_FILE", "missing-file", &["HOLDFAST_DATABASE_URL_FILE", "missing-file"]),
        ("HOLDFAST_KEY_FILE", "missing-file", &["HOLDFAST_KEY_FILE", "missing-file"]),
        ("HOLDFAST_LISTEN_FILE", "missing-file", &["no setting HOLDFAST_LISTEN_FILE"]),
        ("HOLDFAST_KEY", "too short", &["HOLDFAST_KEY", "32 characters"]),
        ("HOLDFAST_MAIL_URL", "smtp://localhost", &["HOLDFAST_MAIL_FROM"]),
        ("HOLDFAST_ALERT_WEBHOOK", "https://example.org/alerts", &["HOLDFAST_ALERT_SECRET"]),
        ("HOLDFAST_ALERT_WEBHOOK", "ftp://example.org", &["HOLDFAST_ALERT_WEBHOOK", "https://"]),
    ] {
        refuses(&["migrate"], &[(name, value)], 2, words);
    }
    refuses(&["migrate", "--config", "missing.toml"], &[], 2, &["missing.toml"]);
    refuses(&["migrate", "--database-url", "not a url"], &[], 1, &["HOLDFAST_DATABASE_URL", "postgres://"]);
}

#[test]
fn a_wrong_settings_file_is_named_with_its_line() {
    let folder = tempfile::tempdir().unwrap();
    for (text, words) in [
        ("listn = \"127.0.0.1:1\"", "there is no setting \"listn\""),
        ("listen = ", "TOML"),
        ("posts_per_hour = \"ten\"", "posts_per_hour"),
    ] {
        let file = folder.path().join("holdfast.toml");
        std::fs::write(&file, text).unwrap();
        refuses(&["migrate", "--config", file.to_str().unwrap()], &[], 2, &[words, "holdfast.toml"]);
    }
}

#[test]
fn a_command_in_the_wrong_folder_makes_no_second_board() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    for command in [
        &["admin", "create", "ada", "--role", "moderator"][..],
        &["board", "create", "quiet", "--name", "Quiet"],
        &["audit", "verify"],
        &["rerender"],
        &["doctor"],
    ] {
        let arguments = [&["--data-dir", data.to_str().unwrap()][..], command].concat();
        refuses(&arguments, &[], 1, &["There is no board in", data.to_str().unwrap(), "--data-dir"]);
    }
    assert!(!data.exists(), "nothing was made");
}

#[test]
fn the_wrong_use_is_told_apart_from_a_failure() {
    refuses(&["dance"], &[], 2, &["dance"]);
    refuses(&["board", "create"], &[], 2, &["--name"]);
    refuses(&["import", "wordpress", "x.xml", "--board", "b", "--zone", "Atlantis/Sunken"], &[], 2, &["Atlantis/Sunken"]);
    for wrong in ["0", "721", "soon", "-1"] {
        refuses(&["board", "set", "nights", &format!("--unread={wrong}")], &[], 2, &["--unread", "from 1 to 720"]);
    }
    refuses(&["admin", "create", "ada", "--role", "queen"], &[], 2, &["supporter", "moderator", "operator"]);
    for command in ["serve", "migrate", "seed", "screen", "rerender", "doctor"] {
        let help = holdfast(&[command, "--help"], &[], "");
        assert!(help.status.success() && said(&help).contains("Example: "), "{command}: {}", said(&help));
    }
}

#[test]
fn the_screen_reads_lines_and_answers_each_in_order() {
    let output = holdfast(
        &["screen"],
        &[],
        "{\"id\":1,\"text\":\"I want to die\"}\n{\"id\":\"b\",\"text\":\"The traffic is killing me\",\"lang\":\"en\"}\n",
    );
    let lines: Vec<serde_json::Value> =
        output.stdout.split(|b| *b == b'\n').filter(|line| !line.is_empty()).map(|line| serde_json::from_slice(line).unwrap()).collect();
    assert_eq!((lines[0]["id"].as_i64(), lines[0]["level"].as_str()), (Some(1), Some("ideation")));
    assert_eq!((lines[1]["id"].as_str(), lines[1]["level"].as_str()), (Some("b"), Some("none")));
    let broken = holdfast(&["screen"], &[], "{\"id\":1,\"text\":\"fine\"}\nnot json\n");
    assert_eq!(broken.status.code(), Some(1));
    assert!(said(&broken).contains("line 2"), "{}", said(&broken));
}

#[test]
fn the_shipped_lines_are_in_good_form() {
    let output = holdfast(&["lines", "check"], &[], "");
    assert!(output.status.success(), "{}", said(&output));
}

#[test]
fn what_the_lines_lack_is_said_and_the_exit_status_tells() {
    let output = holdfast(&["lines", "check", "--country", "TR"], &[], "");
    assert!(output.status.code() == Some(1) && said(&output).contains("no line to show: TR"), "{}", said(&output));
    let output = holdfast(&["lines", "check", "--country", "Britain"], &[], "");
    assert!(output.status.code() == Some(2) && said(&output).contains("two letters"), "{}", said(&output));
    assert_eq!(holdfast(&["lines", "check", "--country", "GB"], &[("HOLDFAST_LISTEN", "nowhere")], "").status.code(), Some(2));
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn a_log_that_was_changed_is_said_and_the_exit_status_tells_it(db: sqlx::PgPool) {
    let url = sqlx::ConnectOptions::to_url_lossy(&*db.connect_options()).to_string();
    let verify = || {
        let output = holdfast(&["--database-url", &url, "audit", "verify"], &[], "");
        (output.status.code(), said(&output))
    };
    for line in ["gb-one", "gb-two"] {
        let deed = Deed {
            case: None,
            entry: None,
            line: Some(line),
            board: None,
            by: None,
            action: Action::LetStand,
            reason: None,
            message: "",
            from: None,
            to: None,
        };
        audit::append(&mut db.acquire().await.unwrap(), &deed, chrono::DateTime::UNIX_EPOCH).await.unwrap();
    }
    let (status, text) = verify();
    assert!(status == Some(0) && text.contains("2 decisions, each sealed by the next"), "{text}");
    for sql in ["alter table decisions disable trigger user", "delete from decisions where seq = 2"] {
        sqlx::query(sql).execute(&db).await.unwrap();
    }
    let (status, text) = verify();
    assert!(status == Some(1) && text.contains("The log of decisions was changed") && text.contains("number 2"), "{text}");
}

#[sqlx::test(migrator = "holdfast::MIGRATOR")]
async fn doctor_says_which_job_was_not_done_lately(db: sqlx::PgPool) {
    let url = sqlx::ConnectOptions::to_url_lossy(&*db.connect_options()).to_string();
    let doctor = || said(&holdfast(&["--database-url", &url, "doctor"], &[], ""));
    let text = doctor();
    assert!(text.contains("the job \"cases\" was not done") && text.contains("the job \"exports\" was not done"), "{text}");
    sqlx::query("insert into job_runs (name, begun_at, done_at) values ('cases', now(), now())").execute(&db).await.unwrap();
    let text = doctor();
    assert!(!text.contains("\"cases\" was not done") && text.contains("\"exports\" was not done"), "{text}");
}

#[test]
fn flags_and_tags_stand_in_each_answer_and_one_text_is_explained() {
    let output = holdfast(
        &["screen"],
        &[],
        "{\"id\":1,\"text\":\"My brother says he wants to die. How do I raise it?\"}\n{\"id\":2,\"text\":\"Just kill yourself already\"}\n",
    );
    let lines: Vec<serde_json::Value> =
        String::from_utf8(output.stdout).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!((&lines[0]["flags"], &lines[0]["tags"]), (&serde_json::json!(["third_party"]), &serde_json::json!([])));
    assert_eq!((&lines[1]["flags"], &lines[1]["tags"]), (&serde_json::json!([]), &serde_json::json!(["incitement"])));
    let span = lines[1]["spans"][0].as_object().unwrap();
    assert!(span.len() == 3 && ["start", "end", "rule"].iter().all(|name| span.contains_key(*name)), "{span:?}");
    let told = said(&holdfast(&["screen", "--explain", "I am not okay and I want to die"], &[], ""));
    for words in [
        "read as: ideation",
        "“want to die”",
        "rule wants-to-die (en): The writer wants to die",
        "meant here: the writer, now",
        "The learned part",
    ] {
        assert!(told.contains(words), "\"{words}\" in: {told}");
    }
    assert!(said(&holdfast(&["screen", "--explain", "We baked bread"], &[], "")).contains("No rule finds anything."));
}

const FOG: &str = r#"language = "en"
[[rule]]
name = "the-fog"
means = "What people here call it."
grade = "ideation"
patterns = ["the fog is back"]
matches = ["Well, the fog is back"]
leaves = ["my sister says the fog is back"]
"#;

#[test]
fn phrases_of_the_operators_own_are_read_beside_the_others_and_a_bad_file_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("ours.toml");
    let path = file.to_str().unwrap();
    std::fs::write(&file, FOG).unwrap();
    let text = "{\"id\":1,\"text\":\"The fog is back.\"}\n{\"id\":2,\"text\":\"I want to die\"}\n";
    let levels = |environment: &[(&str, &str)]| -> Vec<String> {
        let output = holdfast(&["screen"], environment, text);
        assert!(output.status.success(), "{}", said(&output));
        let lines = String::from_utf8(output.stdout).unwrap();
        let level = |line: &str| serde_json::from_str::<serde_json::Value>(line).unwrap()["level"].as_str().unwrap().to_owned();
        lines.lines().map(level).collect()
    };
    assert_eq!(levels(&[("HOLDFAST_PHRASES", path)]), ["ideation", "ideation"]);
    assert_ne!(levels(&[])[0], "ideation");
    let told = said(&holdfast(&["screen", "--explain", "The fog is back."], &[("HOLDFAST_PHRASES", path)], ""));
    assert!(told.contains("rule the-fog (own): What people here call it."), "{told}");
    for (wrong, words) in [
        (FOG.replace("Well, the fog", "Well, the mist"), &["rule the-fog", "does not find its own example “Well, the mist is back”"][..]),
        (FOG.replace("my sister says ", ""), &["rule the-fog", "finds what it should leave"]),
        (FOG.replace("is back\"]\nmatches", "(is back\"]\nmatches"), &["rule the-fog"]),
        (FOG.replace("grade", "grad"), &["grad"]),
        (FOG.replace("\"en\"", "\"xx\""), &["language", "en, es, pt"]),
    ] {
        std::fs::write(&file, wrong).unwrap();
        for command in ["screen", "serve", "doctor"] {
            refuses(&[command], &[("HOLDFAST_PHRASES", path)], 2, &[&["HOLDFAST_PHRASES", "ours.toml"], words].concat());
        }
    }
    refuses(&["screen"], &[("HOLDFAST_PHRASES", "missing.toml")], 2, &["HOLDFAST_PHRASES", "missing.toml"]);
}
