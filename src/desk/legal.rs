//! What may be done about a case: the one table of it. The page shows these and no other, and the same table is asked again
//! when the decision is carried out.

use crate::audit::Action;
use crate::entries::{DeskEntry, State};

/// What may be done about an entry.
pub fn legal(entry: &DeskEntry) -> Vec<Action> {
    let state = entry.stands();
    let mut actions = by_state(state).to_vec();
    if state != State::Erased {
        actions.extend(about_words(entry, state));
    }
    // Whose words are gone can be kept from writing more of them. Colleagues are talked to, not paused; but what may be done must not say
    // who somebody is behind another name.
    if entry.writer.is_some() && !(entry.by_moderator && entry.voice == "member") {
        actions.extend([Action::Warn, Action::Pause, Action::HoldAll, Action::Ban]);
    } else if entry.writer.is_none() && entry.has_mark {
        actions.extend([Action::Pause, Action::Ban]);
    }
    actions
}

/// What may be done about words that are there, besides what their state allows.
fn about_words(entry: &DeskEntry, state: State) -> Vec<Action> {
    let mut actions = Vec::new();
    if entry.is_trimmed && state != State::Removed {
        actions.push(Action::Restore);
    }
    if !matches!(state, State::Removed | State::Withdrawn) {
        actions.extend([Action::EditOut, Action::Notes]);
    }
    if entry.is_post && state.is_readable() {
        actions.extend([if entry.is_locked { Action::Unlock } else { Action::Lock }, Action::Move]);
        actions.extend([Action::LimitSupporters, Action::LimitKnown]);
    }
    if entry.reaches_writer() {
        actions.push(Action::Write);
    }
    actions
}

/// What its state alone allows.
pub fn by_state(state: State) -> &'static [Action] {
    match state {
        State::Held => &[Action::Publish, Action::Cover, Action::Remove],
        State::Published => &[Action::LetStand, Action::Cover, Action::Hold, Action::Remove],
        State::Covered => &[Action::LetStand, Action::Publish, Action::Hold, Action::Remove],
        State::Removed => &[Action::LetStand, Action::Restore],
        // Its writer took it back and could put it up again.
        State::Withdrawn => &[Action::LetStand, Action::Remove],
        State::Erased => &[Action::LetStand],
    }
}

/// What may be done about a crisis line that somebody says is wrong: hidden the same day, looked into, shown again.
pub fn legal_for_line(is_hidden: bool) -> Vec<Action> {
    if is_hidden { vec![Action::LetStand, Action::Restore] } else { vec![Action::Hold, Action::LetStand] }
}

/// What may be done about somebody who asks to join; decided once, there is only the case to close.
pub fn legal_for_application(is_open: bool) -> Vec<Action> {
    if is_open { vec![Action::Accept, Action::Decline] } else { vec![Action::LetStand] }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_the_state_there_is_a_way_to_close_and_none_to_bring_back_what_is_erased() {
        for state in State::ALL {
            assert!(!by_state(state).is_empty(), "{state}");
            assert_eq!(by_state(state).contains(&Action::Restore), state == State::Removed);
        }
        assert_eq!(by_state(State::Erased), [Action::LetStand]);
    }
}
