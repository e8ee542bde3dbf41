//! Token classes as bits.

use std::ops::{BitOr, BitOrAssign};

/// A set of token classes. The shape bits belong to the token, the lexical bits to its word in the document's language.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct ClassBits(u32);

macro_rules! classes {
    ($($(#[$doc:meta])* $name:ident = $bit:literal, $text:literal;)*) => {
        impl ClassBits {
            $($(#[$doc])* pub const $name: Self = Self(1 << $bit);)*

            /// The class of a name as rule files write it.
            #[must_use]
            pub fn by_name(name: &str) -> Option<Self> {
                match name {
                    $($text => Some(Self::$name),)*
                    _ => None,
                }
            }

            /// All names, for error messages.
            pub const NAMES: &'static [&'static str] = &[$($text),*];
        }
    };
}

classes! {
    /// Begins with a letter or holds one.
    WORD = 0, "word";
    /// Begins with a digit.
    NUMBER = 1, "number";
    /// Anything that is neither word nor number.
    PUNCT = 2, "punct";
    /// U+FFFC: code, a placeholder, an image.
    OBJECT = 3, "object";
    /// A split-off ’s.
    CLITIC = 4, "clitic";
    /// First letter upper case, all others lower case (one upper-case letter alone counts).
    CAPITALISED = 5, "capitalised";
    /// All letters lower case.
    LOWER = 6, "lower";
    /// Two letters or more, all upper case.
    UPPER = 7, "upper";
    /// White space stands before the token, or it is the first of its unit.
    SPACE_BEFORE = 8, "space-before";
    /// First token of its unit.
    UNIT_START = 9, "unit-start";
    /// First token of its sentence.
    SENTENCE_START = 10, "sentence-start";
    /// Four digits from 1000 to 2199.
    YEAR = 11, "year";
    /// 1st, 2nd, 23rd, or an ordinal word.
    ORDINAL = 12, "ordinal";
    /// A function word of the language.
    FUNCTION = 13, "function";
    /// will, can, must …
    MODAL = 14, "modal";
    /// Forms of be.
    BE = 15, "be";
    /// Forms of have.
    HAVE = 16, "have";
    /// Forms of do.
    DO = 17, "do";
    /// Pronouns.
    PRONOUN = 18, "pronoun";
    /// he, she, him, her, his, hers, himself, herself.
    PERSON_PRONOUN = 19, "person-pronoun";
    /// Articles and other determiners.
    DETERMINER = 20, "determiner";
    /// Prepositions.
    PREPOSITION = 21, "preposition";
    /// Conjunctions.
    CONJUNCTION = 22, "conjunction";
    /// Names of months.
    MONTH = 23, "month";
    /// Names of weekdays.
    WEEKDAY = 24, "weekday";
    /// one, two, hundred …
    NUMBER_WORD = 25, "number-word";
    /// A mark that can open a quotation.
    OPEN_QUOTE = 26, "open-quote";
    /// A mark that can close a quotation.
    CLOSE_QUOTE = 27, "close-quote";
    /// A comma, full width included.
    COMMA = 28, "comma";
    /// A mark that can end a sentence.
    STOP = 29, "stop";
    /// - or another hyphen or dash.
    HYPHEN = 30, "hyphen";
    /// A word in neither Latin, Greek nor Cyrillic letters.
    OTHER_SCRIPT = 31, "other-script";
}

impl ClassBits {
    /// No class.
    pub const NONE: Self = Self(0);
    /// Either quotation mark bit.
    pub const QUOTE: Self = Self(Self::OPEN_QUOTE.0 | Self::CLOSE_QUOTE.0);
    /// What a reader counts as a word.
    pub const WORD_OR_NUMBER: Self = Self(Self::WORD.0 | Self::NUMBER.0);

    /// True when all bits of `other` are set.
    #[must_use]
    pub const fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// True when one bit of `other` at least is set.
    #[must_use]
    pub const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// The classes that are not in `other`.
    #[must_use]
    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// The union, in const context.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl BitOr for ClassBits {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        self.with(other)
    }
}

impl BitOrAssign for ClassBits {
    fn bitor_assign(&mut self, other: Self) {
        *self = self.with(other);
    }
}
