#!/usr/bin/env python3
"""action.yml and the snippets of docs/CI.md: held against vendored schemas, and the action's steps run with bash.

    check.py MTLINT BIN
"""

import os
import pathlib
import re
import subprocess
import sys
import tempfile

import ruamel.yaml

ROOT = pathlib.Path(__file__).resolve().parents[3]
MTLINT, BIN = (pathlib.Path(arg).resolve() for arg in sys.argv[1:3])
SCHEMAS = {
    "action.yml": "vendor.github-actions",
    ".github/workflows/texts.yml": "vendor.github-workflows",
    ".gitlab-ci.yml": "vendor.gitlab-ci",
}
TEXT = "The boats left the the harbour .\n"


def snippets():
    """The YAML files in docs/CI.md, by the name in their first line."""
    blocks = re.findall(r"^```yaml\n# (\S+)\n(.*?)^```$", (ROOT / "docs/CI.md").read_text(encoding="utf-8"), re.M | re.S)
    assert {name for name, _ in blocks} == {".github/workflows/texts.yml", ".gitlab-ci.yml", ".pre-commit-config.yaml"}
    return blocks


def check_schemas(folder):
    texts = [("action.yml", (ROOT / "action.yml").read_text(encoding="utf-8")), *snippets()]
    for name, text in texts:
        if name not in SCHEMAS:
            continue
        path = folder / pathlib.Path(name).name
        path.write_text(text, encoding="utf-8")
        run = subprocess.run([BIN / "check-jsonschema", "--builtin-schema", SCHEMAS[name], path])
        assert run.returncode == 0, name
        print(f"ok  {name} is of {SCHEMAS[name]}")


def check_inputs(action, workflow):
    """The snippet uses inputs that there are, and each input reaches a step by its environment."""
    used = next(step for step in workflow["jobs"]["mtlint"]["steps"] if "/mtlint@" in step["uses"])
    assert set(used["with"]) <= set(action["inputs"]), used
    for step in action["runs"]["steps"]:
        assert "${{" not in step.get("run", ""), f"{step['name']}: what users write must not be run"
    passed = [value for step in action["runs"]["steps"] for value in step.get("env", {}).values()]
    assert {f"${{{{ inputs.{name} }}}}" for name in action["inputs"]} == set(passed)
    print("ok  inputs of the action")


def step(action, name, folder, **env):
    """Runs a step as GitHub's runner does: by `bash --noprofile --norc -eo pipefail FILE`."""
    script = folder / "step.sh"
    script.write_text(next(s for s in action["runs"]["steps"] if s["name"] == name)["run"], encoding="utf-8")
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)]
    return subprocess.run(command, cwd=folder, env={**os.environ, **env}, capture_output=True, text=True)


def check_steps(action, folder):
    (folder / "texts").mkdir()
    (folder / "texts/a.txt").write_text(TEXT, encoding="utf-8")
    (folder / "clean.txt").write_text("The boats left.\n", encoding="utf-8")
    out = folder / "out"
    run = step(action, "Compute the cache key", folder, VERSION="", GITHUB_ACTION_PATH=str(ROOT), GITHUB_OUTPUT=str(out))
    assert run.returncode == 0 and re.fullmatch(r"key=[0-9a-f]{16}\n", out.read_text()), run.stderr
    env = {"MTLINT": str(MTLINT), "ARGS": "--lang en --select repetition", "SARIF": "r.sarif"}
    run = step(action, "Check", folder, PATHS="texts clean.txt", **env)
    assert run.returncode == 1, run.stderr
    assert re.fullmatch(r"::warning file=texts/a.txt,line=1,.*\n", run.stdout), run.stdout
    assert '"repetition/word"' in (folder / "r.sarif").read_text(encoding="utf-8")
    run = step(action, "Check", folder, PATHS="clean.txt; touch$IFS/pwned", **{**env, "SARIF": ""})
    assert run.returncode == 2, run.stdout
    run = step(action, "Check", folder, PATHS="clean.txt", **env)
    assert (run.returncode, run.stdout) == (0, ""), run.stdout + run.stderr
    print("ok  steps of the action")


def main():
    read = ruamel.yaml.YAML(typ="safe").load
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        check_schemas(folder)
        action = read((ROOT / "action.yml").read_text(encoding="utf-8"))
        check_inputs(action, read(dict(snippets())[".github/workflows/texts.yml"]))
        check_steps(action, folder)


main()
