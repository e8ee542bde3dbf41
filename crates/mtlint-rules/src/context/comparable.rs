//! Units that are not compared with their source: keys instead of a text, credits, keyword lists, stand-ins. Their
//! translation may say something else.

use mtlint_format::document::Unit;
use mtlint_token::script::is_east_asian;

/// True if the target should say the same as the source.
pub(super) fn is_translation(unit: &Unit, source: &str, target: &str) -> bool {
    let is_keyed = || is_identifier(source) && is_text(target);
    !(is_credit(unit, source) || is_stand_in(target) || is_keyword_list(source) || is_keyed())
}

/// Source texts of messages that ask for the translators' names.
const CREDITS: &[&str] = &[
    "translator-credits",
    "translator_credits",
    "translators-credits",
    "translation-credits",
    "Your names",
    "Your emails",
];

/// The same by the context of the message.
const CREDIT_KEYS: &[&str] = &["NAME OF TRANSLATORS", "EMAIL OF TRANSLATORS"];

fn is_credit(unit: &Unit, source: &str) -> bool {
    CREDITS.contains(&source) || unit.key.as_deref().is_some_and(|key| CREDIT_KEYS.contains(&key))
}

/// True for a stand-in by which a translation platform finds a text in a page: `crwdns12:0crwdne12:0`.
fn is_stand_in(target: &str) -> bool {
    target.starts_with("crwdns") && target.contains("crwdne")
}

/// Fewest items of a list of keywords.
const FEWEST_KEYWORDS: usize = 3;

/// True for `power;sleep;suspend;`: each language lists the words that its users search for.
fn is_keyword_list(text: &str) -> bool {
    let is_listed = text.ends_with(';') && !text.contains("; ");
    is_listed && text.split_terminator(';').filter(|item| !item.trim().is_empty()).count() >= FEWEST_KEYWORDS
}

/// True for a compound name in ASCII: `user:notice.txt`, `file_name`, `pageTitle`.
fn is_identifier(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_sign = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b':' | b'/' | b'-');
    let edges = [bytes.first(), bytes.last()];
    if bytes.len() < 4 || !bytes.iter().all(is_sign) || !edges.into_iter().flatten().all(u8::is_ascii_alphanumeric) {
        return false;
    }
    // “E-mail” is a word and “E_xit” a label with a shortcut key, unlike “user-list-title” and “user_list_title”.
    let plain = !bytes.iter().any(u8::is_ascii_uppercase);
    let between = |sign: &[u8]| {
        bytes
            .windows(3)
            .filter(|w| w[0].is_ascii_alphabetic() && sign.contains(&w[1]) && w[2].is_ascii_alphabetic())
            .count()
    };
    let joined = between(b".:") > 0 || between(b"_") > 1 || (plain && between(b"-") > 1);
    let camel = bytes.windows(2).filter(|w| w[0].is_ascii_lowercase() && w[1].is_ascii_uppercase()).count();
    joined || (camel > 0 && bytes.first().is_some_and(u8::is_ascii_lowercase)) || camel > 1
}

/// True for more than one word, and for a text in an East Asian script, which programs do not use for names.
fn is_text(text: &str) -> bool {
    text.contains(char::is_whitespace) || text.contains(is_east_asian)
}

#[cfg(test)]
mod tests {
    use super::is_translation;
    use mtlint_format::document::Unit;

    fn compared(source: &str, target: &str) -> bool {
        is_translation(&Unit::default(), source, target)
    }

    #[test]
    fn keys_credits_lists_and_stand_ins_are_not_compared() {
        for (source, target) in [
            ("harbour:notice:closed.txt", "Le port est fermé."),
            ("dialog.title_text", "Titre du dialogue"),
            ("harbourTitle", "港の名前"),
            ("harbour-page-title", "Titre de la page"),
            ("harbour_page_title", "Titre de la page"),
            ("translator-credits", "Ana Lopes <ana@example.org>, 2012"),
            ("Your names", "Ana Lopes"),
            ("boat;ship;ferry;", "bateau;navire;ferry;bac;traversier;"),
            ("The harbour is closed.", "crwdns1234:0crwdne1234:0"),
        ] {
            assert!(!compared(source, target), "{source}");
        }
        let key = Some("EMAIL OF TRANSLATORS".to_owned());
        assert!(!is_translation(&Unit { key, ..Unit::default() }, "Your addresses", "ana@example.org"));
    }

    #[test]
    fn texts_are() {
        for (source, target) in [
            ("The harbour is closed.", "Le port est fermé."),
            ("Harbour", "Le port"),
            ("E-mail", "Adresse mél"),
            ("dialog.title", "dialog.title"),
            ("1.234", "1 234"),
            ("1,000;", "1 000 ;"),
            ("Close; open; wait;", "Fermer ; ouvrir ; attendre ;"),
            ("GitHub", "Site GitHub"),
            ("P_references", "_Préférences du port"),
        ] {
            assert!(compared(source, target), "{source}");
        }
    }
}
