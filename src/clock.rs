//! The system's clock. The rooms below the programs do not read it; they are given a date.

use std::time::SystemTime;

use jiff::civil::Date;
use jiff::tz::TimeZone;

/// The date by the system's clock, in UTC. A clock before 1970 or beyond 9999 counts as 1970-01-01.
pub(crate) fn today() -> Date {
    let now = jiff::Timestamp::try_from(SystemTime::now()).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    now.to_zoned(TimeZone::UTC).date()
}
