//! URLs and e-mail addresses that a segment has lost or changed. In documents they are links, which `references`
//! checks.

use super::detail;
use super::multiset::{Differences, differences};
use super::places::Place;
use crate::check::spec::{Check, CheckSpec, without_options};
use crate::context::{Context, Sink};
use mtlint_format::document::{ObjectKind, Side, Text, UnitKind};
use mtlint_text::text::Words;
use mtlint_token::span::{FileSpan, TextSpan};

pub(in crate::check) const CHECK: CheckSpec =
    CheckSpec { name: "addresses", finds: "* URLs and e-mail addresses lost or changed", options: "", build };

fn build(table: &toml::Table, _: &mut Words) -> Result<Box<dyn Check>, String> {
    without_options(table)?;
    Ok(Box::new(Addresses))
}

struct Addresses;

struct Address<'t> {
    host: &'t str,
    place: Place,
    shown: &'t str,
    span: TextSpan,
    source: FileSpan,
}

/// A unit with more addresses than this is a list of links.
const MOST: usize = 100;

impl Check for Addresses {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        for pair in context.pairs().filter(|pair| pair.unit.kind == UnitKind::Segment) {
            let in_source = addresses(&context.document.source, pair.source);
            if in_source.is_empty() || in_source.len() > MOST {
                continue;
            }
            let in_target = addresses(&context.document.target, pair.unit.target);
            let is_same = |a: &Address<'_>, b: &Address<'_>| a.shown == b.shown || a.place == b.place;
            let Differences { missing, extra } = differences(&in_source, &in_target, is_same);
            // Each added address may replace a missing one: a page in the reader's language, on any host.
            let Some(lost) = missing.get(extra.len()) else {
                if let (Some(lost), Some(found)) = (missing.first(), extra.first())
                    && is_garbled(lost, found)
                {
                    let detail = detail::differs(lost.shown, found.shown);
                    let hit = sink.report(found.span).at(found.source).arg("detail", detail);
                    hit.in_source(lost.span, "source");
                }
                continue;
            };
            let hit = sink.report(pair.unit.target.span).arg("detail", detail::missing(&[lost.shown]));
            hit.in_source(lost.span, "source");
        }
    }
}

fn addresses(text: &Text, side: Side) -> Vec<Address<'_>> {
    let found = text.objects_of(side).filter(|(o, _)| o.kind == ObjectKind::Address);
    found
        .filter(|(_, shown)| !is_example(shown))
        .map(|(o, shown)| Address { host: host(shown), place: Place::of(shown), shown, span: o.span, source: o.file })
        .collect()
}

/// True for an example of the reader's own address, which a translation may change: `you@example.com`,
/// `https://yourdomain.org`.
fn is_example(address: &str) -> bool {
    const PEOPLE: &[&str] =
        &["you", "user", "username", "name", "firstname", "me", "someone", "somebody", "joe", "jane", "john"];
    let (person, host) = address.split_once('@').filter(|_| !address.contains("://")).map_or_else(
        || (None, host(address)),
        |(person, host)| (Some(person.trim_start_matches("mailto:").to_lowercase()), host),
    );
    let host = host.to_lowercase();
    let mut labels = host.trim_start_matches("www.").split('.');
    let reserved =
        labels.any(|label| matches!(label, "domain" | "yourdomain" | "mydomain" | "yoursite" | "yourserver"));
    let example = host.split('.').rev().nth(1) == Some("example");
    let own = |person: &String| person.starts_with("your") || PEOPLE.contains(&person.as_str()) || example;
    reserved || host.starts_with("your") || person.as_ref().is_some_and(own)
}

fn host(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    rest.split(['/', '?', '#']).next().unwrap_or_default()
}

/// True for an address that looks like a typing error: a host that differs in one letter, or an e-mail address at
/// another host.
fn is_garbled(lost: &Address<'_>, found: &Address<'_>) -> bool {
    let (a, b) = (lost.host, found.host);
    let mails = lost.shown.contains('@') && found.shown.contains('@') && !lost.shown.contains("://");
    a != b && a.len() > 8 && (mails || strsim::levenshtein(a, b) == 1)
}

#[cfg(test)]
mod tests {
    use super::is_example;
    use crate::examples::Tester;

    #[test]
    fn finds_a_defect_and_passes_what_is_right() {
        let addresses = Tester::new("markup/lost-address").target("de");
        addresses
            .flags("Ask crew@ferries.test about it.", "[[Fragen Sie die Mannschaft.]]")
            .passes("Ask crew@ferries.test about it.", "Fragen Sie crew@ferries.test.")
            .says(
                "Ask crew@ferries.test about it.",
                "Fragen Sie die Mannschaft.",
                "Addresses differ: crew@ferries.test from the source is missing",
            );
    }

    #[test]
    fn addresses_of_readers_are_examples() {
        for address in [
            "you@example.org",
            "anna@example.com",
            "yourname@mail.test",
            "user@host.test",
            "x@domain.test",
            "https://www.yourdomain.test/a",
            "mailto:username@mail.test",
        ] {
            assert!(is_example(address), "{address}");
        }
        for address in ["help@harbour.test", "https://docs.example.org/start", "https://harbour.test/user"] {
            assert!(!is_example(address), "{address}");
        }
    }
}
