//! A question in the source that is none in the translation, by their last marks.

use crate::check::spec::{Check, CheckSpec, without_options};
use crate::context::{Context, Sink};
use mtlint_format::document::{Unit, UnitKind};
use mtlint_text::language::{MarkUse, Questions};
use mtlint_text::text::Words;
use mtlint_token::script::is_east_asian;

pub(in crate::check) const CHECK: CheckSpec =
    CheckSpec { name: "lost-question", finds: "* a question whose translation is not one", options: "", build };

fn build(table: &toml::Table, _: &mut Words) -> Result<Box<dyn Check>, String> {
    without_options(table)?;
    Ok(Box::new(Question))
}

struct Question;

fn is_title(unit: &Unit) -> bool {
    matches!(unit.kind, UnitKind::Heading | UnitKind::Cell)
}

/// Fewest words of a question.
const FEWEST: usize = 4;

/// Question marks of any language. That of Greek is a semicolon elsewhere.
const MARKS: [char; 6] = ['?', '？', '؟', '՞', '⁇', '⸮'];

impl Check for Question {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        let Some(view) = context.source else { return };
        let (asked, questions) = (&view.facts.questions, &context.facts.questions);
        if questions.mark != MarkUse::Always {
            return;
        }
        for pair in context.pairs() {
            let source = pair.source_text(context);
            if !asks(source) || is_offer(source, asked) || is_aside(source) {
                continue;
            }
            if is_title(pair.unit) && questions.titles_without_mark {
                continue;
            }
            let target = pair.target_text(context);
            if target.is_empty() || target.contains(MARKS) || target.contains(questions.marks) {
                continue;
            }
            let statement = target.trim_end_matches(['。', '.']);
            if questions.particles.iter().any(|particle| statement.ends_with(particle)) {
                continue;
            }
            // A statement with an end mark was written on purpose, unless its words ask or the source needs an answer.
            if has_mark(target) && !wants_answer(source, asked) && !asks_by_words(target, questions) {
                continue;
            }
            let span = pair.target.span;
            let last = context.unit_tokens(pair.target).last().map_or(span, |token| token.span);
            sink.report(last).in_source(pair.source.span, "source");
        }
    }
}

/// True for a text of several words that ends with a question mark and perhaps closing marks.
fn asks(text: &str) -> bool {
    let text = text.trim_end_matches(['"', '\'', '”', '’', '»', ')', '」', '』', '）', ' ']);
    let asked = text.ends_with(['?', '？', '؟']);
    // “[y/N]?” and a single “?” are not questions; a few words are a title, which may lose its mark.
    let words = text.split_whitespace().filter(|w| w.chars().any(char::is_alphabetic)).count();
    asked && (words >= FEWEST || text.contains(|c: char| is_east_asian(c) && c.is_alphabetic()))
}

/// True for a question in brackets after a text: “Save (as a copy?)”.
fn is_aside(text: &str) -> bool {
    let text = text.trim_end_matches([' ', '.', '"', '”']);
    let inner = text.strip_suffix([')', '）']).and_then(|text| text.rfind(['(', '（']).map(|at| (at, text)));
    inner.is_some_and(|(at, text)| at > 0 && !text.get(at..).is_some_and(|inner| inner.contains([')', '）'])))
}

/// True for a text that ends in a full stop or an exclamation mark.
fn has_mark(text: &str) -> bool {
    let text = text.trim_end_matches(['"', '\'', '”', '’', '»', ')', '」', '』', '）', ' ']);
    text.ends_with(['.', '!', '。', '．', '！', '।', '۔', '։'])
}

/// True for a question that a program asks and that waits for an answer.
fn wants_answer(source: &str, questions: &Questions) -> bool {
    questions.requests.iter().any(|opening| source.contains(opening))
}

/// True for a last sentence in which a word asks.
fn asks_by_words(target: &str, questions: &Questions) -> bool {
    let text = target.trim_end_matches(|c: char| !c.is_alphanumeric());
    let last = text.rfind(['.', '!', '。', '！', '।']).and_then(|at| text.get(at + 1..)).unwrap_or(text);
    let lower = last.to_lowercase();
    let mut words = lower.split(|c: char| !c.is_alphanumeric() && c != '-' && c != '\'').filter(|w| !w.is_empty());
    let first = words.clone().next().unwrap_or_default();
    questions.openings.contains(&first)
        || words.any(|word| questions.words.contains(&word) || questions.endings.iter().any(|end| word.ends_with(end)))
        || questions.inside.iter().any(|asking| lower.contains(asking))
}

/// True for “Why not add one?”, which many translate as an offer.
fn is_offer(text: &str, questions: &Questions) -> bool {
    let last = text.rfind(['.', '!']).and_then(|at| text.get(at + 1..)).unwrap_or(text);
    let last = last.trim_start();
    questions.offers.iter().any(|opening| last.starts_with(opening))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::{asks_by_words, has_mark, is_aside};
    use crate::examples::Tester;
    use mtlint_text::language::Facts;

    fn asks(text: &str, language: &str) -> bool {
        asks_by_words(text, &Facts::of(language.parse().unwrap()).questions)
    }

    #[test]
    fn finds_a_defect_and_passes_what_is_right() {
        Tester::new("punctuation/question-lost")
            .target("nl")
            .flags("Where is the old mill now?", "Waar staat de oude molen [[nu]]")
            .passes("Where is the old mill now?", "Waar staat de oude molen nu?");
    }

    #[test]
    fn statements_are_told_from_questions_by_their_words() {
        for (text, language) in [
            ("Voulez-vous fermer le port.", "fr"),
            ("Le port est fermé. Pourquoi attendre.", "fr"),
            ("Czy chcesz zamknąć port.", "pl"),
            ("Закрыт ли порт.", "ru"),
            ("Wie heißt der Hafen.", "de"),
            ("Limanı kapatmak istiyor musunuz.", "tr"),
            ("是否关闭港口。", "zh"),
        ] {
            assert!(asks(text, language), "{text}");
        }
        for (text, language) in
            [("Il faut être dans le port.", "fr"), ("Der Hafen ist zu.", "de"), ("Порт закрыт.", "ru")]
        {
            assert!(has_mark(text) && !asks(text, language), "{text}");
        }
    }

    #[test]
    fn questions_in_brackets_are_asides() {
        assert!(is_aside("Close the harbour (for good?)"));
        assert!(!is_aside("(Is the harbour closed?)") && !is_aside("Is it closed (for good)?"));
    }
}
