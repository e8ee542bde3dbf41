"""Fixed files parse in the reference tools of their formats, and only the fixed entries differ.

    python3 -m venv /tmp/reference
    /tmp/reference/bin/pip install fluent.syntax srt webvtt-py translate-toolkit jproperties
    cargo build && /tmp/reference/bin/python tests/reference/text_formats.py

Applies the first fix of every finding in fixtures/formats and compares what the tools read before and after.
"""

import csv
import io
import json
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
MTLINT = ROOT / "target" / "debug" / "mtlint"


def properties(data):
    import jproperties
    entries = jproperties.Properties()
    entries.load(data, "utf-8")
    return {key: entries[key].data for key in entries}


def strings(data):
    from translate.storage.properties import stringsfile
    # The toolkit takes no key without quotation marks.
    text = data.decode("utf-16" if data.startswith(b"\xff\xfe") else "utf-8").replace("CFBundleName", '"CFBundleName"')
    store = stringsfile(io.BytesIO(text.encode("utf-16")))
    return {unit.name: unit.source for unit in store.units if unit.name}


def fluent(data):
    from fluent.syntax import ast, parse, serialize
    entries = parse(data.decode()).body
    assert not any(isinstance(entry, ast.Junk) for entry in entries), entries
    from fluent.syntax import serializer
    messages = [entry for entry in entries if isinstance(entry, (ast.Message, ast.Term))]
    return {entry.id.name: serializer.serialize_message(entry) if isinstance(entry, ast.Message) else "" for entry in messages}


def srt(data):
    import srt
    return {cue.index: cue.content for cue in srt.parse(data.decode(), ignore_errors=False)}


def vtt(data):
    import webvtt
    return {cue.start: cue.text for cue in webvtt.from_buffer(io.StringIO(data.decode()))}


def table(delimiter, quoting):
    def read(data):
        rows = csv.reader(io.StringIO(data.decode(), newline=""), delimiter=delimiter, quoting=quoting, strict=True)
        return dict(enumerate(map(tuple, rows)))
    return read


def jsonl(data):
    return {i: json.dumps(json.loads(line)) for i, line in enumerate(data.decode().splitlines())}


READERS = {
    ".properties": properties, ".strings": strings, ".ftl": fluent, ".srt": srt, ".vtt": vtt, ".jsonl": jsonl,
    ".csv": table(",", csv.QUOTE_MINIMAL), ".tsv": table("\t", csv.QUOTE_NONE),
}


def fixed(path, data):
    """The file with the first fix of each finding applied, and how many there were."""
    with tempfile.TemporaryDirectory() as folder:
        copy = pathlib.Path(folder) / path.name
        copy.write_bytes(data)
        command = [MTLINT, "check", "--lang", "en", "--select", "repetition/word", "--format", "jsonl", copy]
        lines = subprocess.run(command, capture_output=True, text=True).stdout.splitlines()
    edits = [json.loads(line)["fixes"][0]["edits"][0] for line in lines]
    encoding = "utf-16-le" if data.startswith(b"\xff\xfe") else "utf-8"
    for edit in reversed(edits):
        data = data[:edit["start"]] + edit["text"].encode(encoding) + data[edit["end"]:]
    return data, len(edits)


def main():
    failed = False
    for path in sorted((ROOT / "fixtures" / "formats").iterdir()):
        read = READERS.get(path.suffix)
        if read is None:
            continue
        before = path.read_bytes()
        after, fixes = fixed(path, before)
        try:
            old, new = read(before), read(after)
        except ImportError as error:
            print(f"skipped  {path.name}: {error}")
            continue
        changed = [key for key in old if old[key] != new.get(key)]
        sound = old.keys() == new.keys() and 0 < len(changed) <= fixes
        failed |= not sound
        print(f"{'ok' if sound else 'FAILED':8} {path.name}: {len(old)} entries, {fixes} fixes, changed: {changed}")
    return failed


sys.exit(main())
