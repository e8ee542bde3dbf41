//! Makes the files of the lexicon from the forms.

use std::collections::{BTreeMap, HashMap};

use fst::MapBuilder;
use mtlint_text::lexicon::{LemmaRule, Tag, TagSet, regular};

use super::sources::{Form, Forms, Inflection, NO_SIZE};

/// A class of forms, with owned endings.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Class {
    tags: TagSet,
    best: Option<Tag>,
    size: u8,
    lemmas: [Option<(u8, String)>; 3],
}

/// The fst, and the classes that its values number.
pub(crate) struct Tables {
    pub(crate) forms: Vec<u8>,
    pub(crate) classes: Vec<Class>,
}

impl Tables {
    /// The classes, most used first, so that most values are small.
    pub(crate) fn of(forms: &Forms) -> Result<Self, String> {
        let mut uses: HashMap<Class, u64> = HashMap::new();
        for (form, facts) in &forms.0 {
            *uses.entry(Class::of(form, facts)).or_default() += 1;
        }
        let mut classes: Vec<(Class, u64)> = uses.into_iter().collect();
        classes.sort_by(|(a, n), (b, m)| m.cmp(n).then_with(|| a.cmp(b)));
        let number: HashMap<&Class, u64> = classes.iter().map(|(class, _)| class).zip(0..).collect();
        let mut builder = MapBuilder::memory();
        for (form, facts) in &forms.0 {
            let number = number.get(&Class::of(form, facts)).copied().unwrap_or_default();
            builder.insert(form, number).map_err(|e| format!("{form}: {e}"))?;
        }
        let bytes = builder.into_inner().map_err(|e| e.to_string())?;
        Ok(Self { forms: bytes, classes: classes.into_iter().map(|(class, _)| class).collect() })
    }

    /// The bytes of the class table.
    pub(crate) fn records(&self) -> Vec<(TagSet, Option<Tag>, u8, [LemmaRule<'_>; 3])> {
        let records = self.classes.iter().map(|class| {
            let lemmas = class.lemmas.each_ref().map(|lemma| match lemma {
                Some((cut, ending)) => LemmaRule { cut: *cut, ending },
                None => LemmaRule::NONE,
            });
            (class.tags, class.best, class.size, lemmas)
        });
        records.collect()
    }
}

impl Class {
    fn of(form: &str, facts: &Form) -> Self {
        let lemmas = facts.lemmas.each_ref().map(|lemma| lemma.as_ref().map(|lemma| ending(form, lemma)));
        Self { tags: facts.tags, best: facts.best, size: facts.size.unwrap_or(NO_SIZE), lemmas }
    }
}

/// The number of bytes to cut off a form and the ending to append to get its lemma.
fn ending(form: &str, lemma: &str) -> (u8, String) {
    let common: usize = form.chars().zip(lemma.chars()).take_while(|(a, b)| a == b).map(|(c, _)| c.len_utf8()).sum();
    let cut = u8::try_from(form.len() - common).unwrap_or(u8::MAX);
    (cut, lemma.get(common..).unwrap_or_default().to_owned())
}

/// Irregular forms as sorted lines `lemma TAG form`. Forms that are also regular are left to the rules.
pub(crate) fn irregular(inflections: &[Inflection]) -> String {
    let mut forms: BTreeMap<(&str, &str), (bool, &str)> = BTreeMap::new();
    for (lemma, tag, form) in inflections {
        let by_rule = regular(lemma, *tag).contains(form);
        let entry = forms.entry((lemma, tag.name())).or_insert((by_rule, form));
        if by_rule {
            *entry = (true, form);
        }
    }
    let lines = forms.into_iter().filter(|(_, (by_rule, _))| !by_rule);
    let mut lines: Vec<String> = lines.map(|((lemma, tag), (_, form))| format!("{lemma} {tag} {form}")).collect();
    lines.sort_unstable();
    lines.into_iter().map(|line| line + "\n").collect()
}
