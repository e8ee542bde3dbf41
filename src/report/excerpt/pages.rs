//! The excerpts of one finding, as files of codespan-reporting.

use std::ops::Range;

use codespan_reporting::files::{Error, Files, Location};

use super::Excerpt;

/// One of the excerpts of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::report) enum Page {
    /// The finding itself.
    Own,
    /// The source it was translated from.
    Source,
}

/// The excerpts of one finding.
#[derive(Debug)]
pub(in crate::report) struct Pages<'e> {
    pub own: &'e Excerpt,
    pub source: Option<&'e Excerpt>,
}

impl Pages<'_> {
    fn page(&self, page: Page) -> &Excerpt {
        match page {
            Page::Own => self.own,
            Page::Source => self.source.unwrap_or(self.own),
        }
    }
}

impl<'a> Files<'a> for Pages<'_> {
    type FileId = Page;
    type Name = &'a str;
    type Source = &'a str;

    fn name(&'a self, page: Page) -> Result<&'a str, Error> {
        self.page(page).name(())
    }

    fn source(&'a self, page: Page) -> Result<&'a str, Error> {
        self.page(page).source(())
    }

    fn line_index(&'a self, page: Page, byte: usize) -> Result<usize, Error> {
        self.page(page).line_index((), byte)
    }

    fn line_number(&'a self, page: Page, index: usize) -> Result<usize, Error> {
        self.page(page).line_number((), index)
    }

    fn location(&'a self, page: Page, byte: usize) -> Result<Location, Error> {
        self.page(page).location((), byte)
    }

    fn line_range(&'a self, page: Page, index: usize) -> Result<Range<usize>, Error> {
        self.page(page).line_range((), index)
    }
}
