//! What can be done, and the rules it can be done for: how the log, forms and sentences name them.

macro_rules! spelled {
    ($(#[$doc:meta])* $name:ident { $($(#[$about:meta])* $word:ident = $text:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $name { $($(#[$about])* $word,)* }

        impl $name {
            /// Every one, in the order people choose from.
            pub const ALL: &[Self] = &[$(Self::$word),*];

            /// As the database and forms have it.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$word => $text),* }
            }

            /// The one that is spelled like this.
            pub fn read(text: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.as_str() == text)
            }
        }
    };
}
pub(crate) use spelled;

spelled! {
    /// What was done.
    Action {
        /// Nothing needs to change.
        LetStand = "let_stand",
        /// Everyone may read it, as it is.
        Publish = "publish",
        /// Everyone may read it, once they have read its note.
        Cover = "cover",
        /// Out of sight until somebody has looked again.
        Hold = "hold",
        /// Out of sight; can be put back.
        Remove = "remove",
        /// Put back.
        Restore = "restore",
        /// No further replies.
        Lock = "lock",
        /// Replies again.
        Unlock = "unlock",
        /// Only supporters, moderators and the post's writer can reply.
        LimitSupporters = "limit_supporters",
        /// Nobody new can reply.
        LimitKnown = "limit_known",
        /// Everybody can reply again.
        Unlimit = "unlimit",
        /// On top of its board.
        Pin = "pin",
        /// In its place by time again.
        Unpin = "unpin",
        /// A passage was taken out of it.
        EditOut = "edit_out",
        /// Its content notes were changed.
        Notes = "notes",
        /// Stands on another board now.
        Move = "move",
        /// A message to its writer, and nothing else.
        Write = "write",
        /// Another look was taken, and it stays as it was decided.
        Uphold = "uphold",
        /// Another look was taken, and the writer was right; said in words, where nothing is left to undo.
        Grant = "grant",
        /// Asked not to write so again; nothing else.
        Warn = "warn",
        /// Its writer can't write for a time.
        Pause = "pause",
        /// What its writer writes is read first, for a time.
        HoldAll = "hold_all",
        /// Its writer can't write any more.
        Ban = "ban",
        /// Its writer can write again.
        Lift = "lift",
        /// A moderator looked up who an alias is.
        Unmask = "unmask",
        /// Who asked to join is a member now.
        Accept = "accept",
        /// Who asked to join is not taken in for now.
        Decline = "decline",
        /// An account is a memorial now.
        Memorial = "memorial",
        /// An account is no memorial any more.
        MemorialEnd = "memorial_end",
    }
}

spelled! {
    /// The board's rules that a decision or a report can name.
    Rule {
        /// Pushes somebody to hurt themselves.
        Encourages = "encourages",
        /// Cruel, or keeps after somebody.
        Cruel = "cruel",
        /// Goes into how, how much or where.
        Methods = "methods",
        /// Shows who or where somebody is.
        Private = "private",
        /// Sells something, or says the same everywhere.
        Spam = "spam",
        /// Belongs somewhere else.
        OffTopic = "off_topic",
        /// Something else, said in the moderator's own words.
        Other = "other",
    }
}

impl Action {
    /// The sentence that names what was done, for the log and the public counts.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::LetStand => "did-let-stand",
            Self::Publish => "did-publish",
            Self::Cover => "did-cover",
            Self::Hold => "did-hold",
            Self::Remove => "did-remove",
            Self::Restore => "did-restore",
            Self::Lock => "did-lock",
            Self::Unlock => "did-unlock",
            Self::LimitSupporters => "did-limit-supporters",
            Self::LimitKnown => "did-limit-known",
            Self::Unlimit => "did-unlimit",
            Self::Pin => "did-pin",
            Self::Unpin => "did-unpin",
            Self::EditOut => "did-edit-out",
            Self::Notes => "did-notes",
            Self::Move => "did-move",
            Self::Write => "did-write",
            Self::Uphold => "did-uphold",
            Self::Grant => "did-grant",
            Self::Warn => "did-warn",
            Self::Pause => "did-pause",
            Self::HoldAll => "did-hold-all",
            Self::Ban => "did-ban",
            Self::Lift => "did-lift",
            Self::Unmask => "did-unmask",
            Self::Accept => "did-accept",
            Self::Decline => "did-decline",
            Self::Memorial => "did-memorial",
            Self::MemorialEnd => "did-memorial-end",
        }
    }

    /// Whether it needs one of the rules.
    pub fn needs_rule(self) -> bool {
        matches!(self, Self::Remove | Self::Warn | Self::Pause | Self::HoldAll | Self::Ban)
    }

    /// Whether it is about the writer rather than about what they wrote.
    pub fn is_about_writer(self) -> bool {
        matches!(self, Self::Warn | Self::Pause | Self::HoldAll | Self::Ban)
    }

    /// Whether it judges the words as they stand, rather than their writer, their thread or an earlier decision.
    pub fn judges_words(self) -> bool {
        matches!(
            self,
            Self::LetStand | Self::Publish | Self::Cover | Self::Hold | Self::Remove | Self::Restore | Self::EditOut | Self::Notes
        )
    }

    /// Whether it says who may reply, and perhaps until when.
    pub fn is_limit(self) -> bool {
        matches!(self, Self::LimitSupporters | Self::LimitKnown)
    }

    /// The sentence on its button at the desk.
    pub fn button(self) -> &'static str {
        match self {
            Self::LetStand => "desk-let-stand",
            Self::Publish => "desk-publish",
            Self::Cover => "desk-cover",
            Self::Hold => "desk-hold",
            Self::Restore => "desk-restore",
            Self::Lock => "thread-lock",
            Self::Unlock => "thread-unlock",
            Self::Unlimit => "desk-unlimit",
            Self::Uphold => "desk-uphold",
            Self::Lift => "desk-lift",
            Self::Accept => "desk-accept",
            Self::Decline => "desk-decline",
            other => other.sentence(),
        }
    }
}

impl Rule {
    /// The sentence that names the rule.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Encourages => "rule-encourages",
            Self::Cruel => "rule-cruel",
            Self::Methods => "rule-methods",
            Self::Private => "rule-private",
            Self::Spam => "rule-spam",
            Self::OffTopic => "rule-off-topic",
            Self::Other => "rule-other",
        }
    }
}
