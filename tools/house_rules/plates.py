"""Door plates: every large folder says at its door what is in it, and what documents name is there."""

import fnmatch
import glob
import os
import re

from .comments import prose
from .tree import CODE, SCRIPTS

DOOR_PLATE_LINES_MAX = 60
README_LINES_MAX = 150
PLATE_FROM_LINES = 1000
TOP_FOLDERS = ("api", "engine", "store", "tests", "tools", "workflows")

NAME = re.compile(r"`([A-Za-z_.][\w.*{},/-]*)`")
TEST = re.compile(r'`(tests/[\w./-]+)`,?\s+"([^"]+)"')
ENDINGS = (".cpp", ".hpp", ".py", ".md", ".css", ".html", ".lua", ".sh", ".txt", ".png")


def large_folders(tree):
    """Folders of which the files in them (not those of folders inside) have a thousand lines of code or more."""
    lines = {}
    for path, text in tree.texts.items():
        if path.endswith(CODE + SCRIPTS) or tree.is_script(path):
            lines[os.path.dirname(path)] = lines.get(os.path.dirname(path), 0) + text.count("\n")
    return [folder for folder, count in lines.items() if count >= PLATE_FROM_LINES and not folder.startswith("tests/")]


def check_plates(tree, findings):
    present = {path.split("/")[0] for path in tree.files}
    for folder in sorted({*(one for one in TOP_FOLDERS if one in present), *large_folders(tree)}):
        plate = folder + "/README.md"
        if plate not in tree.files:
            findings.add(plate, 1, "is missing: each folder of a thousand lines says at its door what is in it")
    for path in sorted(tree.texts):
        if os.path.basename(path) == "README.md":
            lines, most = len(tree.texts[path].splitlines()), README_LINES_MAX if path == "README.md" else DOOR_PLATE_LINES_MAX
            if lines > most:
                findings.add(path, most + 1, f"{lines} lines; it has at most {most}")


def is_there(tree, folder, name):
    """Whether a name, seen from the document's folder or from the top, is a file, a folder or a pattern of them.

    A name without a slash may be that of a file anywhere below the document's folder."""
    for base in {folder, ""}:
        for one in spelled_out(name):
            path = os.path.normpath(os.path.join(base, one))
            if path in tree.files or any(file.startswith(path + "/") for file in tree.files):
                return True
            pattern = os.path.join(tree.top, path)
            if glob.glob(pattern) or ("*" not in one and glob.glob(pattern + ".*")):
                return True
    return "/" not in name and any(fnmatch.fnmatch(os.path.basename(file), name) and file.startswith(f"{folder}/" if folder else "")
                                   for file in tree.files)


def spelled_out(name):
    """a/{b,c} is a/b and a/c."""
    match = re.search(r"\{([^}]*)\}", name)
    if not match:
        return [name]
    return [name[:match.start()] + one + name[match.end():] for one in match.group(1).split(",")]


def looks_like_ours(tree, folder, name):
    if name.startswith(".") and "/" not in name:  # an ending
        return False
    if name.endswith(ENDINGS) or name.endswith(".*"):
        return True
    if "/" not in name or name.startswith("..."):
        return False
    first = "" if name.startswith("../") else name.split("/")[0]
    return not first or any(path.startswith(os.path.normpath(os.path.join(base, first)) + "/")
                            for base in (folder, "") for path in tree.files)


def check_names(tree, findings):
    for path in sorted(tree.texts):
        if not path.endswith(".md"):
            continue
        folder = os.path.dirname(path)
        for number, line in prose(tree.texts[path]):
            for name in NAME.findall(line):
                if looks_like_ours(tree, folder, name) and not is_there(tree, folder, name):
                    findings.add(path, number, f"`{name}` is not there: name a file or a folder of the project")
            for name in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", line):
                if not is_there(tree, folder, name):
                    findings.add(path, number, f"the link to {name} leads nowhere")


def check_tests(tree, findings):
    """A document that names a test says its file and how its name begins: `tests/store/head_test.cpp`, "What is missing"."""
    for path in sorted(tree.texts):
        if not path.endswith(".md"):
            continue
        for match in TEST.finditer(tree.texts[path]):
            file, name = match.group(1), re.sub(r"\s+", " ", match.group(2))
            line = tree.texts[path].count("\n", 0, match.start()) + 1
            if f'"{name}' not in tree.texts.get(file, ""):
                findings.add(path, line, f"no test in {file} begins with \"{name}\"")


def check(tree, findings):
    check_plates(tree, findings)
    check_names(tree, findings)
    check_tests(tree, findings)
