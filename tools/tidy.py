#!/usr/bin/env python3
"""Keeps the tree as it was meant: floors, banned things, sizes, first sentences, dead files, door plates, the top level.

    tools/tidy.py [FOLDER] [--all]

Prints file:line and a sentence for each finding and exits 1 when there is one. --all looks at rules that are still
switched off, too. Subjects with a file of their own are in tools/house_rules/; it formats nothing."""

import fnmatch
import os
import re
import sys

sys.dont_write_bytecode = True
from house_rules import comments, floors, plates, states  # pylint: disable=wrong-import-position
from house_rules.tree import CODE, Findings, Tree, blanked, folder_of, line_of, spaces  # pylint: disable=wrong-import-position

RULES = {"floors": floors, "comments": comments, "plates": plates, "states": states}
SWITCHED_OFF = set()  # rules that --all alone looks at, until the tree keeps them

LINES_MAX = 400
FUNCTION_LINES_MAX = 70
COLUMNS_MAX = 120
SCRIPT_COLUMNS_MAX = 150

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
    "CMakeLists.txt", "CMakePresets.json", "README.md", "ARCHITECTURE.md", "CHANGES.md", "LICENSE", ".gitignore", ".clang-format",
    ".clang-tidy", ".ci", "engine", "workflows", "api", "store", "tests", "tools", "docs",
}

ROWS_ARE_WIDE = ("rows.hpp", "table.hpp")
def check_foreign(path, code, findings):
    folder = folder_of(path)
    for match in re.finditer(r'^\s*#\s*include\s*([<"])([^">]+)[">]', code, re.MULTILINE):
        line, target = line_of(code, match.start(2)), match.group(2)
        for pattern, folders, why in FOREIGN:
            if folder in folders and re.match(pattern, target):
                findings.add(path, line, f"<{target}> does not belong into {folder}: {why}")


def check_ours(path, code, files, findings):
    for match in re.finditer(r"^\s*#\s*include\s*<([^>]+)>", code, re.MULTILINE):
        if match.group(1) in files:
            findings.add(path, line_of(code, match.start(1)),
                         f"<{match.group(1)}> is a file of the project: write it in quotes, so that its floor is checked")
    for match in re.finditer(r'^\s*#\s*include\s*"([^"]+)"', code, re.MULTILINE):
        if match.group(1) not in files:
            findings.add(path, line_of(code, match.start(1)),
                         f'"{match.group(1)}" is not a file of the project: write the path from the top')


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


def check_dead(tree, findings):
    globs = [one for path in tree.names if os.path.basename(path) == "CMakeLists.txt" for one in globs_of(tree.top, path)]
    included = set(target for targets in tree.includes.values() for target in targets)
    for path in tree.names:
        if path.endswith(".cpp") and not is_built(path, globs):
            findings.add(path, 1, "is in no target")
        if path.endswith(".hpp") and path not in included:
            findings.add(path, 1, "is included by nobody")


def check_top(tree, findings):
    for entry in sorted(set(path.split("/")[0] for path in tree.names)):
        if entry not in TOP_LEVEL:
            findings.add(entry, 1, "does not belong on the top level")


def check_file(tree, path, findings):
    text = tree.texts[path]
    if path not in ("tools/tidy.py", "tests/tidy/tidy_test.py"):  # these name what they look for
        check_text(path, text, findings)
    if path.endswith(CODE) or tree.is_script(path):
        check_sizes(path, text, findings)
    if path not in tree.code:
        return
    code = tree.code[path]
    bare = blanked(code, {"raw", "text", "char"})
    check_ours(path, code, tree.files, findings)
    check_foreign(path, code, findings)
    check_banned(path, bare, findings)
    check_words(path, code, findings)
    check_functions(path, bare, findings)


def look_at(top, everything=False):
    """The findings in a tree, and how many files it has."""
    tree, findings = Tree(os.path.abspath(top)), Findings()
    for path in tree.texts:
        check_file(tree, path, findings)
    for name, rule in RULES.items():
        if everything or name not in SWITCHED_OFF:
            rule.check(tree, findings)
    check_dead(tree, findings)
    check_top(tree, findings)
    return sorted(set(findings.all)), len(tree.names)


def main():
    words = [one for one in sys.argv[1:] if one != "--all"]
    top = words[0] if words else os.path.join(os.path.dirname(__file__), "..")
    findings, files = look_at(top, "--all" in sys.argv)
    for path, line, sentence in findings:
        print(f"{path}:{line}: {sentence}")
    print(f"tidy: {len(findings)} findings in {files} files")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
