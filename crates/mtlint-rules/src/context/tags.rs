//! The tags of one sentence at a time. Rules that the same word triggers ask for the same sentence again and again.

use std::cell::{OnceCell, RefCell};
use std::ops::Range;

use crate::context::Context;
use mtlint_text::lexicon::Tag;
use mtlint_text::tagger::{Tagger, TaggerWord};

/// The tagger of a worker. It reads its rules when first used, and tags a sentence when a rule needs it.
#[derive(Default)]
pub struct TagMemo {
    tagger: OnceCell<Tagger>,
    sentence: RefCell<Tagged>,
}

#[derive(Default)]
struct Tagged {
    tokens: Range<usize>,
    tags: Vec<Tag>,
}

impl TagMemo {
    /// The tag of a token of the target text, by its index; `None` outside sentences and in a language without a
    /// lexicon.
    #[must_use]
    pub fn tag(&self, context: &Context<'_>, index: usize) -> Option<Tag> {
        context.lexicon.lexicon()?;
        if !self.sentence.borrow().tokens.contains(&index) {
            let sentence = context.analysis.sentences.get(context.analysis.sentence_of(index)?)?;
            let words: Vec<TaggerWord<'_>> = context
                .sentence_tokens(sentence)
                .iter()
                .map(|token| TaggerWord::of(context.text(), token, context.words, context.lexicon))
                .collect();
            let tags = self.tagger.get_or_init(Tagger::english).tag(&words);
            *self.sentence.borrow_mut() = Tagged { tokens: sentence.tokens(), tags };
        }
        let tagged = self.sentence.borrow();
        tagged.tags.get(index.checked_sub(tagged.tokens.start)?).copied()
    }

    /// Forgets the sentence. To be called before each document.
    pub fn clear(&mut self) {
        *self.sentence.get_mut() = Tagged::default();
    }
}
