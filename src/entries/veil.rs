//! What a reader keeps away from is not on their page; where others answered it, a neutral line stands in its place.

use super::read::Row;
use crate::accounts::Member;
use crate::ids::ThreadId;

/// Replies as this reader sees them.
pub(super) fn over(mut rows: Vec<Row>, thread: ThreadId, member: &Member) -> Vec<Row> {
    let away = &member.away;
    for row in &mut rows {
        row.opened = away.shows(&row.notes);
        row.veiled = !row.is_mine && (away.from(row.author, &row.voice, thread) || away.hides(&row.notes));
    }
    let answered: Vec<_> = rows.iter().filter(|row| !row.veiled).filter_map(|row| row.parent).collect();
    rows.retain(|row| !row.veiled || answered.contains(&row.id));
    for row in rows.iter_mut().filter(|row| row.veiled) {
        row.html = crate::text::SafeHtml::default();
        (row.name, row.signature, row.role) = (None, None, None);
        row.memorial = None;
        row.notes.clear();
    }
    rows
}
