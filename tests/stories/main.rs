//! What people do and see, told through the router, each on a database of its own. Needs `DATABASE_URL` (`bin/test` sets it).
#![expect(clippy::unwrap_used, reason = "a story that cannot go on should stop where it is")]

mod always_there;
mod answer;
mod answered;
mod appealing;
mod bad_input;
mod careful;
mod caring;
mod deciding;
mod desk_care;
mod in_crisis;
mod interleaving;
mod joining;
mod keeping_away;
mod kept;
mod leaving;
mod limiting;
mod lines;
mod match_rules;
mod moderating;
mod nothing_kept;
mod own_words;
mod posting;
mod reading;
mod replying;
mod restraining;
mod rights;
mod safety_file;
mod second_step;
mod sessions;
mod spam;
mod talking;
mod unmasking;
mod words_kept;
mod world;
mod worried;
