#!/usr/bin/env python3
"""Gives every CI output to a program that reads it in earnest; `run` beside it installs them.

    check.py MTLINT NODE_MODULES

Ends with 1 when a consumer refuses an output or is not there.
"""

import json
import pathlib
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree

import jsonschema
from junitparser import JUnitXml

ROOT = pathlib.Path(__file__).resolve().parents[3]
NODE_MODULES = pathlib.Path(sys.argv[2]).resolve()
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


def npm(name):
    """A program of an npm package."""
    return NODE_MODULES / ".bin" / name


def schema():
    return next(NODE_MODULES.glob("@microsoft/sarif-multitool-*/sarif-2.1.0.json"))


def sarif(out, count):
    rules = json.loads(schema().read_text(encoding="utf-8-sig"))
    log = json.loads(out["sarif"].read_text(encoding="utf-8"))
    errors = list(jsonschema.validators.validator_for(rules)(rules).iter_errors(log))
    return say("sarif against its schema", not errors and len(log["runs"][0]["results"]) == count, str(errors[:3]))


def sarif_tools(out, count):
    command = [sys.executable, "-m", "sarif", "csv", "-o", str(out["sarif"]) + ".csv", str(out["sarif"])]
    run = subprocess.run(command, capture_output=True, text=True)
    return say("sarif-tools", run.returncode == 0, run.stderr[-300:] if run.returncode else "")


def multitool(out, count):
    run = subprocess.run([npm("sarif-multitool"), "validate", str(out["sarif"])], capture_output=True, text=True)
    # No project page to name yet.
    noted = [line for line in run.stdout.splitlines() if (": error " in line or ": warning " in line) and "SARIF2005" not in line]
    return say("sarif-multitool validate", run.returncode == 0 and not noted, "\n".join(noted))


def junit(out, count):
    suites = JUnitXml.fromfile(str(out["junit"]))
    printed = [(suite.tests, suite.failures) for suite in suites]
    for suite in suites:
        suite.update_statistics()
    counted = [(suite.tests, suite.failures) for suite in suites]
    return say("junitparser", printed == counted and sum(tests for tests, _ in printed) >= count)


def checkstyle(out, count):
    errors = ElementTree.parse(out["checkstyle"]).findall("./file/error")
    keys = {"line", "column", "severity", "message", "source"}
    return say("checkstyle as XML", len(errors) == count and all(set(e.attrib) == keys for e in errors))


def rdf(out, count):
    lines = out["rdjsonl"].read_text(encoding="utf-8").splitlines()
    # The validator reads one JSON value a file.
    whole = out["rdjsonl"].with_suffix(".json")
    whole.write_text(json.dumps({"source": {"name": "mtlint"}, "diagnostics": [json.loads(l) for l in lines]}), encoding="utf-8")
    run = subprocess.run([npm("rdformat-validator"), str(whole)], capture_output=True, text=True)
    return say("rdformat-validator", run.returncode == 0 and len(lines) == count, run.stdout[-500:] if run.returncode else "")


def gitlab(out, count):
    issues = json.loads(out["gitlab"].read_text(encoding="utf-8"))
    prints = {issue["fingerprint"] for issue in issues}
    return say("gitlab: a fingerprint for each", len(issues) == count == len(prints))


if __name__ == "__main__":
    sys.exit(main())
