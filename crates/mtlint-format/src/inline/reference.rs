//! reStructuredText and Markdown: code, roles, references, links, emphasis.

use super::push;
use crate::document::{Mask, OBJECT, ObjectKind, Syntax};
use mtlint_token::span::text_at;

/// The longest role, literal or link, in bytes.
const LONGEST: usize = 400;

/// Adds the object that begins at a backtick, colon, asterisk, bar, bracket or backslash.
pub(super) fn mask(text: &str, at: usize, syntax: Syntax, masks: &mut Vec<Mask>) -> Option<usize> {
    let rest = text.get(at..)?;
    let window = rest.get(..rest.floor_char_boundary(LONGEST))?;
    match rest.as_bytes().first()? {
        b'`' => backtick(window, at, syntax, masks),
        b':' => role(window, at, masks),
        b'*' => emphasis(text, at, syntax, masks),
        b'|' if syntax.intersects(Syntax::RST) => {
            let inner = window.get(1..)?;
            let length = inner.find('|')?;
            let name = inner.get(..length)?;
            let sound = !name.is_empty() && name.trim() == name && !name.contains('\n');
            sound.then(|| push(masks, at, at + length + 2, ObjectKind::Reference, true))?;
            Some(at + length + 2)
        }
        b'[' => bracket(window, at, masks),
        b'\\' if syntax.intersects(Syntax::RST) => {
            let escaped = window.chars().nth(1)?;
            push(masks, at, at + 1, ObjectKind::Other, false);
            Some(at + 1 + if escaped == '*' || escaped == '`' || escaped == '|' { escaped.len_utf8() } else { 0 })
        }
        _ => None,
    }
}

/// ``` ``code`` ```, `` `code` ``, `` `text <target>`_ ``, `` `text`_ ``.
fn backtick(window: &str, at: usize, syntax: Syntax, masks: &mut Vec<Mask>) -> Option<usize> {
    let fence = window.bytes().take_while(|&b| b == b'`').count();
    let inner = window.get(fence..)?;
    let close = find_fence(inner, fence)?;
    let content = inner.get(..close)?;
    let end = at + fence + close + fence;
    // A placeholder is not code: Fluent's placeables are objects already.
    if content.trim().is_empty() || content.contains(OBJECT) {
        return None;
    }
    // A placeholder is not code: “`%(table)s.%(column)s`”.
    if !syntax.is_undeclared()
        && !syntax.intersects(Syntax::RST.union(Syntax::MARKDOWN))
        && content.contains(['%', '{'])
    {
        return None;
    }
    if fence > 1 {
        push(masks, at, end, ObjectKind::Code, true);
        return Some(end);
    }
    let underscores = inner.get(close + 1..)?.bytes().take_while(|&b| b == b'_').count();
    if underscores > 0 && underscores < 3 {
        return Some(titled(content, at, at + 1, end + underscores, "", masks));
    }
    let word = !content.contains(char::is_whitespace);
    (word || syntax.intersects(Syntax::MARKDOWN)).then(|| push(masks, at, end, ObjectKind::Code, true))?;
    Some(end)
}

/// The position of a run of exactly this many backticks.
fn find_fence(text: &str, fence: usize) -> Option<usize> {
    let mut at = 0;
    loop {
        let found = at + text.get(at..)?.find('`')?;
        let run = text.get(found..)?.bytes().take_while(|&b| b == b'`').count();
        if run == fence {
            return Some(found);
        }
        // “``a`b``” contains a single one; “```” closes nothing.
        at = found + run;
    }
}

/// `` :role:`target` ``, `` :role:`text <target>` ``, `` :domain:role:`target` ``.
fn role(window: &str, at: usize, masks: &mut Vec<Mask>) -> Option<usize> {
    let name = window
        .bytes()
        .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b':' | b'-' | b'_' | b'+' | b'.'))
        .count();
    let role = window.get(..name).filter(|r| r.len() > 2 && r.ends_with(':'))?;
    let inner = window.get(name..)?.strip_prefix('`')?;
    let close = inner.find('`')?;
    let content = inner.get(..close)?;
    let (start, end) = (at + name + 1, at + name + close + 2);
    Some(titled(content, at, start, end, role, masks))
}

/// Roles whose content is language or an example: definitions, menus, glossary terms, which are translated.
const TEXT_ROLES: &[&str] = &[
    ":dfn:",
    ":term:",
    ":guilabel:",
    ":menuselection:",
    ":abbr:",
    ":samp:",
    ":emphasis:",
    ":strong:",
    ":sub:",
    ":sup:",
    ":title:",
    ":kbd:",
    ":file:",
    ":command:",
    ":program:",
    ":option:",
    ":regexp:",
    ":token:",
    ":keyword:",
];

/// A reference that can have a title: the title is language, the rest are objects.
fn titled(content: &str, at: usize, start: usize, end: usize, role: &str, masks: &mut Vec<Mask>) -> usize {
    let explicit = content.strip_suffix('>').and_then(|c| c.rfind('<'));
    let target = explicit.and_then(|open| content.get(open + 1..content.len() - 1)).filter(|t| !t.is_empty());
    let role = role.to_ascii_lowercase();
    let is_text = TEXT_ROLES.contains(&role.as_str());
    if let (Some(open), Some(target)) = (explicit, target)
        && !is_text
        && (role.is_empty() || leads(&role, target))
    {
        let title = text_at(content, ..open).trim_end();
        // A full address counts as an address.
        let (kind, literal) = match target.contains("://") {
            true => (ObjectKind::Address, target.to_owned()),
            false => (ObjectKind::Reference, format!("{role}`{target}`")),
        };
        masks.push(Mask { range: at..start, kind, visible: false, literal: Some(literal) });
        push(masks, start + title.len(), end, ObjectKind::Other, false);
    } else if role.is_empty() || is_text {
        // `title`_ names its target by its title, which is language.
        let title = explicit.and_then(|open| content.get(..open)).map_or(content, str::trim_end);
        push(masks, at, start, ObjectKind::Other, false);
        push(masks, start + title.len(), end, ObjectKind::Other, false);
    } else {
        let bare = content.trim_start_matches(['~', '!', '.']);
        // What is said of it is code, wherever it stands.
        let (kind, literal) = match role.as_str() {
            ":code:" => (ObjectKind::Code, format!("`{content}`")),
            _ => (ObjectKind::Reference, format!("{role}`{}`", without_fields(bare))),
        };
        masks.push(Mask { range: at..end, kind, visible: true, literal: Some(literal) });
    }
    end
}

/// Sphinx roles whose content can be a title and a target.
const CROSS_REFERENCES: &[&str] = &[
    "any", "attr", "class", "cls", "const", "data", "doc", "download", "exc", "func", "issue", "keyword", "label",
    "macro", "member", "meth", "method", "mod", "module", "numref", "obj", "pep", "property", "ref", "rfc", "source",
    "std", "type",
];

/// True for a target. In other roles, a word in angle brackets is a value for the user to fill in: `` :cmd:`help
/// <topic>` ``.
fn leads(role: &str, target: &str) -> bool {
    let name = role.trim_end_matches(':').rsplit(':').next().unwrap_or_default();
    let is_word = target.chars().all(char::is_alphabetic);
    !is_word || CROSS_REFERENCES.contains(&name)
}

/// A command without values to fill in (`<file>`, `[FILE]`, `FILE`), which can be translated; white space does not
/// count.
fn without_fields(content: &str) -> String {
    if !content.contains(char::is_whitespace) {
        return content.to_owned();
    }
    let is_field = |word: &&str| {
        let in_brackets = word.starts_with(['<', '[']) && word.ends_with(['>', ']']);
        let in_capitals = word.chars().any(char::is_uppercase) && !word.chars().any(char::is_lowercase);
        in_brackets || in_capitals
    };
    content.split_whitespace().filter(|word| !is_field(word)).collect::<Vec<_>>().join(" ")
}

/// The marks of `**strong**` and `*emphasis*`.
fn emphasis(text: &str, at: usize, syntax: Syntax, masks: &mut Vec<Mask>) -> Option<usize> {
    let run = text.get(at..)?.bytes().take_while(|&b| b == b'*').count();
    let before = text.get(..at)?.chars().next_back();
    let after = text.get(at + run..)?.chars().next();
    let space = |c: Option<char>| c.is_none_or(char::is_whitespace);
    // “2 * 3” and a list marker have spaces around them.
    let emphasis =
        syntax.intersects(Syntax::RST.union(Syntax::MARKDOWN)) && run < 4 && !(space(before) && space(after));
    if emphasis {
        push(masks, at, at + run, ObjectKind::Tag, false);
    }
    Some(at + run)
}

/// `[text](target)`, `[1]_`, `[#note]_`.
fn bracket(window: &str, at: usize, masks: &mut Vec<Mask>) -> Option<usize> {
    let close = window.find(']')?;
    let after = window.get(close + 1..)?;
    if after.starts_with('_') && close < 40 {
        push(masks, at, at + close + 2, ObjectKind::Reference, true);
        return Some(at + close + 2);
    }
    let target = after.strip_prefix('(')?;
    let end = target.find(')')?;
    (!target.get(..end)?.contains([' ', '\n'])).then_some(())?;
    push(masks, at, at + 1, ObjectKind::Other, false);
    let start = at + close;
    masks.push(Mask {
        range: start..start + end + 3,
        kind: if target.get(..end)?.contains("://") { ObjectKind::Address } else { ObjectKind::Reference },
        visible: false,
        literal: target.get(..end).map(str::to_owned),
    });
    Some(start + end + 3)
}
