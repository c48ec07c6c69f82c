"""What a build costs: CPU time, the slowest file, and what is compiled again after a small change; no compiler cache."""

import json
import os
import resource
import shutil
import statistics
import subprocess
import tempfile
import time

LAUNCHER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "compile_time.py")

# The yardstick: one file of the standard library alone, always the same. Two machines are compared by the ratio to it.
YARDSTICK = """#include <algorithm>
#include <functional>
#include <iostream>
#include <map>
#include <regex>
#include <string>
#include <variant>
#include <vector>
int main(int count, char** words) {
  std::map<std::string, std::variant<int, std::string>> found;
  const std::regex pattern("([a-z]+)=([0-9]+)");
  for (int i = 0; i < count; ++i) {
    std::cmatch match;
    if (std::regex_match(words[i], match, pattern)) found[match[1]] = std::stoi(match[2]);
    else found[words[i]] = std::string(words[i]);
  }
  std::vector<std::string> names;
  for (const auto& [name, value] : found) names.push_back(name);
  std::sort(names.begin(), names.end(), std::greater<>());
  for (const auto& name : names) std::cout << name << found.at(name).index();
}
"""

# The pair of files that "a guard of one slice" is in: the first that is there, so that older sources can be measured.
SLICES = ["workflows/sec/modification/stages/refinement", "workflows/sec/modification/guards", "workflows/sec/guards"]


class Building:
    def __init__(self, source, say, row):
        self.source, self.say, self.row = source, say, row
        self.folder = os.path.join(source, "build/bench-build")
        self.times = os.path.join(self.folder, "compile-times")
        self.environment = dict(os.environ, CCACHE_DISABLE="1", COMPILE_TIMES=self.times)
        self.cpu, self.wall, self.unit = 0.0, 0.0, 0.0

    def run(self, *words):
        """Runs a command; gives its CPU and wall seconds, those of its children included."""
        before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
        done = subprocess.run(words, cwd=self.source, env=self.environment, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise SystemExit(f"{' '.join(words)} failed:\n{done.stdout[-4000:]}{done.stderr[-4000:]}")
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, time.monotonic() - begun

    def yardstick(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "yardstick.cpp")
            with open(path, "w", encoding="utf-8") as file:
                file.write(YARDSTICK)
            return self.run("g++", "-std=c++20", "-O2", "-c", path, "-o", path + ".o")[0]

    def compiled(self):
        """What has been compiled so far, in order."""
        if not os.path.exists(self.times):
            return []
        with open(self.times, encoding="utf-8") as file:
            return [json.loads(line) for line in file]

    def build(self, *target):
        self.say(f"building {' '.join(target) or 'everything'}, from {len(self.compiled())} files on ...")
        cpu, wall = self.run("cmake", "--build", self.folder, *(["--target", *target] if target else []))
        self.cpu, self.wall = self.cpu + cpu, self.wall + wall
        return wall

    def note(self, what, goal):
        self.row(f"{what}, CPU time", f"{self.cpu / 60:.1f} min", f"{self.unit:.1f} s one file of the standard library",
                 f"{self.cpu / self.unit:.0f} x", goal)
        self.row("the same, time on the clock", f"{self.wall / 60:.1f} min", "-", f"{self.cpu / self.wall:.2f} cores at work", "-")
        slow, large = (max(self.compiled(), key=lambda one, key=key: one[key]) for key in ("cpu", "mb"))
        self.row(f"its slowest file, {self.name(slow)}", f"{slow['cpu']:.0f} s", f"{self.unit:.1f} s", f"{slow['cpu'] / self.unit:.1f} x", "<= 35 s")
        self.row(f"most memory of a file, {self.name(large)}", f"{large['mb'] / 1024:.2f} GB", "-", "-", "<= 1.2 GB")

    def name(self, one):
        return os.path.relpath(one["file"], self.source) if os.path.isabs(one["file"]) else one["file"]

    def all(self, tests):
        """The program from scratch, a guard changed, and with `tests` all that is left."""
        shutil.rmtree(self.folder, ignore_errors=True)
        units = [self.yardstick()]
        self.run("cmake", "--preset", "release", "-B", self.folder, f"-DCCACHE={LAUNCHER}", f"-DSECMP_TESTS={'ON' if tests else 'OFF'}")
        self.build("secmp")
        units.append(self.yardstick())
        self.unit = statistics.mean(units)
        self.note("the program from scratch", "<= 9 min")
        if tests:
            self.build()
            self.note("the program and all tests from scratch", "<= 20 min")
        self.slice_changed()
        shutil.rmtree(self.folder)

    def slice_changed(self):
        pair = next((one for one in SLICES if os.path.exists(os.path.join(self.source, one + ".cpp"))), None)
        if not pair:
            return
        files = [os.path.join(self.source, pair + ending) for ending in (".cpp", ".hpp")]
        was = {path: os.stat(path) for path in files}
        before = len(self.compiled())
        try:
            for path in files:
                os.utime(path)
            wall = self.build("secmp")
        finally:
            for path, one in was.items():
                os.utime(path, ns=(one.st_atime_ns, one.st_mtime_ns))
        again = len(self.compiled()) - before
        self.row(f"a guard in {os.path.basename(pair)} changed (.hpp and .cpp), files compiled again", f"{again}", "-", "-", "<= 8")
        self.row("the same, until the new program is there", f"{wall:.0f} s", f"{self.unit:.1f} s", f"{wall / self.unit:.1f} x", "<= 30 s")
