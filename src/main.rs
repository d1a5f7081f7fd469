//! The `dixit` program.
fn main() {}
