#!/usr/bin/env python3
"""Gives every CI output to a program that reads it in earnest.

    python3 tests/consumers/run.py target/debug/mtlint

Needs, each skipped when absent: `pip install jsonschema junitparser sarif-tools`, and, in the current folder or above,
`npm install @microsoft/sarif-multitool @umbrelladocs/rdformat-validator` (the SARIF schema comes with the former).
Ends with 1 when a consumer refuses an output.
"""

import importlib.util
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree

ROOT = pathlib.Path(__file__).resolve().parents[2]
FILES = {
    "sarif": "r.sarif", "gitlab": "gl.json", "checkstyle": "cs.xml", "junit": "ju.xml", "rdjsonl": "rd.jsonl",
    "github": "gh.txt", "jsonl": "findings.jsonl",
}


def main():
    mtlint = pathlib.Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as folder:
        out = {name: pathlib.Path(folder, file) for name, file in FILES.items()}
        outputs = [arg for name, path in out.items() for arg in ("--output", f"{name}:{path}")]
        command = [mtlint, "check", "fixtures", "--source-lang", "zh", "--format", "short", *outputs]
        run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
        assert run.returncode == 1, run.stderr
        count = len(run.stdout.splitlines())
        return 0 if all([check(out, count) for check in (sarif, sarif_tools, multitool, junit, checkstyle, rdf, gitlab)]) else 1


def say(name, ok, more=""):
    print(f"{'ok' if ok else 'FAILED'}  {name}  {more}")
    return ok


def skip(name):
    print(f"skipped  {name}: not installed")
    return True


def npm(name):
    """A program of an npm package, in this folder or above."""
    folders = [pathlib.Path.cwd(), *pathlib.Path.cwd().parents]
    found = [f / "node_modules/.bin" / name for f in folders if (f / "node_modules/.bin" / name).exists()]
    return str(found[0]) if found else shutil.which(name)


def schema():
    program = npm("sarif-multitool")
    if not program:
        return None
    found = pathlib.Path(program).parents[1].glob("@microsoft/sarif-multitool-*/sarif-2.1.0.json")
    return next(found, None)


def sarif(out, count):
    if not importlib.util.find_spec("jsonschema") or not schema():
        return skip("sarif against its schema")
    import jsonschema

    rules = json.loads(schema().read_text(encoding="utf-8-sig"))
    log = json.loads(out["sarif"].read_text(encoding="utf-8"))
    errors = list(jsonschema.validators.validator_for(rules)(rules).iter_errors(log))
    return say("sarif against its schema", not errors and len(log["runs"][0]["results"]) == count, str(errors[:3]))


def sarif_tools(out, count):
    if not importlib.util.find_spec("sarif"):
        return skip("sarif-tools")
    command = [sys.executable, "-m", "sarif", "csv", "-o", str(out["sarif"]) + ".csv", str(out["sarif"])]
    run = subprocess.run(command, capture_output=True, text=True)
    return say("sarif-tools", run.returncode == 0, run.stderr[-300:] if run.returncode else "")


def multitool(out, count):
    program = npm("sarif-multitool")
    if not program:
        return skip("sarif-multitool validate")
    run = subprocess.run([program, "validate", str(out["sarif"])], capture_output=True, text=True)
    # No project page to name yet.
    noted = [line for line in run.stdout.splitlines() if (": error " in line or ": warning " in line) and "SARIF2005" not in line]
    return say("sarif-multitool validate", run.returncode == 0 and not noted, "\n".join(noted))


def junit(out, count):
    if not importlib.util.find_spec("junitparser"):
        return skip("junitparser")
    from junitparser import JUnitXml

    suites = JUnitXml.fromfile(str(out["junit"]))
    told = [(suite.tests, suite.failures) for suite in suites]
    for suite in suites:
        suite.update_statistics()
    counted = [(suite.tests, suite.failures) for suite in suites]
    return say("junitparser", told == counted and sum(tests for tests, _ in told) >= count)


def checkstyle(out, count):
    errors = ElementTree.parse(out["checkstyle"]).findall("./file/error")
    keys = {"line", "column", "severity", "message", "source"}
    return say("checkstyle as XML", len(errors) == count and all(set(e.attrib) == keys for e in errors))


def rdf(out, count):
    program = npm("rdformat-validator")
    if not program:
        return skip("rdformat-validator")
    lines = out["rdjsonl"].read_text(encoding="utf-8").splitlines()
    # The validator reads one JSON value a file.
    whole = out["rdjsonl"].with_suffix(".json")
    whole.write_text(json.dumps({"source": {"name": "mtlint"}, "diagnostics": [json.loads(l) for l in lines]}), encoding="utf-8")
    run = subprocess.run([program, str(whole)], capture_output=True, text=True)
    return say("rdformat-validator", run.returncode == 0 and len(lines) == count, run.stdout[-500:] if run.returncode else "")


def gitlab(out, count):
    issues = json.loads(out["gitlab"].read_text(encoding="utf-8"))
    prints = {issue["fingerprint"] for issue in issues}
    return say("gitlab: a fingerprint for each", len(issues) == count == len(prints))


if __name__ == "__main__":
    sys.exit(main())
