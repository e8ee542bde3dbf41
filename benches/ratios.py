#!/usr/bin/env python3
"""Compares the time of whole runs, all measured together so that the machine does not matter. Standard library only.

    cargo build --release --bins --examples
    python3 benches/ratios.py FOLDER [ARTICLE]

FOLDER   English texts (*.txt), 5 MB or more, for the throughput ratios; ARTICLE (default: the fixture) for the startup.
Each figure is the minimum CPU time (user and system) of several runs in seconds; for the startup, wall time.
"""
import os, resource, subprocess, sys, time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
MTLINT = os.path.join(ROOT, "target/release/mtlint")
TOKENISE = os.path.join(ROOT, "target/release/examples/tokenise")


def run(command, times):
    """Least CPU seconds and least wall seconds of several runs."""
    best_cpu = best_wall = float("inf")
    for _ in range(times):
        before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        code = subprocess.run(command, stdout=subprocess.DEVNULL).returncode
        wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
        if code:
            sys.exit("exit %d from %s" % (code, " ".join(command)))
        cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        best_cpu, best_wall = min(best_cpu, cpu), min(best_wall, wall)
    return best_cpu, best_wall


def peak_memory(command):
    """Peak resident MiB of one run, by a fresh process that has no other child."""
    code = "import resource,subprocess,sys;subprocess.run(sys.argv[1:],stdout=subprocess.DEVNULL);"
    code += "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    return int(subprocess.check_output([sys.executable, "-c", code] + command)) / 1024


if len(sys.argv) < 2:
    sys.exit(__doc__)
folder = sys.argv[1]
others = [name for _, _, names in os.walk(folder) for name in names if not name.endswith(".txt")]
if others:
    sys.exit("%s holds other files than *.txt, which wc and tokenise would not read: %s" % (folder, others[0]))
article = sys.argv[2] if len(sys.argv) > 2 else os.path.join(ROOT, "fixtures/articles/harbour.txt")
check = [MTLINT, "check", "--lang", "en", "--exit-zero", "--format", "jsonl"]
words, _ = run(["sh", "-c", 'find "$0" -name "*.txt" -print0 | xargs -0 wc -w', folder], 7)
tokens, _ = run([TOKENISE, folder], 7)
rules, _ = run(check + ["--threads", "1", folder], 7)
_, start = run(check + [article], 40)
print("wc -w                %6.3f s" % words)
print("tokenise only        %6.3f s" % tokens)
print("all default rules    %6.3f s   %.2f times wc -w (at most 10), %.2f times tokenise only (at most 2.5)"
      % (rules, rules / words, rules / tokens))
print("one article          %6.1f ms  (%d bytes, from start to end; at most 15)" % (start * 1e3, os.path.getsize(article)))
print("memory               %6.1f MiB (all threads; at most 64)" % peak_memory(check + [folder]))
