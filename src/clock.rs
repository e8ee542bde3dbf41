//! The clock of the system. Only the programs read it; the rooms below them get a date.

use std::time::SystemTime;

use jiff::civil::Date;
use jiff::tz::TimeZone;

/// The date in the time zone of the system, or in UTC if the system has none. A clock that jiff cannot represent counts
/// as 1970-01-01.
pub(crate) fn today() -> Date {
    let now = jiff::Timestamp::try_from(SystemTime::now()).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    now.to_zoned(TimeZone::try_system().unwrap_or(TimeZone::UTC)).date()
}
