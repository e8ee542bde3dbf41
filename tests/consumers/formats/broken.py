"""Broken files of every format: an error or a finding with its place, or what is left of it is a file of the format; the
sound file beside it is checked all the same. Nothing is fetched: mtlint runs without a network, and strace sees no socket.
"""

import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time

import readers
from check import FILES, HERE, MTLINT, Coded

SOUND = "Le bateau bateau part.\n"
FAILURES = []
SKIPPED = []


def fail(message):
    FAILURES.append(message)
    print(f"FAILED  {message}"[:600])


def isolation():
    """What keeps mtlint from the network, where that is at hand."""
    for command in (["unshare", "-n"], ["unshare", "-rn"]):
        if shutil.which("unshare") and subprocess.run([*command, "true"], capture_output=True).returncode == 0:
            return command
    SKIPPED.append("unshare -n (broken files are checked with the network at hand)")
    return []


ISOLATED = isolation()


def check(files):
    """mtlint on files by path, with a sound one: findings and errors by path."""
    with tempfile.TemporaryDirectory() as work:
        for path, content in {**files, "sound.txt": SOUND.encode()}.items():
            (pathlib.Path(work) / path).parent.mkdir(parents=True, exist_ok=True)
            (pathlib.Path(work) / path).write_bytes(content)
        options = ["--lang", "fr", "--select", "repetition/word,format", "--format", "json"]
        command = [*ISOLATED, MTLINT, "check", *options, *files, "sound.txt"]
        result = subprocess.run(command, capture_output=True, cwd=work)
        assert result.returncode in (0, 1, 2), (result.returncode, result.stderr)
        report = json.loads(result.stdout)
        for path, content in files.items():
            assert (pathlib.Path(work) / path).read_bytes() == content
    if [f["rule"] for f in report["findings"] if f["path"] == "sound.txt"] != ["repetition/word"]:
        fail(f"the sound file is not checked beside {list(files)[:3]}")
    errors = {note["path"]: note for note in report["notes"] if note["level"] == "error"}
    findings = {}
    for finding in report["findings"]:
        findings.setdefault(finding["path"], []).append(finding)
    return findings, errors


def has_place(note, content):
    """True when an error names a place: a line in the file, or a byte."""
    if note["line"]:
        return note["line"] <= content.count(b"\n") + 1
    return bool(re.search(r"\bbyte \d+", note["message"]))


# Text ends where the file does: what is left is a file of the format, too.
ANY_LENGTH = (".txt", ".md", ".html", ".tsv", ".properties", ".srt", ".vtt")
# What is left may be a file of the format: the reader says so.
READERS = {
    ".po": readers.syntax_of_po, ".csv": readers.comma, ".ftl": readers.fluent, ".jsonl": readers.jsonl, ".strings": readers.strings,
}
# What mtlint takes for comments: one of nothing but its mark, and previous and obsolete texts of PO that are whole, or that
# have not begun.
PASSED_OVER = re.compile(rb'((^|\n)#+|\n#[|~] *[a-z]*( *"([^"\n\\]|\\.)*")?)$')


def cut_off():
    """Every file, cut off at each byte."""
    for name in FILES:
        content = (HERE / "files" / name).read_bytes()
        step = max(1, len(content) // 150)
        files = {f"{at}/{name}": content[:at] for at in range(1, len(content) - 1, step)}
        findings, errors = check(files)
        for path, left in files.items():
            note = errors.get(path)
            if note and not has_place(note, left):
                fail(f"{path}: no place in {note}")
            told = note or findings.get(path)
            rest = content[len(left):].strip()
            if not told and rest and is_broken(name, left):
                fail(f"{path}: read without a word, though it is cut off at {left[-30:]!r}")
        print(f"ok      {name}: cut off {len(files)} times, {len(errors)} refused, {len(findings) - 1} with findings", flush=True)


def is_broken(name, left):
    """True when what is left is no file of the format."""
    suffix = pathlib.PurePath(name).suffix
    if suffix not in READERS:
        return suffix not in ANY_LENGTH
    if PASSED_OVER.search(left):
        return False
    try:
        READERS[suffix](left)
        return False
    except readers.Missing as missing:
        SKIPPED.append(str(missing))
        return False
    except Exception:
        return True


def wrong_encoding():
    """A byte that is no UTF-8 in a file of it, a lost half of UTF-16, and NUL."""
    for name in FILES:
        coded = Coded((HERE / "files" / name).read_bytes())
        if coded.encoding != "utf-8":
            continue
        text = coded.text.encode()
        middle = text.index(b"\n", len(text) // 2)
        wide = coded.text.encode("utf-16-le")
        files = {
            f"bad/{name}": text[:middle] + b" \xff\xfe\xfd " + text[middle:],
            f"nul/{name}": text[:middle] + b"\0" + text[middle:],
            f"odd/{name}": b"\xff\xfe" + wide[:-1],
            f"surrogate/{name}": b"\xff\xfe" + wide[:80] + b"\x00\xd8" + wide[80:],
            f"lost-mark/{name}": wide,
        }
        _, errors = check(files)
        for path, content in files.items():
            # Where a file is mostly ASCII, a few bytes beyond may be of another encoding.
            if path not in errors:
                fail(f"{path}: read without a word")
            elif not has_place(errors[path], content):
                fail(f"{path}: no place in {errors[path]}")
    print("ok      wrong encodings, of every format")


RESOURCES = "<resources><string name='a'>{}</string></resources>"
MALFORMED = {
    "stray.xml": "<resources>\n<string name='a'>un & deux</string></resources>",
    "tag.xml": "<resources>\n<string name='a'><b>un</string></resources>",
    "attribute.xlf": "<xliff version='1.2'>\n<file original=a/></xliff>",
    "twice.tmx": "<tmx version='1.4'>\n<header a='1' a='2'/></tmx>",
    "prefix.xlf": "<xliff version='2.0'\n xmlns='urn:oasis:names:tc:xliff:document:2.0'><file id='f'></xliff>",
    "comma.json": '{"a": "un",\n}',
    "quote.arb": '{"a": "un\n"}',
    "escape.xcstrings": '{"sourceLanguage": "en",\n"strings": {"a\\x": {}}}',
    "line.jsonl": '{"source": "a", "target": "b"}\n{"source": "a", "target": }\n',
    "quote.csv": 'source,target\na,"b" c\n',
    "string.po": 'msgid "a"\nmsgstr "b\n',
    "escape.properties": "a = b\nc = \\u00g1\n",
    "semicolon.strings": '"a" = "b"\n"c" = "d";\n',
    "junk.ftl": "a = b\n\nc { d\n",
    "time.srt": "1\n00:00:01,000 --> 00:00:0x,000\nUn\n",
    "time.vtt": "WEBVTT\n\n00:01.000 --> 00:xx.000\nUn\n",
    "plist.stringsdict": "<plist version='1.0'>\n<dict><key>a</key></plist>",
}
UNIT = '"a": {"localizations": {"fr": {"stringUnit": {"state": "translated", "value": "un"}}}}'
FORMAT = "<key>a</key><dict><key>NSStringLocalizedFormatKey</key><string>un</string></dict>"
DUPLICATES = {
    "twice.json": '{"a": "un",\n"a": "deux"}',
    "twice.arb": '{"a": "un",\n"a": "deux"}',
    "twice.properties": "a = un\na = deux\n",
    "twice.strings": '"a" = "un";\n"a" = "deux";\n',
    "twice.ftl": "a = un\na = deux\n",
    "twice.po": 'msgid "a"\nmsgstr "un"\n\nmsgid "a"\nmsgstr "deux"\n',
    "twice.xml": "<resources><string name='a'>un</string>\n<string name='a'>deux</string></resources>",
    "twice.xcstrings": f'{{"sourceLanguage": "en", "version": "1.0", "strings": {{{UNIT},\n{UNIT}}}}}',
    "twice.stringsdict": f"<plist version='1.0'><dict>{FORMAT}\n{FORMAT}</dict></plist>",
}
LAUGHS = "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>\n" for n in range(1, 10))
ENTITIES = {
    "laughs": f"<!DOCTYPE x [<!ENTITY l0 'ha'>\n{LAUGHS}]>",
    "long": f"<!DOCTYPE x [<!ENTITY l9 '{'ha' * 100000}'>]>",
    "file": "<!DOCTYPE x [\n<!ENTITY l9 SYSTEM 'file:///etc/passwd'>]>",
    "web": "<!DOCTYPE x [\n<!ENTITY l9 SYSTEM 'http://localhost:9/a'>]>",
    "parameter": "<!DOCTYPE x [\n<!ENTITY % p SYSTEM 'http://localhost:9/a.dtd'> %p; <!ENTITY l9 'a'>]>",
    "subset": "<!DOCTYPE x SYSTEM 'http://localhost:9/a.dtd' [<!ENTITY l9 'a'>]>",
    "loop": "<!DOCTYPE x [\n<!ENTITY l9 '&l9;'>]>",
}
BODIES = {
    "a.xml": RESOURCES.format("&l9;"),
    "a.xlf": "<xliff version='1.2'><file original='a' source-language='en' target-language='fr' datatype='plaintext'><body>"
             "<trans-unit id='1'><source>a</source><target>&l9;</target></trans-unit></body></file></xliff>",
    "a.tmx": "<tmx version='1.4'><header srclang='en'/><body><tu><tuv xml:lang='en'><seg>a</seg></tuv>"
             "<tuv xml:lang='fr'><seg>&l9;</seg></tuv></tu></body></tmx>",
    "a.stringsdict": f"<plist version='1.0'><dict>{FORMAT.replace('un', '&l9;')}</dict></plist>",
}
# These are read: their entity is an object, and the document type is only named.
READ = ("long", "subset")


def told(files, what):
    findings, errors = check({name: content.encode() for name, content in files.items()})
    for name, content in files.items():
        if name in errors:
            if not has_place(errors[name], content.encode()):
                fail(f"{name}: no place in {errors[name]}")
        elif not any(f["rule"].startswith("format/") for f in findings.get(name, [])):
            fail(f"{name}: read without a word")
    print(f"ok      {what}: {', '.join(files)}")


def entities():
    files = {}
    for kind, head in ENTITIES.items():
        for name, body in BODIES.items():
            root = re.match(r"<(\w+)", body)[1]
            files[f"{kind}/{name}"] = ("<?xml version='1.0'?>\n" + head.replace("DOCTYPE x", f"DOCTYPE {root}") + body).encode()
    start = time.monotonic()
    _, errors = check(files)
    if time.monotonic() - start > 20:
        fail(f"entities took {time.monotonic() - start:.0f} s")
    for path, content in files.items():
        if path.startswith(READ):
            if path in errors:
                fail(f"{path}: {errors[path]}")
        elif path not in errors or not errors[path]["line"]:
            fail(f"{path}: {errors.get(path)}")
    print(f"ok      entities: {', '.join(ENTITIES)}, in {', '.join(BODIES)}")
    nothing_fetched(files)


def nothing_fetched(files):
    """No socket is opened, and no file but those named and mtlint's own."""
    if not shutil.which("strace") or subprocess.run(["strace", "-f", "true"], capture_output=True).returncode:
        SKIPPED.append("strace (which calls are made)")
        return
    with tempfile.TemporaryDirectory() as work:
        for path, content in files.items():
            (pathlib.Path(work) / path).parent.mkdir(parents=True, exist_ok=True)
            (pathlib.Path(work) / path).write_bytes(content)
        command = ["strace", "-f", "-o", f"{work}/log", "-e", "trace=%network,open,openat", MTLINT, "check", "--lang", "fr", *files]
        subprocess.run(command, capture_output=True, cwd=work)
        calls = (pathlib.Path(work) / "log").read_text()
    assert "laughs/a.xml" in calls
    for call in ("socket(", "connect(", "passwd", "a.dtd"):
        if call in calls:
            fail(f"mtlint called {next(line for line in calls.splitlines() if call in line)}")
    print("ok      nothing is fetched: no socket, no file of an entity")


def main():
    cut_off()
    wrong_encoding()
    told(MALFORMED, "malformed")
    told(DUPLICATES, "keys that stand twice")
    entities()
    if SKIPPED:
        print(f"passed over, for they are not on this machine: {', '.join(sorted(set(SKIPPED)))}")
    sys.exit(bool(FAILURES) or bool(SKIPPED and os.environ.get("CI") == "true"))


main()
