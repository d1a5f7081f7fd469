//! SQL text and its values, written side by side.

use super::Value;
use crate::query::names::NamedEntity;

/// SQL text with its values.
#[derive(Clone, Debug, Default)]
pub struct Writer {
    /// The text so far.
    pub text: String,
    /// Its values so far.
    pub values: Vec<Value>,
}

impl Writer {
    /// Appends text.
    pub fn push(&mut self, sql: &str) -> &mut Self {
        self.text.push_str(sql);
        self
    }

    /// Appends text that holds one `?`, with its value.
    pub fn bind(&mut self, sql: &str, value: Value) {
        debug_assert_eq!(sql.matches('?').count(), 1, "one value for one mark: {sql}");
        self.values.push(value);
        self.push(sql);
    }

    /// The same with text.
    pub fn text(&mut self, sql: &str, value: &str) {
        self.bind(sql, Value::Text(value.to_owned()));
    }

    /// The same with a number.
    pub fn integer(&mut self, sql: &str, value: i64) {
        self.bind(sql, Value::Integer(value));
    }

    /// The same with an entity.
    pub fn entity(&mut self, sql: &str, entity: &NamedEntity) {
        self.keyed(sql, (entity.id, &entity.key));
    }

    /// The same with a row of the base that has a lasting key.
    pub fn keyed(&mut self, sql: &str, (row, key): (i64, &str)) {
        self.bind(sql, Value::Keyed { row, key: key.to_owned() });
    }

    /// The same with a list, to be read by `json_each`.
    pub fn list<T: serde::Serialize>(&mut self, sql: &str, values: &[T]) {
        let json = serde_json::json!(values).to_string();
        self.bind(sql, Value::Text(json));
    }

    /// Appends another writer's text and values.
    pub fn append(&mut self, other: &Writer) -> &mut Self {
        self.values.extend(other.values.iter().cloned());
        self.push(&other.text)
    }
}
