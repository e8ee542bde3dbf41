"""Round trips of every format: what mtlint writes is the file but for the fix, and the reference tools read it so.

Each file of `files/` is sound. For each of its words the file is written with that word doubled; the reference reader says whether
it then stands in a text that mtlint checks. If so, `mtlint check --fix --unsafe` must give back the sound file byte for byte; if
not (a key, a source, a comment, code), nothing may change. Then words are replaced by one that a rule mends into a text with a
character that formats escape: mended or, where that is not possible, left alone, and each tool must read the old text with
the new word in it and nothing else changed. Fixes of the report, applied by hand, must always give what `--fix` wrote.
"""

import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time

import readers
from readers import Missing, decode

HERE = pathlib.Path(__file__).resolve().parent
MTLINT = pathlib.Path(sys.argv[1]).resolve()

# Words that people double for emphasis, which the rule leaves alone.
EXCEPT = {"jamais", "toujours", "tout", "encore", "vite", "bien"}

SPECIALS = {
    "quot": '"', "apos": "'", "back": "\\", "amp": "&", "lower": "<", "greater": ">", "percent": "%", "open": "{",
    "close": "}", "dollar": "$", "hash": "#", "star": "*", "under": "_", "tick": "`", "pipe": "|", "accent": "é",
    "astral": "🐟", "nbsp": "\u00a0", "quote": "’", "comma": ",", "semicolon": ";", "colon": ":", "equals": "=", "at": "@",
    "bracket": "[", "exclaim": "!", "tilde": "~",
}
# At both ends, so that it stands at the edge of a text, too. Tools strip spaces there.
MARKERS = {f"zorb{name}": f"vu{sign}!" if sign.isspace() else f"{sign}vu{sign}" for name, sign in SPECIALS.items()}

RULE = """title = "Probe"
level = "warning"
status = "stable"
mqm = {{ category = "fluency/grammar", severity = "minor" }}
message = "probe"
help = "probe"
why = "probe"
[match]
phrases = [{phrases}]
[[bad]]
text = "One [[zorbat]]."
[[bad]]
text = "Two [[zorbat]]."
[[good]]
text = "Three."
[[good]]
text = "Four."
"""


def rules(folder):
    phrases = ", ".join(f"{{ text = {json.dumps(m)}, fix = {json.dumps(fix, ensure_ascii=False)} }}" for m, fix in MARKERS.items())
    (folder / "any" / "probe").mkdir(parents=True)
    (folder / "any" / "probe" / "mark.toml").write_text(RULE.format(phrases=phrases))


class Coded:
    """A file as text, and the way back to its bytes."""

    def __init__(self, data):
        self.bom = next((mark for mark in (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff") if data.startswith(mark)), b"")
        self.encoding = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}.get(self.bom, "utf-8")
        named = re.search(rb"(?:encoding=|charset=)[\"']?([\w-]+)", data[:1000])
        if named and not self.bom:
            self.encoding = named[1].decode()
        try:
            self.text = data[len(self.bom):].decode(self.encoding)
        except UnicodeDecodeError:
            self.encoding = "iso-8859-1"
            self.text = data.decode(self.encoding)

    def bytes(self, text):
        return self.bom + text.encode(self.encoding)

    def has(self, text):
        try:
            return text.encode(self.encoding) is not None
        except UnicodeEncodeError:
            return False


def check(name, contents, *options):
    """mtlint on files of one name with these contents: the findings of each, what the program said, and the files then."""
    with tempfile.TemporaryDirectory() as work, tempfile.TemporaryDirectory() as own:
        rules(pathlib.Path(own))
        paths = [f"{index}/{name}" for index in range(len(contents))]
        for path, content in zip(paths, contents):
            (pathlib.Path(work) / path).parent.mkdir()
            (pathlib.Path(work) / path).write_bytes(content)
        command = [MTLINT, "check", "--lang", "fr", "--rules", own, "--quiet", "--format", "jsonl", *options, *paths]
        result = subprocess.run(command, capture_output=True, text=True, cwd=work)
        findings = [[] for _ in contents]
        for line in result.stdout.splitlines():
            record = json.loads(line)
            findings[int(record["path"].partition("/")[0])].append(record)
        return findings, result, [(pathlib.Path(work) / path).read_bytes() for path in paths]


PROBES = ("--select", "repetition/word,probe")


def by_hand(data, findings):
    """The fixes of a report, applied: what `--fix --unsafe` should write. One that the encoding lacks is none."""
    coded = Coded(data)
    fixes = [fix for finding in findings for fix in finding["fixes"][:1] if fix["applicability"] != "display"]
    edits = [edit for fix in fixes if all(coded.has(edit["text"]) for edit in fix["edits"]) for edit in fix["edits"]]
    for edit in sorted(edits, key=lambda edit: -edit["start"]):
        data = data[:edit["start"]] + edit["text"].encode(coded.encoding) + data[edit["end"]:]
    return data


def mended(name, contents, fail):
    """The contents after `--fix --unsafe`, having compared them with the fixes of the report."""
    findings, result, before = check(name, contents, *PROBES)
    # Words of the markup are doubled, too: a file may be refused.
    assert before == contents and result.returncode in (0, 1, 2) and "panicked" not in result.stderr, result.stderr
    _, result, after = check(name, contents, *PROBES, "--fix", "--unsafe")
    assert result.returncode in (0, 1, 2), result.stderr
    for content, found, written in zip(contents, findings, after):
        if by_hand(content, found) != written:
            fail(f"--fix wrote another file than its report says: {different(by_hand(content, found), written)}")
    return after


def words(coded):
    """Words that may be doubled: not what follows an elision, nor parts of escapes, addresses and file names."""
    found = re.finditer(r"(?<![\w\\&%@’'./-])[^\W\d_]{4,}(?![\w\\;-]|\.\w)", coded.text)
    return [match for match in found if match[0].lower() not in EXCEPT]


def read(reader, data):
    """What a reader reads, or None when it cannot."""
    try:
        return reader(data)
    except Missing:
        raise
    except Exception:
        return None


def in_text(old, new, doubled, placeholder):
    """The place of the only text that differs, and has a word doubled; False when there is none."""
    if new is None or old["rest"] != new["rest"] or old["texts"].keys() != new["texts"].keys():
        return False
    changed = [place for place, text in old["texts"].items() if new["texts"][place] != text]
    if len(changed) != 1 or doubled not in placeholder.sub("", new["texts"][changed[0]]):
        return False
    return changed[0]


def replaced(value, old, new):
    """Plain data with a word replaced in all of its strings."""
    if isinstance(value, dict):
        return {replaced(key, old, new): replaced(item, old, new) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value)(replaced(item, old, new) for item in value)
    return value.replace(old, new) if isinstance(value, str) else value


def different(wanted, got):
    wanted, got = repr(wanted), repr(got)
    at = next((i for i, (a, b) in enumerate(zip(wanted, got)) if a != b), min(len(wanted), len(got)))
    return f"wanted …{wanted[max(0, at - 40):at + 60]}… got …{got[max(0, at - 40):at + 60]}…"


class Case:
    """A file of a format, a way to write it, and what may be expected."""

    def __init__(self, name, data, reader, others, unseen=None, placeholder=None, refused="", label=""):
        self.name, self.data, self.reader, self.others = name, data, reader, others
        self.unseen, self.refused = re.compile(unseen or r"(?!)"), refused
        self.placeholder = re.compile(placeholder or r"(?!)")
        self.label = f"{name} {label}".strip()
        self.coded = Coded(data)
        self.failures = []

    def fail(self, message):
        self.failures.append(message)

    @staticmethod
    def doubling(match):
        # Two capitals would be a name.
        return f"{match[0]} {match[0].lower()}"

    def with_word(self, match, word):
        return self.coded.bytes(self.coded.text[:match.start()] + word + self.coded.text[match.end():])

    def at(self, match):
        return f"{self.coded.text.count(chr(10), 0, match.start()) + 1}:{match[0]}"

    def run(self):
        sound = self.reader(self.data)
        _, result, after = check(self.name, [self.data], "--select", "repetition/word,probe,format", "--fix", "--unsafe")
        if result.returncode or result.stdout or after != [self.data]:
            self.fail(f"the sound file is not silent and untouched: {result.stdout}{result.stderr}")
        counts = self.doubled(sound)
        written, refused, tools = self.marked()
        self.by_all_rules(sound, tools)
        return (*counts, written, refused, tools)

    def by_all_rules(self, sound, tools):
        """What all rules mend is in texts, too, and read by all tools."""
        _, result, [after] = check(self.name, [self.data], "--nursery", "--fix", "--unsafe")
        new = self.reader(after)
        if new["rest"] != sound["rest"] or new["texts"].keys() != sound["texts"].keys():
            self.fail(f"all rules: more than texts: {different(sound, new)}")
        for reader in tools:
            try:
                reader(after)
            except Exception as error:
                self.fail(f"all rules: {self.tool(reader)}: {error!r}")

    def doubled(self, sound):
        """Each word doubled in turn. How many were in texts, and how many elsewhere."""
        matches = words(self.coded)
        contents = [self.with_word(match, self.doubling(match)) for match in matches]
        texts, others = 0, 0
        self.places = []
        sound_files = [(m, c, read(self.reader, c)) for m, c in zip(matches, contents)]
        sound_files = [(m, c, new) for m, c, new in sound_files if new is not None]
        results = mended(self.name, [content for _, content, _ in sound_files], self.fail)
        for (match, content, new), after in zip(sound_files, results):
            line = self.at(match)
            place = in_text(sound, new, self.doubling(match), self.placeholder)
            if place is not False and not self.unseen.search(str(sound["texts"][place])):
                texts += 1
                self.places.append((place, match))
                if after != self.data:
                    self.fail(f"{line}: doubled in a text and not mended to the sound file")
            else:
                others += 1
                if after != content:
                    self.fail(f"{line}: no text, and changed")
        if not texts:
            self.fail("no word is in a text")
        return texts, others

    def marked(self):
        """Words of each text mended to special characters. How many were, which are refused, and which tools read them."""
        by_place = {}
        for place, match in self.places:
            by_place.setdefault(place, []).append(match)
        ends = [match for matches in by_place.values() for match in {matches[0], matches[-1]}]
        chosen = [(marker, ends[(2 * i + k) % len(ends)]) for i, marker in enumerate(MARKERS) for k in range(min(2, len(ends)))]
        contents = [self.with_word(match, marker) for marker, match in chosen]
        results = mended(self.name, contents, self.fail)
        refused, written = {}, []
        for (marker, match), content, after in zip(chosen, contents, results):
            if after == content and self.coded.has(MARKERS[marker]):
                refused.setdefault(SPECIALS[marker.removeprefix("zorb")], []).append(self.at(match))
            elif after != content:
                written.append((marker, match, content, after))
        unsaid = {sign: at for sign, at in refused.items() if sign not in self.refused}
        if unsaid:
            self.fail(f"not mended, nor said to be refused: {unsaid}")
        tools = []
        for reader in (self.reader, *self.others):
            try:
                assert reader(self.data) == reader(self.data)
                tools.append(reader)
            except Missing as missing:
                SKIPPED.add(str(missing))
            except Exception as error:
                # Not all read all encodings, but each reads the file as it stands here.
                if self.label == self.name or reader is self.reader:
                    self.fail(f"{self.tool(reader)} does not read the sound file: {error!r}")
        for marker, match, content, after in written:
            for reader in (tool for tool in tools if tool not in RAW):
                try:
                    wanted, got = replaced(reader(content), marker, MARKERS[marker]), reader(after)
                    if wanted != got:
                        self.fail(f"{match[0]} -> {MARKERS[marker]}: {self.tool(reader)}: {different(wanted, got)}")
                except Exception as error:
                    self.fail(f"{match[0]} -> {MARKERS[marker]}: {self.tool(reader)}: {error!r}"[:400])
        return len(written), "".join(sorted(refused)), tools

    @staticmethod
    def tool(reader):
        return getattr(reader, "tool", reader.__name__)


SKIPPED = set()


def named(name, reader):
    def read(data):
        return reader(data)
    read.tool = name
    return read


R = readers
NODE = {tool: named(tool, R.node(tool)) for tool in ("i18next", "icu", "webvtt", "parse5", "commonmark", "xcstrings")}
XSD1 = named("XSD of XLIFF 1.2", R.schema("xliff-core-1.2-*.xsd"))
XSD2 = named("XSD of XLIFF 2.0", R.schema("xliff-core-2.0.xsd"))
JSON_KINDS = ("I18NextFile", "ARBJsonFile", "WebExtensionJsonFile")
KIT = {kind: named(f"translate-toolkit {kind}", R.toolkit_json(kind)) for kind in JSON_KINDS}
KIT1 = named("translate-toolkit xliff", R.toolkit_xliff("xliff", "xlifffile"))
KIT2 = named("translate-toolkit xliff2", R.toolkit_xliff("xliff2", "Xliff2File"))

ARGUMENT = r"\{[^{}]*\}"
# A word doubled in the name of an argument, in “plural” or in the name of a branch.
ICU_SYNTAX = r"\{\w+ \w+[,}]|, (\w+) \1,|\b(\w+) \2\{"

# File: its reader, the other tools, texts that mtlint does not check, placeholders in texts, and characters with which fixes
# are shown only, in some places at least (docs/FORMATS.md).
FILES = {
    "harbour.txt": (R.plain, [], None, None, ""),
    "harbour.md": (R.markdown, [NODE["commonmark"]], None, None, "#$&*<>[\\_`|~"),
    "harbour.html": (R.html, [NODE["parse5"]], "Carte entière", None, ""),
    "harbour.po": (R.po, [R.msgfmt, R.toolkit_po], None, None, ""),
    "latin1.po": (R.po, [R.msgfmt], None, None, ""),
    "harbour.properties": (R.properties, [R.java_properties, R.toolkit_properties], None, ARGUMENT, "'{}"),
    "latin1.properties": (R.properties, [R.java_properties, R.toolkit_properties], None, ARGUMENT, "'{}"),
    "escaped.properties": (R.properties, [R.java_properties, R.toolkit_properties], None, None, ""),
    "Localizable.strings": (R.strings, [R.sfparse], None, None, ""),
    "harbour.ftl": (R.fluent, [R.fluent_runtime], None, None, "#*[}"),
    "film.srt": (R.srt, [R.pysubs2], None, None, "<{"),
    "film.vtt": (R.vtt, [NODE["webvtt"]], None, "<[^<>]*>", ""),
    "memory.csv": (R.comma, [R.toolkit_csv], None, None, ",\""),
    "memory.tsv": (R.tab, [R.toolkit_csv], None, None, "\""),
    "corpus.jsonl": (R.jsonl, [], None, None, ""),
    "fr.json": (R.i18n, [NODE["i18next"], KIT["I18NextFile"]], None, ARGUMENT, "<{}"),
    "messages.json": (R.chrome, [KIT["WebExtensionJsonFile"]], None, r"\$[^$]*\$", "<{}"),
    "app_fr.arb": (R.arb, [NODE["icu"], KIT["ARBJsonFile"]], None, ICU_SYNTAX, "#'<{}"),
    "Localizable.xcstrings": (R.xcstrings, [NODE["xcstrings"]], None, None, "<{}"),
    "Localizable.stringsdict": (R.stringsdict, [R.toolkit_stringsdict], None, None, ""),
    "strings.xml": (R.android, [R.aapt2, R.toolkit_android], None, None, "%&<@"),
    "harbour-1.2.xlf": (R.xliff, [XSD1, KIT1], None, None, "&<>"),
    "harbour-2.0.xlf": (R.xliff, [XSD2, KIT2], None, None, ""),
    "harbour-2.1.xlf": (R.xliff, [XSD2, KIT2], None, None, ""),
    "memory.tmx": (R.tmx, [R.toolkit_tmx], None, None, ""),
}

# Readers that give texts as they are written.
RAW = (R.android,)


XML = (".xml", ".xlf", ".tmx", ".stringsdict")


def variants(name, data):
    """The file in other spellings: label and content."""
    suffix = pathlib.PurePath(name).suffix
    yield "", data
    yield "CRLF", data.replace(b"\n", b"\r\n")
    if not R.is_utf8(data):
        return
    text = data.decode()
    if suffix not in (".po", ".properties"):
        yield "BOM", b"\xef\xbb\xbf" + data
    if suffix in (*XML, ".strings", ".txt", ".srt", ".csv", ".md"):
        named = re.sub("encoding=.utf-8.", 'encoding="UTF-16"', text, flags=re.IGNORECASE)
        yield "UTF-16LE", b"\xff\xfe" + named.encode("utf-16-le")
        yield "UTF-16BE CRLF", b"\xfe\xff" + named.replace("\n", "\r\n").encode("utf-16-be")
    western = text.translate({ord("🚢"): "!", ord("’"): "'"})
    if suffix in XML:
        latin1 = re.sub("encoding=.utf-8.", 'encoding="ISO-8859-1"', western, flags=re.IGNORECASE)
        yield "ISO-8859-1", latin1.encode("iso-8859-1")
        # A fix may be the first to need the encoding.
        yield "ISO-8859-1, all ASCII", latin1.translate({ord("é"): "e", ord("à"): "a", ord("É"): "E"}).encode("ascii")
    if suffix == ".html":
        yield "windows-1252", western.replace('charset="utf-8"', 'charset="windows-1252"').encode("cp1252")


# A word doubled over what is no text: line ends, tags, escapes. File, what stands there, with the word doubled.
MENDED = [
    ("harbour.txt", "commence ici\net", "commence ici\nici et"),
    ("harbour.md", "autre, avec", "autre, avec\navec"),
    ("harbour.html", "qui continue\nsur", "qui continue\ncontinue sur"),
    ("harbour.html", "heures&nbsp;", "heures&nbsp;heures&nbsp;"),
    ("harbour.po", "aube, \"\n\"pas", "aube, pas \"\n\"pas"),
    ("harbour.po", "rade\\\" avant", "rade\\\" avant \"\n\"avant"),
    ("harbour.po", "heures.\\n\"\n\"Personne", "heures \"\n\"heures.\\n\"\n\"Personne"),
    ("harbour.properties", "atteint \\\n            la", "atteint la \\\n            la"),
    ("Localizable.strings", "Deux lignes\n", "Deux lignes\nlignes "),
    ("harbour.ftl", "$name },\n    prenez", "$name }, prenez\n    prenez"),
    ("harbour.ftl", "de partir.", "de\n    de partir."),
    ("film.srt", "Le bateau part</i>\navant", "Le bateau part avant</i>\navant"),
    ("film.vtt", "pour\nle", "pour\npour le"),
    ("memory.csv", "quittez\nsans", "quittez sans\nsans"),
    ("strings.xml", "sur deux", "sur\n        sur deux"),
    ("harbour-1.2.xlf", "Logo du\n            vieux", "Logo du\n            du vieux"),
    ("Localizable.stringsdict", "dans la rade", "dans dans&#32;la rade"),
]

# Between tags or in quotation, where a fix would leave an empty element: shown only, or not seen.
LEFT_ALONE = [
    # A tab or several spaces stand between the columns of a table.
    ("harbour.properties", "mer\\t\\u00e0", "mer\\tmer\\u0020\\u00e0"),
    ("Localizable.strings", "Quitter\\n\\tsans", "Quitter sans\\n\\tsans"),
    ("corpus.jsonl", "dit-elle\\tdans", "dit-elle dans\\tdans"),
    ("fr.json", "\\tdans", " dans\\tdans"),
    ("strings.xml", "espace  demeure", "espace  demeure  demeure"),
    ("harbour.md", "et **du gras", "et du **du gras"),
    ("harbour.md", "voir les [horaires", "voir les horaires [horaires"),
    ("harbour.md", "du capitaine", "du\n> du capitaine"),
    ("harbour.html", "Le port ouvre <em>toujours", "Le port ouvre <em>ouvre toujours"),
    ("film.vtt", "le <i>vieux", "le vieux <i>vieux"),
    ("app_fr.arb", "est \\\"calme", "est calme\\n\\\"calme"),
    ("strings.xml", "est <i>venue", "est <i>est venue"),
    ("strings.xml", "Lire <b>tout</b>", "Lire <b>lire tout</b>"),
    ("harbour-1.2.xlf", "Ouvrez <g id=\"1\">la", "Ouvrez <g id=\"1\">ouvrez la"),
    ("harbour-1.2.xlf", "Dans <![CDATA[une", "Dans une <![CDATA[une"),
    ("harbour-1.2.xlf", "Départ<ept", "Départ <x id=\"9\"/>départ<ept"),
    ("harbour-2.0.xlf", "au <mrk id=\"m1\" type=\"term\">pilote", "au pilote <mrk id=\"m1\" type=\"term\">pilote"),
    ("memory.tmx", "Bonjour  <hi>vieux", "Bonjour  vieux <hi>vieux"),
]


def squeezed(reading):
    """A reading without white space and tags."""
    return re.sub(r"\s|<[^>]*>", "", "".join(reading["texts"].values()).lower()), replaced(reading["rest"], "\n", " ")


def across(name, sound, with_double, is_mended):
    """A word doubled over what is no text: gone, or left alone, with all else in its place."""
    reader, others, *_ = FILES[name]
    data = (HERE / "files" / name).read_bytes()
    assert data.count(sound.encode()) == 1, (name, sound)
    before = data.replace(sound.encode(), with_double.encode())
    failures = []
    [after] = mended(name, [before], failures.append)
    if is_mended != (after != before):
        failures.append("this is mended else" if is_mended else "this is left alone else")
    wanted, got = squeezed(reader(data)), squeezed(reader(after))
    if after != before and wanted[0] != got[0]:
        failures.append(f"another text: {different(wanted, got)}")
    if squeezed(reader(before))[1] != got[1]:
        failures.append(f"more than the text: {different(squeezed(reader(before)), got)}")
    for other in others:
        try:
            other(after)
        except Missing as missing:
            SKIPPED.add(str(missing))
        except Exception as error:
            failures.append(f"{Case.tool(other)}: {error!r}")
    print(f"{'FAILED' if failures else 'ok':7} {name}: {with_double!r} {'is left alone' if after == before else 'is mended'}")
    for failure in failures:
        print(f"        {failure}")
    return bool(failures)


def all_formats_are_here():
    """Each entry of mtlint's table of formats has a file, whose ending is its own."""
    table = (HERE.parents[2] / "crates/mtlint-format/src/format/mod.rs").read_text().partition("pub const FORMATS")[2].partition("];")[0]
    formats, endings = re.findall(r"^    &(\S+),$", table, flags=re.MULTILINE), {pathlib.PurePath(name).suffix for name in FILES}
    assert len(formats) == len(endings), f"formats {formats}, but files {sorted(endings)}"


def main():
    only = sys.argv[2:]
    failed = False
    all_formats_are_here()
    for name, (reader, others, *known) in FILES.items():
        for label, data in variants(name, (HERE / "files" / name).read_bytes()):
            if only and name not in only:
                continue
            start = time.monotonic()
            case = Case(name, data, reader, others, *known, label)
            texts, elsewhere, written, shown, tools = case.run()
            failed |= bool(case.failures)
            state = "FAILED" if case.failures else "ok"
            only_shown = f", shown only: {shown}" if shown else ""
            print(f"{state:7} {case.label}: {texts} words in texts, {elsewhere} elsewhere; {written} mended to other characters"
                  f"{only_shown}; {', '.join(map(case.tool, tools))}; {time.monotonic() - start:.1f} s", flush=True)
            for failure in case.failures:
                print(f"        {failure}")
    for name, sound, with_double in [*MENDED, *LEFT_ALONE]:
        if not only or name in only:
            failed |= across(name, sound, with_double, (name, sound, with_double) in MENDED)
    if SKIPPED:
        print(f"passed over, for they are not on this machine: {', '.join(sorted(SKIPPED))}")
    sys.exit(failed or bool(SKIPPED and os.environ.get("CI") == "true"))


if __name__ == "__main__":
    main()
