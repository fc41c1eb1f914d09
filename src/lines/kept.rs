//! The last known layer in a file beside the database: a board that starts while its database is away must not show a number again
//! that somebody hid.

use std::path::PathBuf;
use std::sync::Arc;

use super::{Directory, Layer, directory};
use crate::state::App;

fn file(app: &App) -> PathBuf {
    app.settings.data_dir.join("lines-last-known.json")
}

/// Writes down what is known now. Where that can't be done the board runs all the same.
pub async fn keep(app: &App) {
    let file = file(app);
    let fresh = file.with_extension("new");
    let written = async {
        let json = serde_json::to_vec(directory(app).layer())?;
        tokio::fs::create_dir_all(&app.settings.data_dir).await?;
        tokio::fs::write(&fresh, json).await?;
        tokio::fs::rename(&fresh, &file).await
    };
    if let Err(error) = written.await {
        tracing::warn!(%error, file = %file.display(), "what is known of the lines could not be kept for a start without a database");
    }
}

/// At the start, before the database was reached: what was known last.
pub async fn bring_back(app: &App) {
    let Ok(json) = tokio::fs::read(file(app)).await else { return };
    match serde_json::from_slice::<Layer>(&json) {
        // No edition of the database's: the first look at it counts, whatever it says.
        Ok(layer) => app.remember(Arc::new(Directory::under(Layer { edition: -1, ..layer }))),
        Err(error) => {
            tracing::warn!(%error, "what was known of the lines can't be read; the shipped ones are shown until the database answers");
        }
    }
}
