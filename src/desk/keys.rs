//! Single keys: which key presses which button, as every moderator likes it.

use std::collections::BTreeMap;

use sqlx::types::Json;
use sqlx::{PgConnection, Result};

use crate::ids::AccountId;

/// What has a key of its own, with the key it has unless somebody changed it, and the sentence that names it.
pub(super) const DEFAULTS: [(&str, char, &str); 28] = [
    ("let_stand", 'a', "desk-let-stand"),
    ("publish", 's', "desk-publish"),
    ("cover", 'c', "desk-cover"),
    ("hold", 'd', "desk-hold"),
    ("restore", 'b', "desk-restore"),
    ("remove", 'r', "desk-remove"),
    ("edit_out", 'e', "desk-edit-out"),
    ("notes", 't', "desk-notes"),
    ("lock", 'l', "desk-lock-or-open"),
    ("limit", 'i', "desk-limit"),
    ("move", 'v', "desk-move"),
    ("write", 'm', "desk-write"),
    ("uphold", 'k', "desk-uphold"),
    ("grant", 'g', "desk-grant"),
    ("pause", 'p', "desk-pause"),
    ("lift", 'f', "desk-lift"),
    ("accept", 'y', "desk-accept"),
    ("decline", 'q', "desk-decline"),
    ("unmask", 'x', "unmask-link"),
    ("crisis", '!', "desk-crisis"),
    ("note", 'n', "desk-note"),
    ("second", 'h', "desk-second"),
    ("release", 'u', "desk-release"),
    ("take", 'w', "desk-take"),
    ("next", 'j', "desk-next"),
    ("undo", 'z', "desk-undo"),
    ("show", 'o', "desk-show"),
    ("help", '?', "desk-keys"),
];

/// A moderator's keys.
#[derive(Debug, Clone)]
pub(super) struct Keys {
    pub are_on: bool,
    changed: BTreeMap<String, char>,
}

impl Keys {
    /// The key of that action, where keys are on. One that was chosen for another action before this one had it stays there.
    pub(super) fn of(&self, action: &str) -> Option<char> {
        let action = action.strip_prefix("un").filter(|action| matches!(*action, "lock" | "limit")).unwrap_or(action);
        let key = self.set(action);
        let is_taken = self.changed.iter().any(|(other, chosen)| other != action && *chosen == key);
        (self.are_on && !is_taken).then_some(key)
    }

    /// The key of that action, on or not.
    pub(super) fn set(&self, action: &str) -> char {
        let usual = DEFAULTS.iter().find(|(name, ..)| *name == action).map_or(' ', |(_, key, _)| *key);
        self.changed.get(action).copied().unwrap_or(usual)
    }

    /// Keys as a form has them: one character each, no two the same, digits left for what is chosen inside a panel.
    ///
    /// # Errors
    /// The id of the sentence that says what to change.
    pub(super) fn parse(are_on: bool, fields: &[(String, String)]) -> Result<Self, &'static str> {
        let mut keys = Self { are_on, changed: BTreeMap::new() };
        for (action, usual, _) in DEFAULTS {
            let Some((_, typed)) = fields.iter().find(|(name, _)| name == action) else { continue };
            let mut letters = typed.trim().chars().flat_map(char::to_lowercase);
            let key = match (letters.next(), letters.next()) {
                (None, _) => usual,
                (Some(key), None) if !key.is_numeric() && !key.is_control() => key,
                _ => return Err("keys-one-letter"),
            };
            if key != usual {
                keys.changed.insert(action.to_owned(), key);
            }
        }
        let mut all: Vec<char> = DEFAULTS.iter().map(|(action, ..)| keys.set(action)).collect();
        all.sort_unstable();
        if all.windows(2).any(|two| two[0] == two[1]) { Err("keys-twice") } else { Ok(keys) }
    }
}

pub(super) async fn of(conn: &mut PgConnection, account: AccountId) -> Result<Keys> {
    let row = sqlx::query!(
        r#"select are_on, keys as "keys: Json<BTreeMap<String, char>>" from desk_keys where account = $1"#,
        account as AccountId
    );
    let row = row.fetch_optional(conn).await?;
    Ok(row.map_or_else(|| Keys { are_on: true, changed: BTreeMap::new() }, |row| Keys { are_on: row.are_on, changed: row.keys.0 }))
}

pub(super) async fn save(conn: &mut PgConnection, account: AccountId, keys: &Keys) -> Result<()> {
    sqlx::query!(
        "insert into desk_keys (account, are_on, keys) values ($1, $2, $3)
         on conflict (account) do update set are_on = excluded.are_on, keys = excluded.keys",
        account as AccountId,
        keys.are_on,
        Json(&keys.changed) as _,
    )
    .execute(conn)
    .await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(fields: &[(&str, &str)]) -> Result<Keys, &'static str> {
        Keys::parse(true, &fields.iter().map(|(name, key)| ((*name).to_owned(), (*key).to_owned())).collect::<Vec<_>>())
    }

    #[test]
    fn a_key_is_one_letter_and_presses_one_thing() {
        assert!(parse(&[]).is_ok());
        let keys = parse(&[("remove", "Ö"), ("hold", "r")]).unwrap();
        assert_eq!((keys.of("remove"), keys.of("hold"), keys.of("unlock")), (Some('ö'), Some('r'), Some('l')));
        assert_eq!(parse(&[("remove", "a")]).err(), Some("keys-twice"));
        let before = Keys { are_on: true, changed: BTreeMap::from([("remove".to_owned(), 'k')]) };
        assert_eq!((before.of("remove"), before.of("uphold")), (Some('k'), None), "chosen before there was another use for it");
        for wrong in ["ab", "7", "\u{7}x"] {
            assert_eq!(parse(&[("remove", wrong)]).err(), Some("keys-one-letter"), "{wrong}");
        }
        assert_eq!(Keys::parse(false, &[]).unwrap().of("remove"), None, "switched off");
    }
}
