"""Fixed XML and JSON files parse in the reference tools of their formats, and only the fixed entries differ.

    python3 -m venv /tmp/reference
    /tmp/reference/bin/pip install translate-toolkit lxml
    cargo build && /tmp/reference/bin/python tests/reference/xml_json_formats.py

Doubles a word in each unit of fixtures/resources whose text the tool gives, applies the fixes that mtlint writes, and compares what
the tools read then with what they read at first. A format whose tool is not installed is passed over.
"""

import io
import json
import pathlib
import plistlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
MTLINT = ROOT / "target" / "debug" / "mtlint"


def units(store):
    return {(unit.getid() or str(index)) + f"#{index}": str(unit.target) for index, unit in enumerate(store.units)}


def xliff(data):
    from translate.storage import xliff
    return units(xliff.xlifffile(io.BytesIO(data)))


def xliff2(data):
    from lxml import etree
    space = "{urn:oasis:names:tc:xliff:document:2.0}"
    targets = etree.fromstring(data).iter(f"{space}target")
    return {str(index): "".join(target.itertext()) for index, target in enumerate(targets)}


def tmx(data):
    from lxml import etree
    segments = etree.fromstring(data).iter("seg")
    return {str(index): "".join(segment.itertext()) for index, segment in enumerate(segments)}


def android(data):
    from translate.storage import aresource
    return units(aresource.AndroidResourceFile(io.BytesIO(data)))


def flat(value, path=""):
    if isinstance(value, dict):
        return {k: v for key, item in value.items() for k, v in flat(item, f"{path}/{key}").items()}
    if isinstance(value, list):
        return {k: v for key, item in enumerate(value) for k, v in flat(item, f"{path}/{key}").items()}
    return {path: str(value)}


READERS = {
    "harbour-1.2.xlf": xliff, "harbour-2.1.xlf": xliff2, "memory.tmx": tmx, "strings.xml": android,
    "Localizable.stringsdict": lambda data: flat(plistlib.loads(data)), "fr.json": lambda data: flat(json.loads(data)),
    "app_fr.arb": lambda data: flat(json.loads(data)), "messages.json": lambda data: flat(json.loads(data)),
    "Localizable.xcstrings": lambda data: flat(json.loads(data)),
}

# The word that is doubled, which must stand in a text and not in a key.
WORDS = {
    "harbour-1.2.xlf": "des", "harbour-2.1.xlf": "jetzt", "memory.tmx": "porte", "strings.xml": "ses",
    "Localizable.stringsdict": "port", "fr.json": "maintenant", "app_fr.arb": "calme", "messages.json": "sans",
    "Localizable.xcstrings": "pour",
}


def fixed(name, data):
    """The file with the first fix of each finding applied, and how many there were."""
    with tempfile.TemporaryDirectory() as folder:
        copy = pathlib.Path(folder) / name
        copy.write_bytes(data)
        command = [MTLINT, "check", "--lang", "en", "--select", "repetition/word", "--format", "jsonl", copy]
        lines = subprocess.run(command, capture_output=True, text=True).stdout.splitlines()
    edits = [json.loads(line)["fixes"][0]["edits"][0] for line in lines]
    for edit in sorted(edits, key=lambda edit: -edit["start"]):
        data = data[:edit["start"]] + edit["text"].encode() + data[edit["end"]:]
    return data, len(edits)


def check(name):
    """What is wrong, or None."""
    data = (ROOT / "fixtures" / "resources" / name).read_bytes()
    before = READERS[name](data)
    word = WORDS[name].encode()
    doubled = re.sub(rb"\b%b\b" % word, word + b" " + word, data, count=1)
    if READERS[name](doubled) == before:
        return f"{WORDS[name]!r} is not in a text"
    after, count = fixed(name, doubled)
    if count == 0:
        return "no finding"
    return None if after == data and READERS[name](after) == before else f"{count} fixes gave another text"


def main():
    failed = False
    for name in READERS:
        try:
            wrong = check(name)
        except ModuleNotFoundError as error:
            print(f"{name}: passed over, {error.name} is not installed")
            continue
        failed |= wrong is not None
        print(f"{name}: {wrong or 'ok'}")
    sys.exit(failed)


main()
