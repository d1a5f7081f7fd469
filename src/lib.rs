//! dixit.
