//! Sets of units.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// The units that are told apart, by their names in CLDR. Those of one entry are the same to a reader, or nearly: tons
/// of 1,000 kg and of 2,000 lb, gallons of either country.
pub const UNITS: &[&[&str]] = &[
    &["length-kilometer"],
    &["length-meter"],
    &["length-centimeter"],
    &["length-millimeter"],
    &["length-micrometer"],
    &["length-nanometer"],
    &["length-mile"],
    &["length-yard"],
    &["length-foot"],
    &["length-inch"],
    &["length-nautical-mile"],
    &["length-light-year"],
    &["area-square-kilometer"],
    &["area-square-meter"],
    &["area-square-centimeter"],
    &["area-hectare"],
    &["area-square-mile"],
    &["area-square-foot"],
    &["area-acre"],
    &["area-mu"],
    &["volume-cubic-meter"],
    &["volume-cubic-kilometer"],
    &["volume-cubic-foot"],
    &["volume-liter"],
    &["volume-milliliter", "volume-cubic-centimeter"],
    &["volume-gallon"],
    &["volume-barrel"],
    &["mass-tonne", "mass-ton"],
    &["mass-kilogram"],
    &["mass-gram"],
    &["mass-milligram"],
    &["mass-microgram"],
    &["mass-pound"],
    &["mass-ounce", "volume-fluid-ounce"],
    &["mass-carat"],
    &["mass-jin"],
    &["temperature-celsius"],
    &["temperature-fahrenheit"],
    &["temperature-kelvin"],
    &["angle-degree", "temperature-generic"],
    &["speed-kilometer-per-hour"],
    &["speed-meter-per-second"],
    &["speed-mile-per-hour"],
    &["speed-knot"],
    &["digital-bit"],
    &["digital-kilobit"],
    &["digital-megabit"],
    &["digital-gigabit"],
    &["digital-byte"],
    &["digital-kilobyte"],
    &["digital-megabyte"],
    &["digital-gigabyte"],
    &["digital-terabyte"],
    &["digital-petabyte"],
    &["duration-nanosecond"],
    &["duration-microsecond"],
    &["duration-millisecond"],
    &["duration-second"],
    &["duration-minute"],
    &["duration-hour"],
    &["duration-day"],
    &["duration-week"],
    &["duration-month"],
    &["duration-year"],
    &["concentr-percent"],
    &["concentr-permille"],
    &["graphics-pixel"],
    &["graphics-megapixel"],
    &["power-watt"],
    &["power-kilowatt"],
    &["power-megawatt"],
    &["power-gigawatt"],
    &["energy-kilowatt-hour"],
    &["electric-volt"],
    &["frequency-hertz"],
    &["frequency-kilohertz"],
    &["frequency-megahertz"],
    &["frequency-gigahertz"],
    &["AUD"],
    &["BGN"],
    &["BRL"],
    &["CAD"],
    &["CHF"],
    &["CNY"],
    &["CZK"],
    &["DKK"],
    &["EGP"],
    &["EUR"],
    &["GBP"],
    &["HKD"],
    &["HRK"],
    &["HUF"],
    &["IDR"],
    &["ILS"],
    &["INR"],
    &["ISK"],
    &["JPY"],
    &["KRW"],
    &["MXN", "ARS", "CLP", "COP", "PHP"],
    &["NOK"],
    &["NPR", "PKR"],
    &["NZD"],
    &["PLN"],
    &["RON", "MDL"],
    &["RUB", "BYN"],
    &["SEK"],
    &["SGD"],
    &["THB"],
    &["TRY"],
    &["TWD"],
    &["UAH"],
    &["USD"],
    &["VND"],
    &["XOF"],
    &["ZAR"],
];

/// A unit and one that a translation may name in its stead: what is said per hour or squared may be worded otherwise,
/// and measures that differ by a tenth are exchanged with the number kept.
const WITH: &[(&str, &str)] = &[
    ("angle-degree", "temperature-celsius"),
    ("angle-degree", "temperature-fahrenheit"),
    ("area-square-centimeter", "length-centimeter"),
    ("area-square-foot", "length-foot"),
    ("area-square-kilometer", "length-kilometer"),
    ("area-square-meter", "length-meter"),
    ("area-square-mile", "length-mile"),
    ("energy-kilowatt-hour", "power-kilowatt"),
    ("length-nautical-mile", "length-mile"),
    ("length-yard", "length-meter"),
    ("mass-jin", "mass-pound"),
    ("speed-kilometer-per-hour", "length-kilometer"),
    ("speed-meter-per-second", "length-meter"),
    ("speed-mile-per-hour", "length-mile"),
    ("volume-cubic-foot", "length-foot"),
    ("volume-cubic-kilometer", "length-kilometer"),
    ("volume-cubic-meter", "length-meter"),
];

/// Units that a name may stand for; none when nobody knows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct UnitSet(u128);

/// Codes of currencies have three letters, names of other units have more.
const CODE: usize = 3;

/// The sets by the names of their units, and those of durations and currencies.
struct Index {
    by_name: FxHashMap<&'static str, UnitSet>,
    durations: UnitSet,
    currencies: UnitSet,
}

static INDEX: LazyLock<Index> = LazyLock::new(|| {
    let mut index = Index { by_name: FxHashMap::default(), durations: UnitSet::NONE, currencies: UnitSet::NONE };
    let place = |name: &str| UNITS.iter().position(|names| names.contains(&name));
    for (bit, names) in UNITS.iter().enumerate() {
        let own = UnitSet(1 << bit);
        let others = WITH.iter().filter(|(name, _)| names.contains(name)).filter_map(|(_, with)| place(with));
        let set = others.fold(own, |set, bit| set.or(UnitSet(1 << bit)));
        index.by_name.extend(names.iter().map(|name| (*name, set)));
        if names.iter().any(|name| name.starts_with("duration-")) {
            index.durations = index.durations.or(own);
        }
        if names.iter().any(|name| name.len() == CODE) {
            index.currencies = index.currencies.or(own);
        }
    }
    index
});

impl UnitSet {
    /// No unit.
    pub const NONE: Self = Self(0);

    /// The set of a unit by its name in [`UNITS`].
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        INDEX.by_name.get(name).copied()
    }

    /// The units of both.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// True when no unit is known.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// True when they share a unit.
    #[must_use]
    pub const fn agrees(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// True when some unit is a length of time.
    #[must_use]
    pub fn has_duration(self) -> bool {
        self.agrees(INDEX.durations)
    }

    /// True when some unit is a currency.
    #[must_use]
    pub fn has_currency(self) -> bool {
        self.agrees(INDEX.currencies)
    }

    /// True when all units are temperatures in degrees.
    #[must_use]
    pub fn is_temperature(self) -> bool {
        ["temperature-celsius", "temperature-fahrenheit"]
            .iter()
            .filter_map(|n| Self::named(n))
            .any(|t| self.0 & !t.0 == 0)
    }
}

#[cfg(test)]
mod tests {
    use super::{UNITS, UnitSet};

    #[test]
    fn every_unit_has_a_bit() {
        assert!(UNITS.len() <= 128);
        for name in super::WITH.iter().flat_map(|(name, with)| [name, with]) {
            assert!(UnitSet::named(name).is_some(), "{name}");
        }
    }

    #[test]
    fn what_may_be_worded_otherwise_agrees() {
        let unit = |name: &str| UnitSet::named(name).unwrap();
        assert!(unit("speed-kilometer-per-hour").agrees(unit("length-kilometer")));
        assert!(unit("mass-ton").agrees(unit("mass-tonne")));
        assert!(!unit("length-kilometer").agrees(unit("length-mile")));
        assert!(unit("temperature-generic").agrees(unit("temperature-celsius")));
        assert!(!unit("temperature-fahrenheit").agrees(unit("temperature-celsius")));
        assert!(unit("temperature-celsius").is_temperature() && !unit("USD").is_temperature());
    }
}
