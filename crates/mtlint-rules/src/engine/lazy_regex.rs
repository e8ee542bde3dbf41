//! A regular expression that is compiled when first used: plainly at first, since most are used a few times or never, and
//! with all of the regex crate's engines once it has read so much that they pay.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use regex_automata::meta;

/// From so many bytes on the slower compilation is made up for by the faster search.
const PLAIN_BYTES: usize = 1 << 13;

#[derive(Debug, Default)]
pub(super) struct LazyRegex {
    plain: OnceLock<Option<meta::Regex>>,
    full: OnceLock<Option<meta::Regex>>,
    read: AtomicUsize,
}

impl LazyRegex {
    /// The expression, for a search in so many bytes; none when the pattern is broken, which the loader and the tests
    /// refuse.
    pub(super) fn get(&self, pattern: &str, bytes: usize) -> Option<&meta::Regex> {
        // Threads must not wait for one another's count once the faster one is there.
        if let Some(full) = self.full.get() {
            return full.as_ref();
        }
        // A race only shifts the moment at which the faster one is made.
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
