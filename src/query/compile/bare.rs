//! Columns for programs: what people see as a sign has a column of its own.

use crate::query::registry::{Family, Field, field};

/// What stands behind a date that can hardly be true.
const DOUBT: &str = " ?";

/// The name and the SQL of each column. Beside the `usual` ones stand those that tell what their signs do. What was asked for by name is
/// all there is: a sign goes only where a column tells what it does.
pub fn columns(
    shown: Vec<&'static Field>,
    family: Family,
    usual: bool,
    value: &dyn Fn(&'static Field) -> &'static str,
) -> Vec<(&'static str, &'static str)> {
    let mut all: Vec<&'static Field> = Vec::new();
    for own in shown {
        let beside = own.bare.iter().flat_map(|bare| bare.beside).filter_map(|name| field(family, name));
        let beside = beside.filter(|_| usual);
        for field in std::iter::once(own).chain(beside) {
            if !all.iter().any(|there| there.name == field.name) {
                all.push(field);
            }
        }
    }
    let told = |names: &[&str]| names.iter().all(|name| all.iter().any(|field| field.name == *name));
    let column = |&field: &&'static Field| match field.bare.filter(|bare| told(bare.beside)) {
        Some(bare) => bare.sql.map(|sql| (field.name, sql)),
        None => Some((field.name, value(field))),
    };
    all.iter().filter_map(column).collect()
}

/// What selects a counted field by its name; whether it rests on a date that can hardly be true has a column beside it.
pub fn counted(field: &'static Field) -> Vec<(String, &'static str)> {
    let name = field.name;
    if !field.doubted {
        return vec![(format!("\"{name}\""), name)];
    }
    vec![(format!("rtrim(\"{name}\", '{DOUBT}')"), name), (format!("\"{name}\" LIKE '%{DOUBT}'"), "doubtful")]
}
