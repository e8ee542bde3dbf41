# Sourced by the `run` scripts beside it: installs consumers below target/consumers, where they stay for the next run.

consumers="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)/target/consumers"

# Runs a command, and once more when it fails: registries are far away.
twice() {
    "$@" || { sleep 5; "$@"; }
}

# venv NAME PACKAGE…: a Python environment with these packages; its folder is then in $venv.
venv() {
    venv="$consumers/$1"
    shift
    if [ ! -x "$venv/bin/pip" ]; then
        python3 -m venv "$venv"
    fi
    twice "$venv/bin/pip" install --quiet --disable-pip-version-check "$@"
}

# node NAME PACKAGE…: a folder with these packages in node_modules; it is then in $node.
node() {
    node="$consumers/$1"
    shift
    mkdir -p "$node"
    twice npm install --prefix "$node" --silent --no-fund --no-audit "$@"
}
