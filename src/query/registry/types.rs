//! What a parameter of a saved question stands for, told by where it stands.

use super::{NameClass, Takes};

/// The type of a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Type {
    /// A name of this class.
    Name(NameClass),
    /// Words to search for.
    Text,
    /// A day, month, quarter or year, by date or counted from today.
    Date,
}

impl Type {
    /// The type of what stands behind a clause's word.
    pub fn of(takes: Takes) -> Option<Type> {
        match takes {
            Takes::Names(class) => Some(Type::Name(class)),
            Takes::Text => Some(Type::Text),
            Takes::Date | Takes::Dates => Some(Type::Date),
            Takes::Nothing => None,
        }
    }

    /// The type in words, with its article.
    pub fn phrase(self) -> &'static str {
        match self {
            Type::Name(class) => class.phrase(),
            Type::Text => "some words",
            Type::Date => "a date",
        }
    }

    /// What can stand at places of both types: every entity may speak, but not every speaker is an entity.
    pub fn both(self, other: Type) -> Option<Type> {
        use NameClass::{Entity, Speaker};
        match (self, other) {
            _ if self == other => Some(self),
            (Type::Name(Entity), Type::Name(Speaker)) | (Type::Name(Speaker), Type::Name(Entity)) => {
                Some(Type::Name(Entity))
            }
            _ => None,
        }
    }
}
