//! Several names for one thing in a document: Macau and Macao, Viet Nam and Vietnam.

use serde::Deserialize;

use super::compound_variants::times;
use super::spec::{Check, CheckSpec};
use crate::context::{Context, Sink, WordSet};
use crate::rule::Applicability;
use crate::rule::options;
use crate::rule::pattern::expand;
use mtlint_text::text::{WordId, Words, tokenize};
use mtlint_token::span::TextSpan;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Options {
    /// Each group is a list of names, phrases with choices allowed; forms of one name are separated by `/`.
    groups: Vec<Vec<String>>,
    /// Whether the majority form is offered as a fix.
    #[serde(default)]
    fix: bool,
}

struct Consistency {
    groups: Vec<Vec<Vec<WordId>>>,
    /// The name that each form belongs to, by its place in the group.
    names: Vec<Vec<usize>>,
    /// Forms by their first word: group and form.
    starts: WordSet,
    by_start: Vec<(WordId, usize, usize)>,
    fix: bool,
}

pub(super) const CHECK: CheckSpec = CheckSpec {
    name: "consistency",
    finds: "several names of a group in one document",
    options: "`groups` (each a list of names; phrases with choices; `/` separates forms of one name), `fix` = false",
    build,
};

fn build(table: &toml::Table, words: &mut Words) -> Result<Box<dyn Check>, String> {
    let options: Options = options(table)?;
    let mut check = Consistency {
        groups: Vec::new(),
        names: Vec::new(),
        starts: WordSet::default(),
        by_start: Vec::new(),
        fix: options.fix,
    };
    for (group, list) in options.groups.iter().enumerate() {
        if list.len() < 2 {
            return Err("a group needs at least two names".into());
        }
        let (mut forms, mut names) = (Vec::new(), Vec::new());
        for (name, text) in list.iter().enumerate() {
            for form in text.split('/').map(expand).collect::<Result<Vec<_>, _>>()?.concat() {
                let mut tokens = Vec::new();
                tokenize(&form, TextSpan::from_range(0..form.len()), words, &mut tokens);
                let ids: Vec<WordId> = tokens.iter().map(|t| t.word).collect();
                let first = *ids.first().ok_or("a name is empty")?;
                check.starts.insert(first);
                check.by_start.push((first, group, forms.len()));
                forms.push(ids);
                names.push(name);
            }
        }
        check.groups.push(forms);
        check.names.push(names);
    }
    // Longest form first, so that “Kim Jong-un” is not taken for a shorter name.
    let length = |&(_, group, form): &(WordId, usize, usize)| std::cmp::Reverse(check.groups[group][form].len());
    let mut by_start = check.by_start.clone();
    by_start.sort_by_key(|entry| (entry.0, length(entry)));
    check.by_start = by_start;
    Ok(Box::new(check))
}

/// A name in the document.
#[derive(Clone, Copy)]
struct Seen {
    group: usize,
    name: usize,
    count: usize,
    first: TextSpan,
}

impl Check for Consistency {
    fn reads_text_only(&self) -> bool {
        true
    }

    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        let mut seen: Vec<Seen> = Vec::new();
        for sentence in &context.analysis.sentences {
            let tokens = context.sentence_tokens(sentence);
            let mut at = 0;
            while at < tokens.len() {
                if !self.starts.contains(tokens[at].word) {
                    at += 1;
                    continue;
                }
                let from = self.by_start.partition_point(|e| e.0 < tokens[at].word);
                let found = self.by_start[from..].iter().take_while(|e| e.0 == tokens[at].word).find(|e| {
                    let form = &self.groups[e.1][e.2];
                    tokens.get(at..at + form.len()).is_some_and(|t| t.iter().map(|t| t.word).eq(form.iter().copied()))
                });
                let Some(&(_, group, form)) = found else {
                    at += 1;
                    continue;
                };
                let length = self.groups[group][form].len();
                note(&mut seen, group, self.names[group][form], tokens[at].span.to(tokens[at + length - 1].span));
                at += length;
            }
        }
        for minor in &seen {
            let same = seen.iter().filter(|s| s.group == minor.group);
            let Some(major) =
                same.max_by_key(|s| (s.count, std::cmp::Reverse(s.name))).filter(|m| m.name != minor.name)
            else {
                continue;
            };
            let hit = sink.report(minor.first);
            hit.arg("count", times(minor.count))
                .arg("major", context.slice(major.first))
                .arg("majority", times(major.count))
                .related(major.first, "the other name");
            if self.fix {
                hit.fix(minor.first, context.slice(major.first), Applicability::Suggest);
            }
        }
    }
}

fn note(seen: &mut Vec<Seen>, group: usize, name: usize, span: TextSpan) {
    match seen.iter_mut().find(|s| s.group == group && s.name == name) {
        Some(known) => known.count += 1,
        None => seen.push(Seen { group, name, count: 1, first: span }),
    }
}

#[cfg(test)]
mod tests {
    use crate::examples::Tester;

    #[test]
    fn finds_a_defect_and_passes_what_is_right() {
        Tester::new("consistency/names")
            .flags_text("She flew to [[Kiev]] in May. From Kyiv she went on, and Kyiv was calm.")
            .passes_text("She flew to Kyiv in May. From Kyiv she went on.");
    }
}
