#!/usr/bin/env python3
"""Runs a compiler and notes what it took: the launcher of the builds that tools/bench/run measures.

Appends a line of JSON (file, CPU seconds, wall seconds, most memory in MB) to the file named in COMPILE_TIMES."""

import json
import os
import sys
import time


def main():
    words = sys.argv[1:]
    begun = time.monotonic()
    child = os.posix_spawnp(words[0], words, os.environ)
    _, status, used = os.wait4(child, 0)
    took = {"file": next((after for word, after in zip(words, words[1:]) if word == "-c"), " ".join(words[-1:])),
            "cpu": used.ru_utime + used.ru_stime, "wall": time.monotonic() - begun, "mb": used.ru_maxrss / 1024}
    with open(os.environ["COMPILE_TIMES"], "a", encoding="utf-8") as file:
        file.write(json.dumps(took) + "\n")
    return os.waitstatus_to_exitcode(status)


if __name__ == "__main__":
    sys.exit(main())
