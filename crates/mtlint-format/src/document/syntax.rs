//! The placeholders and markup that a text can contain.

use bitflags::bitflags;

bitflags! {
    /// A set of syntaxes. In the empty set, only what cannot be mistaken for language counts as a placeholder.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
    pub struct Syntax: u32 {
        /// C and its kin: `%s`, `%5.2lf`, `%1$d`, `%%`; also PHP, Perl, Lua, Java's Formatter.
        const PRINTF = 1 << 0;
        /// Python's `%`: printf and `%(name)s`.
        const PYTHON_PERCENT = 1 << 1;
        /// Python's `str.format`, C#, Rust: `{}`, `{0}`, `{name!r:>10}`, `{{`.
        const BRACE = 1 << 2;
        /// Qt and KDE: `%1`, `%L1`, `%n`.
        const QT = 1 << 3;
        /// Ruby: `%{name}`, `%<name>s` and printf.
        const RUBY = 1 << 4;
        /// i18next: `{{name}}`, `$t(key)`.
        const I18NEXT = 1 << 5;
        /// Plural forms of one message divided by `|`: Vue I18n, Symfony, Laravel.
        const PIPES = 1 << 6;
        /// ICU and Java MessageFormat: `{0}`, `{n, plural, one {…} other {…}}`.
        const ICU = 1 << 7;
        /// Fluent: `{ $name }`, `{ -term }`.
        const FLUENT = 1 << 8;
        /// Objective-C: printf and `%@`.
        const OBJC = 1 << 9;
        /// Shell and template variables: `$name`, `${name}`.
        const SHELL = 1 << 10;
        /// Tags as in HTML and XML.
        const MARKUP = 1 << 11;
        /// reStructuredText.
        const RST = 1 << 12;
        /// Markdown.
        const MARKDOWN = 1 << 13;
        /// `_` before the letter of a shortcut key (GTK).
        const UNDERSCORE_KEY = 1 << 14;
        /// `&` before the letter of a shortcut key (Qt, Windows).
        const AMPERSAND_KEY = 1 << 15;
        /// The text is not marked as a format string; its file format merely allows one. Ambiguous words and
        /// percentages are not conversions then: `50% de`, `%0 of`.
        const ASSUMED = 1 << 16;
        /// The file uses `%0` to `%9` as placeholders: Qt, JabRef, Blockly.
        const NUMBERED = 1 << 17;
        /// The file uses `$0` to `$9` as placeholders: JavaScript, Chrome.
        const DOLLARS = 1 << 18;
    }
}

impl Syntax {
    /// The syntaxes whose placeholders begin with a percent sign.
    pub const PERCENT: Self =
        Self::PRINTF.union(Self::PYTHON_PERCENT).union(Self::QT).union(Self::RUBY).union(Self::OBJC);

    /// Properties of the file, which hold whatever its texts declare.
    const HABITS: Self = Self::PIPES.union(Self::ASSUMED).union(Self::NUMBERED).union(Self::DOLLARS);

    /// True when no syntax is declared; properties of the file do not count.
    #[must_use]
    pub const fn is_undeclared(self) -> bool {
        self.difference(Self::HABITS).is_empty()
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
