//! A question in the source that is none in the translation, by their last marks.

use crate::check::{Check, CheckSpec, without_options};
use crate::context::{Context, Sink};
use mtlint_format::document::{Unit, UnitKind};
use mtlint_text::text::Words;
use mtlint_token::script::is_east_asian;

pub(in crate::check) const CHECK: CheckSpec = CheckSpec {
    name: "lost-question",
    finds: "* a question whose translation is not one",
    options: "",
    build,
};

fn build(table: &toml::Table, _: &mut Words) -> Result<Box<dyn Check>, String> {
    without_options(table)?;
    Ok(Box::new(Question))
}

struct Question;

/// Languages whose headings make a noun of a question, or leave its mark.
const TITLES_WITHOUT: [&str; 3] = ["zh", "ja", "ko"];

fn is_title(unit: &Unit) -> bool {
    matches!(unit.kind, UnitKind::Heading | UnitKind::Cell)
}

/// Fewest words of a question.
const FEWEST: usize = 4;

impl Check for Question {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        for pair in context.pairs() {
            let source = context.source_slice(pair.source.span);
            if !asks(source) || suggests(source) || is_aside(source) {
                continue;
            }
            // In Thai, Lao, Khmer, Burmese, Tibetan and Lojban a word asks, and a mark is free; Greek asks with a semicolon.
            if matches!(context.language.code(), "th" | "lo" | "km" | "my" | "bo" | "dz" | "jbo") {
                continue;
            }
            if is_title(pair.unit) && TITLES_WITHOUT.contains(&context.language.code()) {
                continue;
            }
            let target = context.slice(pair.unit.target.span);
            let greek = context.language.code() == "el" && target.contains([';', '\u{37E}']);
            if greek || target.contains(['?', '？', '؟', '՞', '⁇', '⸮']) {
                continue;
            }
            // Questions in Japanese and Korean may end in a particle and a full stop.
            if target.trim_end_matches(['。', '.']).ends_with(['か', '까', '吗', '呢', '嗎', '요', '니'])
                || target.is_empty()
            {
                continue;
            }
            // A statement with a mark of its own was written on purpose, unless its words ask, or the source wants an answer.
            if has_mark(target) && !wants_answer(source) && !asks_by_words(target, context.language.code()) {
                continue;
            }
            let span = pair.target.span;
            let last = context.unit_tokens(pair.target).last().map_or(span, |token| token.span);
            sink.report(last).in_source(pair.source.span, "source");
        }
    }
}

/// True when a text of some words ends in a question mark, closing marks aside.
fn asks(text: &str) -> bool {
    let text = text.trim_end_matches(['"', '\'', '”', '’', '»', ')', '」', '』', '）', ' ']);
    let asked = text.ends_with(['?', '？', '؟']);
    // “[y/N]?” and a lone “?” ask nobody; a few words are a title, which may lose its mark.
    let words = text.split_whitespace().filter(|w| w.chars().any(char::is_alphabetic)).count();
    asked && (words >= FEWEST || text.contains(|c: char| is_east_asian(c) && c.is_alphabetic()))
}

/// True for a question in brackets behind a text: “Save (as a copy?)”.
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

/// True for a question that a program asks its user and waits for what he says.
fn wants_answer(source: &str) -> bool {
    const OPENINGS: &[&str] = &["Do you want ", "Do you really ", "Do you wish ", "Are you sure", "Would you like "];
    OPENINGS.iter().any(|opening| source.contains(opening))
}

/// True for a last sentence in which a word asks.
fn asks_by_words(target: &str, language: &str) -> bool {
    let text = target.trim_end_matches(|c: char| !c.is_alphanumeric());
    let last = text.rfind(['.', '!', '。', '！', '।']).and_then(|at| text.get(at + 1..)).unwrap_or(text);
    let Some((_, openings, anywhere)) = ASKING.iter().find(|(code, ..)| *code == language) else { return false };
    let lower = last.to_lowercase();
    let mut words = lower.split(|c: char| !c.is_alphanumeric() && c != '-' && c != '\'').filter(|w| !w.is_empty());
    let first = words.clone().next().unwrap_or_default();
    let is_among = |word: &str| {
        anywhere.iter().any(|asking| match asking.strip_prefix('*') {
            Some(ending) => word.ends_with(ending),
            None => word == *asking,
        })
    };
    openings.contains(&first)
        || words.any(is_among)
        || (matches!(language, "ja" | "zh" | "ko") && anywhere.iter().any(|asking| lower.contains(asking)))
}

/// By language: words that ask where they open a sentence, and words and endings (`*`) that ask anywhere.
const ASKING: &[(&str, &[&str], &[&str])] = &[
    ("bg", &["какво", "кой", "коя", "кое", "кои", "къде", "кога", "защо", "как", "колко"], &["ли"]),
    ("ca", &["què", "qui", "quin", "quina", "quan", "on", "com", "quant", "per"], &[]),
    ("cs", &["co", "kdo", "kde", "kdy", "proč", "jak", "který", "která", "které", "kolik", "kam", "opravdu"], &[]),
    ("da", &["hvad", "hvem", "hvor", "hvornår", "hvorfor", "hvordan", "hvilken", "hvilket", "vil", "er", "skal"], &[]),
    (
        "de",
        &[
            "was",
            "wer",
            "wo",
            "wann",
            "warum",
            "wie",
            "wozu",
            "welche",
            "welcher",
            "welches",
            "wieso",
            "woher",
            "wohin",
            "möchten",
            "wollen",
            "soll",
            "sollen",
            "ist",
            "sind",
            "haben",
            "hast",
            "kann",
            "können",
            "willst",
            "möchtest",
        ],
        &[],
    ),
    ("el", &["τι", "ποιος", "ποια", "ποιο", "πού", "πότε", "γιατί", "πώς", "πόσο", "μήπως", "θέλετε"], &[]),
    ("es", &["qué", "quién", "cuál", "cuáles", "dónde", "cuándo", "cómo", "cuánto", "cuántos"], &[]),
    ("et", &["kas", "mis", "kes", "kus", "millal", "miks", "kuidas", "milline", "mida"], &[]),
    ("fi", &["mitä", "mikä", "kuka", "missä", "milloin", "miksi", "miten", "kuinka", "haluatko", "haluatteko"], &[]),
    (
        "fr",
        &[
            "quel",
            "quelle",
            "quels",
            "quelles",
            "pourquoi",
            "comment",
            "combien",
            "qui",
            "où",
            "est-ce",
            "voulez-vous",
            "êtes-vous",
        ],
        &["*-vous", "*-t-il", "*-t-elle", "*-tu", "*-ils"],
    ),
    ("hr", &["što", "tko", "gdje", "kada", "zašto", "kako", "koji", "koja", "koje", "želite"], &["li"]),
    ("hu", &["mi", "mit", "ki", "hol", "mikor", "miért", "hogyan", "melyik", "hány", "biztosan", "valóban"], &[]),
    ("id", &["apa", "apakah", "siapa", "mana", "kapan", "mengapa", "bagaimana"], &["apakah"]),
    ("it", &["cosa", "chi", "dove", "quando", "perché", "come", "quale", "quali", "quanto", "vuoi", "volete"], &[]),
    ("ja", &[], &["でしょうか", "ますか", "ですか", "どのよう", "なぜ", "何を"]),
    ("ko", &[], &["습니까", "까요", "무엇", "어떻게"]),
    ("lt", &["ar", "kas", "kur", "kada", "kodėl", "kaip", "kuris", "kiek"], &[]),
    ("lv", &["vai", "kas", "kur", "kad", "kāpēc", "kā", "kurš", "cik"], &[]),
    ("nb", &["hva", "hvem", "hvor", "når", "hvorfor", "hvordan", "hvilken", "vil", "er", "skal"], &[]),
    ("nl", &["wat", "wie", "waar", "wanneer", "waarom", "hoe", "welke", "wilt", "weet", "moet", "is", "zijn"], &[]),
    ("pl", &["co", "kto", "gdzie", "kiedy", "dlaczego", "jak", "który", "która", "które", "ile"], &["czy"]),
    ("pt", &["que", "quem", "onde", "quando", "por", "como", "qual", "quais", "quanto", "deseja"], &[]),
    ("ro", &["ce", "cine", "unde", "când", "cum", "care", "cât", "oare", "doriți"], &[]),
    ("ru", &["что", "кто", "где", "когда", "почему", "зачем", "как", "какой", "какая", "какие", "сколько"], &["ли"]),
    ("sk", &["čo", "kto", "kde", "kedy", "prečo", "ako", "ktorý", "ktorá", "koľko", "naozaj"], &[]),
    ("sl", &["kaj", "kdo", "kje", "kdaj", "zakaj", "kako", "kateri", "ali"], &[]),
    ("sr", &["шта", "ко", "где", "када", "зашто", "како", "који", "која", "да"], &["ли"]),
    ("sv", &["vad", "vem", "var", "när", "varför", "hur", "vilken", "vilket", "vill", "är", "ska"], &[]),
    (
        "tr",
        &["ne", "kim", "nerede", "neden", "nasıl", "hangi", "kaç"],
        &["mi", "mı", "mu", "mü", "misiniz", "mısınız", "musunuz", "müsünüz", "midir"],
    ),
    ("uk", &["що", "хто", "де", "коли", "чому", "навіщо", "як", "який", "яка", "які", "скільки", "чи"], &[]),
    ("vi", &[], &["không"]),
    ("zh", &[], &["吗", "嗎", "是否", "什么", "什麼", "为什么", "如何", "哪"]),
    (
        "en",
        &[
            "what", "who", "where", "when", "why", "how", "which", "do", "does", "did", "is", "are", "can", "will",
            "would",
        ],
        &[],
    ),
];

/// True for “Why not add one?”, which many translate as an offer.
fn suggests(text: &str) -> bool {
    let last = text.rfind(['.', '!']).and_then(|at| text.get(at + 1..)).unwrap_or(text);
    let last = last.trim_start();
    ["Why not ", "Perhaps ", "Maybe "].iter().any(|opening| last.starts_with(opening))
}

#[cfg(test)]
mod tests {
    use super::{asks_by_words, has_mark, is_aside};

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
            assert!(asks_by_words(text, language), "{text}");
        }
        for (text, language) in
            [("Il faut être dans le port.", "fr"), ("Der Hafen ist zu.", "de"), ("Порт закрыт.", "ru")]
        {
            assert!(has_mark(text) && !asks_by_words(text, language), "{text}");
        }
    }

    #[test]
    fn questions_in_brackets_are_asides() {
        assert!(is_aside("Close the harbour (for good?)"));
        assert!(!is_aside("(Is the harbour closed?)") && !is_aside("Is it closed (for good)?"));
    }
}
