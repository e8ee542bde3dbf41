//! Loads rules from folders of rule files, and the figures measured of them.

mod figure;
mod load;
pub mod measured;

pub use figure::{FEWEST, Figure, Precision};
pub use load::{folder, parse, validate};
