//! A contextual rule: in the context of certain neighbours, one tag becomes another. The names of the conditions are
//! Brill's.

use super::TaggerWord;
use crate::lexicon::Tag;
use mtlint_token::ClassBits;

/// What a rule sees at a place in the sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    Tag(Tag),
    Comma,
    Stop,
    /// Another punctuation mark.
    Other,
    /// Outside the sentence.
    Edge,
}

impl Mark {
    pub(super) fn of(word: &TaggerWord<'_>, tag: Tag) -> Self {
        match tag {
            Tag::PUNCT if word.class.contains(ClassBits::COMMA) => Self::Comma,
            Tag::PUNCT if word.class.contains(ClassBits::STOP) => Self::Stop,
            Tag::PUNCT => Self::Other,
            tag => Self::Tag(tag),
        }
    }

    pub(super) fn tag(self) -> Tag {
        if let Self::Tag(tag) = self { tag } else { Tag::PUNCT }
    }

    fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "," => Self::Comma,
            "." => Self::Stop,
            "STAART" => Self::Edge,
            "$" => Self::Tag(Tag::SYM),
            name => Self::Tag(Tag::by_name(name)?),
        })
    }
}

/// A condition on a neighbour.
#[derive(Clone, Copy, Debug)]
enum Is<'a> {
    Mark(Mark),
    Word(&'a str),
}

/// The condition must hold at one of the places, counted from the word (negative: before it).
#[derive(Debug)]
struct Condition<'a> {
    at: &'static [isize],
    is: Is<'a>,
}

#[derive(Debug)]
pub(super) struct Rule<'a> {
    pub(super) from: Tag,
    pub(super) to: Tag,
    conditions: Vec<Condition<'a>>,
}

impl<'a> Rule<'a> {
    /// Parses a line; `None` for a comment or an invalid line.
    pub(super) fn parse(line: &'a str) -> Option<Self> {
        let mut parts = line.split_whitespace();
        let (from, to, kind, first) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
        let mark = |name: &str| Mark::parse(name).map(Is::Mark);
        let tag = |at, name| Some(Condition { at, is: mark(name)? });
        let word = |at, text| Some(Condition { at, is: Is::Word(text) });
        let mut second = || parts.next();
        let conditions = match kind {
            "PREVTAG" => vec![tag(&[-1], first)?],
            "NEXTTAG" => vec![tag(&[1], first)?],
            "PREV2TAG" => vec![tag(&[-2], first)?],
            "NEXT2TAG" => vec![tag(&[2], first)?],
            "PREV1OR2TAG" => vec![tag(&[-1, -2], first)?],
            "NEXT1OR2TAG" => vec![tag(&[1, 2], first)?],
            "PREV1OR2OR3TAG" => vec![tag(&[-1, -2, -3], first)?],
            "SURROUNDTAG" => vec![tag(&[-1], first)?, tag(&[1], second()?)?],
            "PREVBIGRAM" => vec![tag(&[-2], first)?, tag(&[-1], second()?)?],
            "NEXTBIGRAM" => vec![tag(&[1], first)?, tag(&[2], second()?)?],
            "CURWD" => vec![word(&[0], first)?],
            "PREVWD" => vec![word(&[-1], first)?],
            "NEXTWD" => vec![word(&[1], first)?],
            "PREV1OR2WD" => vec![word(&[-1, -2], first)?],
            "LBIGRAM" => vec![word(&[-1], first)?, word(&[0], second()?)?],
            "RBIGRAM" => vec![word(&[0], first)?, word(&[1], second()?)?],
            "WDAND2AFT" => vec![word(&[0], first)?, word(&[2], second()?)?],
            "WDPREVTAG" => vec![tag(&[-1], first)?, word(&[0], second()?)?],
            "WDNEXTTAG" => vec![word(&[0], first)?, tag(&[1], second()?)?],
            "WDAND2TAGBFR" => vec![tag(&[-2], first)?, word(&[0], second()?)?],
            "WDAND2TAGAFT" => vec![word(&[0], first)?, tag(&[2], second()?)?],
            _ => return None,
        };
        Some(Self { from: Tag::by_name(from)?, to: Tag::by_name(to)?, conditions })
    }

    pub(super) fn holds(&self, words: &[TaggerWord<'_>], marks: &[Mark], at: usize) -> bool {
        let holds_at = |is: Is<'_>, offset: isize| {
            let place = at.checked_add_signed(offset);
            match is {
                Is::Mark(mark) => place.and_then(|p| marks.get(p)).copied().unwrap_or(Mark::Edge) == mark,
                Is::Word(text) => place.and_then(|p| words.get(p)).is_some_and(|w| w.text.eq_ignore_ascii_case(text)),
            }
        };
        self.conditions.iter().all(|condition| condition.at.iter().any(|offset| holds_at(condition.is, *offset)))
    }
}
