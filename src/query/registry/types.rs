//! What a parameter of a saved question stands for, told by where it stands.

use super::{NameClass, Takes};

/// The type of a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Type {
    /// A name of this class.
    Name(NameClass),
    /// Words to search for.
    Text,
    /// A number from 0 to 1.
    Share,
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
            Takes::Share => Some(Type::Share),
            Takes::Nothing => None,
        }
    }

    /// The type in words, with its article.
    pub fn phrase(self) -> &'static str {
        match self {
            Type::Name(class) => class.phrase(),
            Type::Text => "some words",
            Type::Share => "a number from 0 to 1",
            Type::Date => "a date",
        }
    }

    /// What can stand at places of both types: every entity may speak or pass words on, but not whoever does is an entity.
    pub fn both(self, other: Type) -> Option<Type> {
        use NameClass::{Entity, Relay, Speaker};
        match (self, other) {
            _ if self == other => Some(self),
            (Type::Name(Entity | Speaker | Relay), Type::Name(Entity | Speaker | Relay)) => Some(Type::Name(Entity)),
            _ => None,
        }
    }
}
