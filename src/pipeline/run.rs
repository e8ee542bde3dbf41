//! What is done with each file of a run.

use super::cache::Cache;
use super::filter::Filters;
use super::wants::Wants;
use crate::fix::Safety;

/// A run over files.
#[derive(Debug, Default)]
pub(crate) struct Run {
    wants: Wants,
    /// Which findings are left out.
    pub filters: Filters,
    /// Results of earlier runs.
    pub cache: Option<Cache>,
    /// Which fixes are applied.
    pub fixing: Option<Safety>,
}

impl Run {
    /// A run that reports every finding.
    pub(crate) fn new(wants: Wants) -> Self {
        Self { wants, ..Self::default() }
    }

    /// The same run with these filters.
    pub(crate) fn with_filters(self, filters: Filters) -> Self {
        Self { filters, ..self }
    }

    /// What the run wants of each file.
    pub(crate) fn wants(&self) -> Wants {
        Wants { comparison: self.filters.baseline.is_some(), ..self.wants }
    }
}
