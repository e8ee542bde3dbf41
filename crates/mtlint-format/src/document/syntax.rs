//! The placeholders and markup that a text can contain.

/// A set of syntaxes. In the empty set, only what cannot be mistaken for language counts as a placeholder.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Syntax(u32);

macro_rules! syntaxes {
    ($($(#[$doc:meta])* $name:ident = $bit:literal;)*) => {
        impl Syntax {
            $($(#[$doc])* pub const $name: Self = Self(1 << $bit);)*
        }
    };
}

syntaxes! {
    /// C and its kin: `%s`, `%5.2lf`, `%1$d`, `%%`; also PHP, Perl, Lua, Java's Formatter.
    PRINTF = 0;
    /// Python's `%`: printf and `%(name)s`.
    PYTHON_PERCENT = 1;
    /// Python's `str.format`, C#, Rust: `{}`, `{0}`, `{name!r:>10}`, `{{`.
    BRACE = 2;
    /// Qt and KDE: `%1`, `%L1`, `%n`.
    QT = 3;
    /// Ruby: `%{name}`, `%<name>s` and printf.
    RUBY = 4;
    /// i18next: `{{name}}`, `$t(key)`.
    I18NEXT = 5;
    /// Plural forms of one message divided by `|`: Vue I18n, Symfony, Laravel.
    PIPES = 6;
    /// ICU and Java MessageFormat: `{0}`, `{n, plural, one {…} other {…}}`.
    ICU = 7;
    /// Fluent: `{ $name }`, `{ -term }`.
    FLUENT = 8;
    /// Objective-C: printf and `%@`.
    OBJC = 9;
    /// Shell and template variables: `$name`, `${name}`.
    SHELL = 10;
    /// Tags as in HTML and XML.
    MARKUP = 11;
    /// reStructuredText.
    RST = 12;
    /// Markdown.
    MARKDOWN = 13;
    /// `_` before the letter of a shortcut key (GTK).
    UNDERSCORE_KEY = 14;
    /// `&` before the letter of a shortcut key (Qt, Windows).
    AMPERSAND_KEY = 15;
    /// The text is not marked as a format string; its file format merely allows one. Ambiguous words and percentages
    /// are not conversions then: `50% de`, `%0 of`.
    ASSUMED = 16;
    /// The file uses `%0` to `%9` as placeholders: Qt, JabRef, Blockly.
    NUMBERED = 17;
    /// The file uses `$0` to `$9` as placeholders: JavaScript, Chrome.
    DOLLARS = 18;
}

impl Syntax {
    /// None.
    pub const NONE: Self = Self(0);
    /// Everything whose placeholders begin with a percent sign.
    pub const PERCENT: Self = Self(Self::PRINTF.0 | Self::PYTHON_PERCENT.0 | Self::QT.0 | Self::RUBY.0 | Self::OBJC.0);

    /// Habits of a file, which apply however its texts are marked.
    const HABITS: Self = Self(Self::PIPES.0 | Self::ASSUMED.0 | Self::NUMBERED.0 | Self::DOLLARS.0);

    /// Both sets.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// This set without the other.
    #[must_use]
    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// True when the two sets have a syntax in common.
    #[must_use]
    pub const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// True if this set contains all of another.
    #[must_use]
    pub const fn has_all(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// True if the set contains no syntax, apart from habits of the file.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 & !Self::HABITS.0 == 0
    }

    /// The syntax that a flag of a PO file names (`python-format`); `None` for an unknown flag.
    #[must_use]
    pub fn of_flag(flag: &str) -> Option<Self> {
        Some(match flag {
            "c-format"
            | "php-format"
            | "perl-format"
            | "lua-format"
            | "awk-format"
            | "gcc-internal-format"
            | "java-printf-format"
            | "javascript-format"
            | "object-pascal-format"
            | "gfc-internal-format"
            | "tcl-format"
            | "ycp-format"
            | "boost-format"
            | "scheme-format"
            | "librep-format" => Self::PRINTF,
            "python-format" => Self::PYTHON_PERCENT,
            "python-brace-format" | "csharp-format" | "rust-format" | "perl-brace-format" | "smalltalk-format" => {
                Self::BRACE
            }
            "objc-format" => Self::OBJC,
            "qt-format" | "qt-plural-format" | "kde-format" | "kde-kuit-format" => Self::QT,
            "ruby-format" => Self::RUBY,
            "java-format" | "icu-message-format" => Self::ICU,
            "sh-format" | "sh-printf-format" => Self::SHELL,
            "rst-text" => Self::RST,
            "md-text" => Self::MARKDOWN,
            _ => return None,
        })
    }
}
