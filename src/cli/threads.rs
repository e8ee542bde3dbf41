//! Work distributed to threads.

use std::num::NonZeroUsize;

use rayon::prelude::*;

/// Runs jobs on threads. Threads are started only if there are several jobs.
pub(super) struct Threads {
    wanted: usize,
    pool: std::cell::OnceCell<Option<rayon::ThreadPool>>,
}

impl Threads {
    pub(super) fn new(wanted: Option<NonZeroUsize>) -> Self {
        let wanted = wanted.or_else(|| std::thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get);
        Self { wanted, pool: std::cell::OnceCell::new() }
    }

    /// True if jobs run one after the other.
    pub(super) fn is_one(&self) -> bool {
        self.wanted == 1
    }

    /// Runs jobs and returns their results in the order of the jobs.
    pub(super) fn map<J: Send, D: Send>(&self, jobs: Vec<J>, work: impl Fn(J) -> D + Sync + Send) -> Vec<D> {
        if self.wanted > 1 && jobs.len() > 1 {
            let build = || rayon::ThreadPoolBuilder::new().num_threads(self.wanted).build().ok();
            if let Some(pool) = self.pool.get_or_init(build) {
                return pool.install(|| jobs.into_par_iter().map(work).collect());
            }
        }
        jobs.into_iter().map(work).collect()
    }
}
