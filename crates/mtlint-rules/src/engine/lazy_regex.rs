//! A regular expression that is compiled on first use: without the faster engines of the regex crate at first, because
//! most expressions are used a few times or never, and with all of them once they pay off.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use regex_automata::meta;

/// After this many bytes the faster search outweighs the slower compilation.
const PLAIN_BYTES: usize = 1 << 13;

#[derive(Debug, Default)]
pub(super) struct LazyRegex {
    plain: OnceLock<Option<meta::Regex>>,
    full: OnceLock<Option<meta::Regex>>,
    read: AtomicUsize,
}

impl LazyRegex {
    /// The expression, for a search in this many bytes; none if the pattern is invalid, which the loader and the tests
    /// refuse.
    pub(super) fn get(&self, pattern: &str, bytes: usize) -> Option<&meta::Regex> {
        // Once the faster one exists, threads must not contend for the counter.
        if let Some(full) = self.full.get() {
            return full.as_ref();
        }
        // A race only changes the moment at which the faster one is compiled.
        let read = self.read.fetch_add(bytes.max(1), Ordering::Relaxed);
        let (slot, config) = if read.saturating_add(bytes) <= PLAIN_BYTES {
            let plain = meta::Config::new().hybrid(false).dfa(false).onepass(false).auto_prefilter(false);
            (&self.plain, plain)
        } else {
            (&self.full, meta::Config::new())
        };
        slot.get_or_init(|| meta::Builder::new().configure(config).build(pattern).ok()).as_ref()
    }
}
