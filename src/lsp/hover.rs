//! The text shown for findings under the pointer: a short version of `mtlint explain`.

use mtlint_rules::finding::Finding;
use mtlint_rules::rule::Severity;

/// The format of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Markup {
    /// Markdown.
    Markdown,
    /// Plain text.
    Plain,
}

/// The text for a finding. `measured` are sentences about the figures of its rule.
#[must_use]
pub(super) fn text(finding: &Finding, measured: &[String], markup: Markup) -> String {
    let mut parts = vec![
        format!("{} · {}", markup.bold(finding.rule.as_str()), markup.text(&finding.title)),
        markup.text(&finding.message),
        markup.section("Why", &finding.why),
    ];
    if !finding.help.is_empty() {
        parts.push(markup.section("Help", &finding.help));
    }
    if !measured.is_empty() {
        parts.push(markup.section("Measured", &measured.join(" ")));
    }
    parts.push(markup.section("MQM", &format!("{}, {}", finding.mqm.category, severity(finding.mqm.severity))));
    parts.join("\n\n")
}

impl Markup {
    /// The separator between two findings.
    #[must_use]
    pub(super) fn divider(self) -> &'static str {
        match self {
            Self::Markdown => "\n\n---\n\n",
            Self::Plain => "\n\n",
        }
    }

    fn section(self, head: &str, text: &str) -> String {
        format!("{}: {}", self.bold(head), self.text(text))
    }

    fn bold(self, text: &str) -> String {
        match self {
            Self::Markdown => format!("**{}**", self.text(text)),
            Self::Plain => text.to_owned(),
        }
    }

    /// Escapes a text, since it may quote a document.
    fn text(self, text: &str) -> String {
        if self == Self::Plain {
            return text.to_owned();
        }
        let mut out = String::with_capacity(text.len());
        for c in text.chars() {
            match c {
                '<' => out.push_str("&lt;"),
                '&' => out.push_str("&amp;"),
                '\n' | '\r' => out.push(' '),
                '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '|' | '~' | '!' | '>' => out.extend(['\\', c]),
                c => out.push(c),
            }
        }
        out
    }
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Neutral => "neutral",
        Severity::Minor => "minor",
        Severity::Major => "major",
        Severity::Critical => "critical",
    }
}

#[cfg(test)]
mod tests {
    use super::Markup;

    #[test]
    fn markup_in_a_document_is_escaped() {
        let hostile = "“<img src=x> ![a](javascript:b) **c**\n# d”";
        assert_eq!(Markup::Markdown.text(hostile), "“&lt;img src=x\\> \\!\\[a\\](javascript:b) \\*\\*c\\*\\* \\# d”");
        assert_eq!(Markup::Plain.text(hostile), hostile);
    }
}
