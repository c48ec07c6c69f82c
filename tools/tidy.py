#!/usr/bin/env python3
"""Keeps the tree as it was meant: include direction, banned things, sizes, dead files, door plates, the top level.

Prints file:line and a sentence for each finding and exits 1 when there is one. It formats nothing and knows no C++
beyond comments, strings and braces."""

import fnmatch
import os
import re
import subprocess
import sys

LINES_MAX = 400
FUNCTION_LINES_MAX = 70
COLUMNS_MAX = 120
SCRIPT_COLUMNS_MAX = 150
DOOR_PLATE_LINES_MAX = 60

# Who may include whom. Seven edges; tests may see everything, and nobody sees tests.
MAY_INCLUDE = {
    "engine": set(),
    "workflows": {"engine"},
    "store": {"engine"},
    "api": {"engine"},
    "tools": {"engine", "workflows", "store", "api"},
    "tests": {"engine", "workflows", "store", "api", "tools"},
}

# Headers from outside that do not belong into a folder: pattern, folders, why.
FOREIGN = [
    (r"boost/(asio|beast)", {"engine", "workflows", "store"}, "only api speaks HTTP"),
    (r"(SQLiteCpp/|sqlite3\.h)", {"engine", "workflows", "api"}, "only store knows SQL"),
    (r"spdlog/", {"engine", "workflows", "store"}, "these throw or answer; the program writes the log"),
    (r"(thread|mutex|condition_variable|future|fstream|filesystem)$", {"workflows"},
     "rules are pure: no threads, no files"),
    (r"CLI/|CLI11", {"engine", "workflows", "store", "api", "tests"}, "only the program reads a command line"),
]

OURS = {"engine", "workflows", "store", "api"}
# What is not written: pattern, folders (None: all), files that may, what to do instead. Comments are not looked at.
BANNED = [
    (r"\bstd::c(out|err|log)\b", OURS, [], "return text or throw; only tools and tests print"),
    (r"\busing\s+namespace\s+std\s*;", None, [], "name what you use"),
    (r"(?<![\w:])(std::)?(f|s|sn|v)?printf\s*\(", None, [], "use fmt::format"),
    (r"\bsystem_clock::now\b", None, ["engine/clock.cpp"],
     "take the clock as a parameter; engine/clock.cpp is the only one to look"),
    (r"(?<![\w.>:])(std::)?time\s*\(\s*(nullptr|NULL|0)\s*\)", None, ["api/http/wire.cpp"],  # the Date header
     "take the clock as a parameter"),
    (r"\b(std::)?(rand|srand)\s*\(", None, [], "use a generator with a printed seed"),
    (r"\bsleep_for\b|\busleep\s*\(|(?<![\w.])sleep\s*\(", OURS | {"tests"},
     ["engine/alarm.cpp"],  # lets a full queue drain
     "wait for the thing itself, with a limit"),
    (r"\bnew\s+[A-Za-z_]\w*(::\w+)*\s*[({\[]", None, [], "use std::make_unique or a value"),
    (r"\bNULL\b", None, [], "write nullptr"),
    (r"#\s*pragma\s+GCC\s+diagnostic\s+ignored", OURS, [], "mend the cause of the warning"),
]
# Words of the Code that only workflows may say, and the files that are about them.
DOMAIN_WORDS = re.compile(r"modification|\bvot(e|es|ed|ing)\b|SECMP\d|\bsecas\b|change-board|refinement", re.IGNORECASE)
DOMAIN_FOLDERS = {"engine", "store", "api"}
DOMAIN_EXCEPTIONS = ["engine/ballot*"]

MACHINE_PATHS = re.compile(r"(?<![\w.$}/-])/(work|home|root|Users|mnt)/[\w.-]+")
TODO = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b(?!\((question|debt|later)\): )")

TOP_LEVEL = {
    "CMakeLists.txt", "CMakePresets.json", "README.md", "ARCHITECTURE.md", "LICENSE", ".gitignore", ".clang-format",
    ".clang-tidy", ".ci", "engine", "workflows", "api", "store", "tests", "tools", "docs",
}

ROWS_ARE_WIDE = ("rows.hpp", "table.hpp")
CODE = (".cpp", ".hpp")
SCRIPTS = (".py", ".sh", ".cmake")


class Findings:
    def __init__(self):
        self.all = []

    def add(self, path, line, sentence):
        self.all.append((path, line, sentence))


def project_files(top):
    """What is or could be committed; without git, everything but the build and data folders."""
    listed = subprocess.run(["git", "-C", top, "ls-files", "--cached", "--others", "--exclude-standard"],
                            capture_output=True, text=True, check=False)
    if listed.returncode == 0 and listed.stdout:
        return sorted(set(name for name in listed.stdout.splitlines() if os.path.isfile(os.path.join(top, name))))
    found = []
    for folder, folders, names in os.walk(top):
        folders[:] = [one for one in folders if one not in (".git", "build", "data")]
        found += [os.path.relpath(os.path.join(folder, name), top) for name in names]
    return sorted(found)


TOKEN = re.compile(
    r'(?P<comment>//[^\n]*|/\*.*?\*/)'
    r'|(?P<raw>R"(?P<mark>[^()\\ ]{0,16})\(.*?\)(?P=mark)")'
    r'|(?P<text>"(?:\\.|[^"\\\n])*")'
    r"|(?P<char>(?<![0-9a-fA-F])'(?:\\.|[^'\\\n])+')", re.DOTALL)


def spaces(match):
    return re.sub(r"[^\n]", " ", match.group(0))


def blanked(text, kinds):
    """The same text, its comments (and strings) turned into spaces; lines stay where they are."""
    def blank(match):
        kind = match.lastgroup if match.lastgroup != "mark" else "raw"
        if kind not in kinds:
            return match.group(0)
        return spaces(match)
    return TOKEN.sub(blank, text)


def line_of(text, position):
    return text.count("\n", 0, position) + 1


def folder_of(path):
    return path.split("/")[0]


def check_includes(path, code, files, findings):
    folder = folder_of(path)
    for match in re.finditer(r'^\s*#\s*include\s*([<"])([^">]+)[">]', code, re.MULTILINE):
        line, target = line_of(code, match.start(2)), match.group(2)
        if match.group(1) == '"':
            if target not in files:
                findings.add(path, line, f'"{target}" is not a file of the project: write the path from the top')
            elif folder_of(target) != folder and folder_of(target) not in MAY_INCLUDE.get(folder, set()):
                allowed = ", ".join(sorted(MAY_INCLUDE.get(folder, set()))) or "nothing of ours"
                findings.add(path, line, f"{folder} may include {allowed}, not {folder_of(target)}")
        for pattern, folders, why in FOREIGN:
            if folder in folders and re.match(pattern, target):
                findings.add(path, line, f"<{target}> does not belong into {folder}: {why}")


def check_banned(path, code, findings):
    folder = folder_of(path)
    for pattern, folders, exceptions, instead in BANNED:
        if (folders is not None and folder not in folders) or path in exceptions:
            continue
        for match in re.finditer(pattern, code):
            findings.add(path, line_of(code, match.start()), f"'{match.group(0).strip()}': {instead}")


def check_words(path, code, findings):
    if folder_of(path) not in DOMAIN_FOLDERS or any(fnmatch.fnmatch(path, one) for one in DOMAIN_EXCEPTIONS):
        return
    for match in DOMAIN_WORDS.finditer(code):
        findings.add(path, line_of(code, match.start()), f"'{match.group(0)}' is a word of a workflow; say it there")


def check_text(path, text, findings):
    for number, line in enumerate(text.splitlines(), 1):
        path_found, todo = MACHINE_PATHS.search(line), TODO.search(line)
        if path_found:
            findings.add(path, number, f"'{path_found.group(0)}' is a path of one machine")
        if todo:
            findings.add(path, number, f"{todo.group(1)} without a kind: write TODO(question): or (debt): or (later):")


def check_sizes(path, text, findings):
    lines = text.splitlines()
    if len(lines) > LINES_MAX:
        findings.add(path, LINES_MAX + 1, f"{len(lines)} lines; a file has at most {LINES_MAX}")
    rows = os.path.basename(path) in ROWS_ARE_WIDE
    for number, line in enumerate(lines, 1):
        limit = COLUMNS_MAX if path.endswith((".cpp", ".hpp", ".txt")) else SCRIPT_COLUMNS_MAX
        wide = (rows and re.match(r"\s*(Row<|//)", line)) or 'R"(' in line  # tables, and text that must not be broken
        if len(line) > limit and not wide:
            findings.add(path, number, f"{len(line)} columns; a line has at most {limit}")


SCOPE = re.compile(r"^\s*(template\s*<[^{]*>\s*)?(inline\s+)?(namespace|class|struct|union|enum|extern)\b")


MACRO = re.compile(r"^\s*BOOST_DESCRIBE_\w+\((?:[^()]|\([^()]*\))*\)")  # a line of its own, without a semicolon


def check_functions(path, code, findings):
    """The outermost brace after something with parentheses that is not a type or a namespace is a function."""
    bare = re.sub(r"^\s*#(?:[^\n\\]|\\\n|\\.)*", spaces, code, flags=re.MULTILINE)
    stack, start = [], 0  # stack: the line on which a function began, or None
    for match in re.finditer(r"[{};]", bare):
        before = bare[start:match.start()]
        start = match.end()
        if match.group(0) == "{":
            inside = any(one is not None for one in stack)
            function = not inside and "(" in before and not SCOPE.match(MACRO.sub("", before))
            first = match.start() - len(before.lstrip())
            stack.append(line_of(bare, first) if function else None)
        elif match.group(0) == "}" and stack:
            began = stack.pop()
            length = line_of(bare, match.start()) - began + 1 if began is not None else 0
            if length > FUNCTION_LINES_MAX:
                findings.add(path, began, f"a function of {length} lines; it has at most {FUNCTION_LINES_MAX}")


def check_cycles(includes, findings):
    """File cycles within a folder: the direction of folders says nothing about them."""
    state = {}

    def visit(path, trail):
        state[path] = "open"
        for target in sorted(includes.get(path, ())):
            if state.get(target) == "open":
                ring = trail[trail.index(target):] + [target] if target in trail else [path, target]
                findings.add(path, 1, "includes itself by way of " + " -> ".join(ring))
            elif target not in state:
                visit(target, trail + [target])
        state[path] = "done"

    for path in sorted(includes):
        if path not in state:
            visit(path, [path])


def globs_of(top, cmake):
    """The patterns (from the top) that a CMakeLists.txt collects or names."""
    base = os.path.dirname(cmake)
    with open(os.path.join(top, cmake), encoding="utf-8") as file:
        text = re.sub(r"#[^\n]*", "", file.read())
    loops = {match.group(1): match.group(2).split() for match in re.finditer(r"foreach\(\s*(\w+)\s+([^)]*)\)", text)}
    patterns = []
    for match in re.finditer(r"(GLOB_RECURSE|GLOB)\s+\w+\s+(?:CONFIGURE_DEPENDS\s+)?([^)]*)\)", text):
        for pattern in match.group(2).split():
            patterns.append((match.group(1) == "GLOB_RECURSE", pattern))
    patterns += [(False, match.group(0)) for match in re.finditer(r"[\w./${}-]+\.cpp\b", text)]
    for recurse, pattern in patterns:
        names = [pattern]
        for variable, values in loops.items():
            names = [name.replace("${" + variable + "}", value) for name in names for value in values] if any(
                "${" + variable + "}" in name for name in names) else names
        for name in names:
            yield recurse, os.path.normpath(os.path.join(base, name))


def is_built(path, globs):
    for recurse, pattern in globs:
        folder, name = os.path.split(pattern)
        if not fnmatch.fnmatch(os.path.basename(path), name):
            continue
        here = os.path.dirname(path)
        if here == folder or (recurse and (here + "/").startswith(folder + "/")):
            return True
    return False


def check_dead(top, files, includes, findings):
    globs = [one for path in files if os.path.basename(path) == "CMakeLists.txt" for one in globs_of(top, path)]
    included = set(target for targets in includes.values() for target in targets)
    for path in files:
        if path.endswith(".cpp") and not is_built(path, globs):
            findings.add(path, 1, "is in no target")
        if path.endswith(".hpp") and path not in included:
            findings.add(path, 1, "is included by nobody")


def check_top(top, files, findings):
    for entry in sorted(set(path.split("/")[0] for path in files)):
        if entry not in TOP_LEVEL:
            findings.add(entry, 1, "does not belong on the top level")
    for folder in sorted(MAY_INCLUDE):
        plate = folder + "/README.md"
        if plate not in files:
            findings.add(plate, 1, "is missing: each folder says at its door what is in it")
            continue
        with open(os.path.join(top, plate), encoding="utf-8") as file:
            lines = len(file.read().splitlines())
        if lines > DOOR_PLATE_LINES_MAX:
            findings.add(plate, DOOR_PLATE_LINES_MAX + 1, f"{lines} lines; it has at most {DOOR_PLATE_LINES_MAX}")


def is_script(path, text):
    return path.endswith(SCRIPTS) or os.path.basename(path) == "CMakeLists.txt" or text.startswith("#!")


def check_file(path, text, files, includes, findings):
    if path != "tools/tidy.py":
        check_text(path, text, findings)
    if path.endswith(CODE) or is_script(path, text):
        check_sizes(path, text, findings)
    if not path.endswith(CODE):
        return
    code = blanked(text, {"comment"})
    bare = blanked(code, {"raw", "text", "char"})
    includes[path] = set(re.findall(r'^\s*#\s*include\s*"([^"]+)"', code, re.MULTILINE)) & files
    check_includes(path, code, files, findings)
    check_banned(path, bare, findings)
    check_words(path, code, findings)
    check_functions(path, bare, findings)


def main():
    top = os.path.abspath(sys.argv[1] if len(sys.argv) > 1 else os.path.join(os.path.dirname(__file__), ".."))
    names = project_files(top)
    files, includes, findings = set(names), {}, Findings()
    for path in names:
        try:
            with open(os.path.join(top, path), encoding="utf-8") as file:
                check_file(path, file.read(), files, includes, findings)
        except UnicodeDecodeError:
            continue
    check_cycles(includes, findings)
    check_dead(top, names, includes, findings)
    check_top(top, names, findings)
    for path, line, sentence in sorted(findings.all):
        print(f"{path}:{line}: {sentence}")
    print(f"tidy: {len(findings.all)} findings in {len(names)} files")
    return 1 if findings.all else 0


if __name__ == "__main__":
    sys.exit(main())
