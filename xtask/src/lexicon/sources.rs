//! Reads the sources.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

use flate2::read::GzDecoder;
use mtlint_text::lexicon::{PartOfSpeech, Tag, TagSet};

/// The facts gathered about a form.
#[derive(Default)]
pub(crate) struct Form {
    pub(crate) tags: TagSet,
    pub(crate) best: Option<Tag>,
    pub(crate) size: Option<u8>,
    /// Its lemmas as noun, verb and adjective.
    pub(crate) lemmas: [Option<String>; 3],
}

/// All forms, in lower case.
#[derive(Default)]
pub(crate) struct Forms(pub(crate) BTreeMap<String, Form>);

/// The size of forms that the sources list without one: they count as rare.
pub(crate) const NO_SIZE: u8 = 80;

impl Forms {
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    pub(crate) fn tagged(&self) -> usize {
        self.0.values().filter(|form| !form.tags.is_empty()).count()
    }

    fn of(&mut self, form: &str) -> &mut Form {
        self.0.entry(form.to_lowercase()).or_default()
    }

    /// Adds a lemma. Of two (found: find, found) the one that differs from the form is kept: “found” is much more often
    /// a form of find.
    fn inflected(&mut self, form: &str, tag: Tag, part: PartOfSpeech, lemma: &str) {
        let entry = self.of(form);
        entry.tags.insert(tag);
        let slot = &mut entry.lemmas[part as usize];
        if slot.is_none() || slot.as_deref() == Some(form) {
            *slot = Some(lemma.to_lowercase());
        }
    }
}

/// SCOWL: one list in each file `<region>-<kind>.<size>`, one word in each line.
pub(crate) fn scowl(folder: &Path, forms: &mut Forms) -> Result<(), String> {
    for entry in fs::read_dir(folder).map_err(|e| format!("{}: {e}", folder.display()))? {
        let path = entry.map_err(|e| e.to_string())?.path();
        let Some(size) = path.extension().and_then(|s| s.to_str()?.parse::<u8>().ok()) else { continue };
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let bytes = fs::read(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        // The lists in Debian are UTF-8, the original ones Latin-1.
        let latin = |e: std::string::FromUtf8Error| e.into_bytes().into_iter().map(char::from).collect();
        let text = String::from_utf8(bytes).unwrap_or_else(latin);
        for word in text.lines().map(str::trim).filter(|w| !w.is_empty() && !w.ends_with("'s")) {
            // Roman numerals and abbreviations are correct words, but not halves of compounds.
            let size = if name.contains("abbreviations") || name.contains("roman") { size.max(NO_SIZE) } else { size };
            let form = forms.of(word);
            form.size = Some(form.size.map_or(size, |old| old.min(size)));
            if word.starts_with(char::is_uppercase) {
                form.tags.insert(Tag::NNP);
            }
        }
    }
    Ok(())
}

/// A lemma, its part of speech, and its forms.
pub(crate) type Inflection = (String, Tag, String);

/// LemmInflect, `infl_lu.csv.gz`: lemma, part of speech, and its forms, with `/` between alternatives.
pub(crate) fn inflections(path: &Path, forms: &mut Forms) -> Result<Vec<Inflection>, String> {
    let mut all = Vec::new();
    for line in gunzip(path)?.lines() {
        let fields: Vec<&str> = line.split(',').collect();
        let [lemma, part, given @ ..] = fields.as_slice() else { continue };
        let (part, base, tags): (_, &[Tag], &[Tag]) = match *part {
            "noun" => (PartOfSpeech::Noun, &[Tag::NN], &[Tag::NNS]),
            "verb" => (PartOfSpeech::Verb, &[Tag::VB, Tag::VBP], &[Tag::VBD, Tag::VBN, Tag::VBG, Tag::VBZ]),
            "adj" => (PartOfSpeech::Adjective, &[Tag::JJ], &[Tag::JJR, Tag::JJS]),
            "adv" => (PartOfSpeech::Adjective, &[Tag::RB], &[Tag::RBR, Tag::RBS]),
            _ => continue,
        };
        for tag in base {
            forms.inflected(lemma, *tag, part, lemma);
        }
        for (at, tag) in tags.iter().enumerate() {
            // A missing participle equals the past tense.
            let field = match (given.get(at), tag) {
                (None | Some(&""), Tag::VBN) => given.first(),
                (field, _) => field,
            };
            for form in field.into_iter().flat_map(|f| f.split('/')).filter(|f| !f.is_empty()) {
                // LemmInflect lists both sheep and abandonment as their own plurals; the second has no plural.
                if *tag == Tag::NNS && form == *lemma && !has_zero_plural(lemma) {
                    continue;
                }
                forms.inflected(form, *tag, part, lemma);
                all.push((lemma.to_lowercase(), *tag, form.to_lowercase()));
            }
        }
    }
    Ok(all)
}

/// True for a noun whose plural equals the singular.
fn has_zero_plural(lemma: &str) -> bool {
    const ENDINGS: &[&str] = &["s", "craft", "fish", "folk", "ese", "people", "sheep", "deer"];
    const WORDS: &[&str] = &[
        "police",
        "cattle",
        "moose",
        "swine",
        "salmon",
        "trout",
        "offspring",
        "poultry",
        "livestock",
        "vermin",
        "clergy",
        "staff",
        "personnel",
        "dice",
        "data",
        "media",
        "shrimp",
        "squid",
        "cod",
        "grouse",
        "bison",
        "elk",
        "gentry",
        "yen",
        "yuan",
        "baht",
        "counsel",
        "percent",
    ];
    ENDINGS.iter().any(|ending| lemma.ends_with(ending)) || WORDS.contains(&lemma)
}

/// LemmInflect, `lemma_lu.csv.gz`: form, part of speech, and its lemmas separated by `/`. It has more words than the
/// other file.
pub(crate) fn lemmas(path: &Path, forms: &mut Forms) -> Result<(), String> {
    for line in gunzip(path)?.lines() {
        let fields: Vec<&str> = line.split(',').collect();
        let [form, part, lemmas] = fields.as_slice() else { continue };
        for lemma in lemmas.split('/') {
            let same = form == &lemma;
            match *part {
                "noun" if same => forms.inflected(form, Tag::NN, PartOfSpeech::Noun, lemma),
                "noun" => forms.inflected(form, Tag::NNS, PartOfSpeech::Noun, lemma),
                "adj" if same => forms.inflected(form, Tag::JJ, PartOfSpeech::Adjective, lemma),
                "adv" if same => forms.inflected(form, Tag::RB, PartOfSpeech::Adjective, lemma),
                "verb" => {
                    for tag in verb_tags(form, same) {
                        forms.inflected(form, *tag, PartOfSpeech::Verb, lemma);
                    }
                }
                _ => {}
            }
        }
    }
    Ok(())
}

/// The tags of a verb form by its ending. Irregular forms get theirs from the inflections.
fn verb_tags(form: &str, same: bool) -> &'static [Tag] {
    match form {
        _ if same => &[Tag::VB, Tag::VBP],
        f if f.ends_with("ing") => &[Tag::VBG],
        f if f.ends_with("ed") => &[Tag::VBD, Tag::VBN],
        f if f.ends_with('s') => &[Tag::VBZ],
        _ => &[],
    }
}

/// Brill's lexicon: a form and its most common tag in each line; `;;;` begins a comment. Only words that are already
/// listed get a tag: the others are names and errors from newspapers and tweets.
pub(crate) fn brill(path: &Path, forms: &mut Forms) -> Result<(), String> {
    let text = fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
    for line in text.lines().filter(|l| !l.starts_with(";;;")) {
        let Some((form, tag)) = line.split_once(' ') else { continue };
        let (Some(tag), true) = (Tag::by_name(tag.trim()), form.chars().all(|c| c.is_ascii_lowercase())) else {
            continue;
        };
        if let Some(entry) = forms.0.get_mut(form) {
            entry.best = Some(tag);
            entry.tags.insert(tag);
            if tag == Tag::VB {
                entry.tags.insert(Tag::VBP);
            }
        }
    }
    Ok(())
}

fn gunzip(path: &Path) -> Result<String, String> {
    let fail = |e: std::io::Error| format!("{}: {e}", path.display());
    let mut text = String::new();
    GzDecoder::new(File::open(path).map_err(fail)?).read_to_string(&mut text).map_err(fail)?;
    Ok(text)
}
