"""The files of the project as the rules see them, and what the rules find.

It knows no C++ beyond comments, strings and braces."""

import os
import re
import subprocess

CODE = (".cpp", ".hpp")
SCRIPTS = (".py", ".sh", ".cmake")

TOKEN = re.compile(
    r'(?P<comment>//[^\n]*|/\*.*?\*/)'
    r'|(?P<raw>R"(?P<mark>[^()\\ ]{0,16})\(.*?\)(?P=mark)")'
    r'|(?P<text>"(?:\\.|[^"\\\n])*")'
    r"|(?P<char>(?<![0-9a-fA-F])'(?:\\.|[^'\\\n])+')", re.DOTALL)
INCLUDE = re.compile(r'^\s*#\s*include\s*"([^"]+)"', re.MULTILINE)


class Findings:
    """Where something is not as it was meant, and a sentence that says what to do."""

    def __init__(self):
        self.all = []

    def add(self, path, line, sentence):
        self.all.append((path, line, sentence))


class Tree:
    """Every text file of the project, read once. `code` has the C++ without its comments, `includes` ours alone."""

    def __init__(self, top):
        self.top = top
        self.names = project_files(top)
        self.files = set(self.names)
        self.texts, self.code, self.includes = {}, {}, {}
        for path in self.names:
            try:
                with open(os.path.join(top, path), encoding="utf-8") as file:
                    self.texts[path] = file.read()
            except UnicodeDecodeError:
                continue
            if path.endswith(CODE):
                self.code[path] = blanked(self.texts[path], {"comment"})
                self.includes[path] = set(INCLUDE.findall(self.code[path])) & self.files

    def is_script(self, path):
        return (path.endswith(SCRIPTS) or os.path.basename(path) == "CMakeLists.txt"
                or self.texts[path].startswith("#!"))


def project_files(top):
    """What is or could be committed; without git, everything except the build and data folders."""
    listed = subprocess.run(["git", "-C", top, "ls-files", "--cached", "--others", "--exclude-standard"],
                            capture_output=True, text=True, check=False)
    if listed.returncode == 0 and listed.stdout:
        return sorted(set(name for name in listed.stdout.splitlines() if os.path.isfile(os.path.join(top, name))))
    found = []
    for folder, folders, names in os.walk(top):
        folders[:] = [one for one in folders if one not in (".git", "build", "data", "__pycache__")]
        found += [os.path.relpath(os.path.join(folder, name), top) for name in names]
    return sorted(found)


def spaces(match):
    return re.sub(r"[^\n]", " ", match.group(0))


def blanked(text, kinds):
    """The same text, its comments (and strings) turned into spaces; lines stay where they are."""
    def blank(match):
        kind = match.lastgroup if match.lastgroup != "mark" else "raw"
        return spaces(match) if kind in kinds else match.group(0)
    return TOKEN.sub(blank, text)


def comments(path, text):
    """Each comment of a file as (line, text): // and /* */ of C++, # of scripts."""
    if path.endswith(CODE):
        for match in TOKEN.finditer(text):
            if match.group("comment"):
                for number, line in enumerate(match.group("comment").splitlines(), line_of(text, match.start())):
                    yield number, line
        return
    for number, line in enumerate(text.splitlines(), 1):
        match = re.match(r"\s*(#.*)", line) or re.search(r"\s(#\s.*)$", line)
        if match and not line.startswith("#!"):
            yield number, match.group(1)


def line_of(text, position):
    return text.count("\n", 0, position) + 1


def folder_of(path):
    return path.split("/")[0]
