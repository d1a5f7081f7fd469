//! The closed lists of words that model, base, query language and JSON share.

/// Defines an enumeration whose values have one written word each, with the list of all.
macro_rules! words {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $name { $($(#[$doc])* #[serde(rename = $word)] $variant),+ }

        impl $name {
            /// Every value, in the order of its definition.
            pub const ALL: &'static [$name] = &[$($name::$variant),+];

            /// The word for it, in the base, in JSON and in the query language.
            pub fn word(self) -> &'static str {
                match self { $($name::$variant => $word),+ }
            }

            /// The value that `word` stands for.
            pub fn from_word(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|v| v.word() == word)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.word())
            }
        }
    };
}

words! {
    /// What an entity is.
    Kind {
        /// A human being.
        Person = "person",
        /// A country, region, city or other place.
        Place = "place",
        /// A body that acts: government seat, alliance, company, medium, armed group.
        Organisation = "organisation",
        /// A treaty, law or published work.
        Work = "work",
    }
}

words! {
    /// What sort of spelling an alias is.
    AliasSort {
        /// A full name.
        Name = "name",
        /// A part of the name that stands for the whole (`Poutine`, `Alliance`).
        Short = "short",
        /// Initials (`OTAN`).
        Acronym = "acronym",
        /// A word for the people or things of a place (`ukrainienne`).
        Demonym = "demonym",
        /// A spelling that is wrong but printed.
        Misspelling = "misspelling",
        /// A name that proves nothing alone: it is searched for, and counts in a text where its entity stands by a better name, too.
        Weak = "weak",
    }
}

words! {
    /// How an alias minds capitals.
    CasePolicy {
        /// A capital in the alias asks for a capital in the text; initials must match exactly.
        Match = "match",
        /// Capitals do not matter.
        Any = "any",
    }
}

words! {
    /// What a paragraph of a document is.
    Zone {
        /// The article itself.
        Body = "body",
        /// Navigation, newsletter, comments, notices.
        Furniture = "furniture",
        /// A paragraph that stood already in this document.
        Repeat = "repeat",
    }
}

words! {
    /// Where a date comes from.
    DateBasis {
        /// The user gave it.
        Given = "given",
        /// The source's metadata.
        Metadata = "metadata",
        /// Read in the text.
        Text = "text",
        /// No date is known.
        None = "none",
    }
}

words! {
    /// What the user may correct of a document.
    Particular {
        /// Date of publication.
        Date = "date",
        /// Newspaper, agency or site.
        Outlet = "outlet",
        /// Language, as a code.
        Language = "language",
        /// Headline.
        Title = "title",
        /// Who signed it.
        Author = "author",
        /// Where it was published.
        Url = "url",
    }
}

words! {
    /// What the user may say of a quotation.
    Judgement {
        /// Somebody else says it.
        Speaker = "speaker",
        /// It is no quotation.
        Rejected = "rejected",
        /// It was compared with what was said.
        Checked = "checked",
        /// A remark.
        Note = "note",
    }
}

words! {
    /// What the user may change of an entity.
    EntityParticular {
        /// Its canonical name.
        Name = "name",
        /// A few words that tell homonyms apart.
        Description = "description",
        /// What it is.
        Kind = "kind",
        /// `f` or `m`, for persons.
        Gender = "gender",
        /// The country that it belongs to.
        Country = "country",
    }
}

words! {
    /// What the user may change of a spelling.
    AliasParticular {
        /// How it minds capitals.
        Case = "case",
        /// What sort of spelling it is.
        Sort = "sort",
        /// Language, as a code; `*` for every one.
        Language = "language",
    }
}

words! {
    /// How the day is known on which something was said.
    SaidBasis {
        /// The text has it with its year.
        Written = "written",
        /// Counted from the day of publication.
        Inferred = "inferred",
    }
}

words! {
    /// Who translated a document.
    Translation {
        /// A machine.
        Machine = "machine",
    }
}

words! {
    /// How a quotation is printed.
    QuotationKind {
        /// Wholly between quotation marks, or set off as a block.
        Direct = "direct",
        /// Reported without quotation marks.
        Indirect = "indirect",
        /// Reported, with some words between quotation marks.
        Mixed = "mixed",
    }
}

words! {
    /// Who a speaker is.
    SpeakerSort {
        /// A named person, organisation or place.
        Named = "named",
        /// Somebody who is not named (« un responsable ukrainien »).
        Anonymous = "anonymous",
        /// A group (« les experts »).
        Collective = "collective",
        /// Nobody was found.
        None = "none",
    }
}

words! {
    /// What the speaker does by saying it.
    Act {
        /// Plain saying.
        Say = "say",
        /// Asking a question.
        Ask = "ask",
        /// Making known.
        Announce = "announce",
        /// Saying that it is so.
        Confirm = "confirm",
        /// Saying that it is not so.
        Deny = "deny",
        /// Waving away.
        Dismiss = "dismiss",
        /// Refusing to say or to confirm.
        Decline = "decline",
        /// Blaming somebody.
        Accuse = "accuse",
        /// Pointing to a danger.
        Warn = "warn",
        /// Holding out harm.
        Threaten = "threaten",
        /// Wanting somebody to do something.
        Demand = "demand",
        /// Undertaking to do something.
        Promise = "promise",
        /// Speaking well of.
        Praise = "praise",
        /// Giving a guess or judgement.
        Estimate = "estimate",
    }
}
