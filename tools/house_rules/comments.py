"""Comments and documents: a first sentence for every file, no banners, and words that a stranger reads once."""

import re

from .tree import CODE, comments

FIRST_SENTENCE_WORDS_MIN = 4

BANNER = re.compile(r"^\s*(//+|#+|/?\*+)?\s*[-=*#~_\u2014]{3,}|^\s*(//+|#+)\s*[-\u2014]{2,}|^\s*//.*\s[-=*#~_\u2014]{5,}\s*$")

# What is not written in comments and documents, and what to write instead.
PLAIN_WORDS = [
    (r"\bbut for\b", "write 'except'"),
    (r"\bput away\b", "write 'evicted', 'removed' or 'closed'"),
    (r"\b(drawn )?by lot\b", "write 'at random'"),
    (r"\b(is|are) told\b", "say who tells whom: 'the watcher gets', 'the log says'"),
    (r"\bcomes? to an end\b", "write 'ends' or 'finishes'"),
    (r"\bwithout a word\b", "say what is not given: 'gives no reason', 'is skipped'"),
    (r"\bthe ball\b", "write 'who has to act next'"),
    (r"\bbehind (a|the|each|every|its) (batch|commit|write|chain|step|round|event)\b", "write 'after'"),
    (r"\bcomes? second\b", "say which of the two, and what it does"),
    (r"\b(is|are|too) dear\b", "write 'expensive' or 'slow'"),
    (r"\bnobody is (told|asked)\b", "say what does not happen"),
]


def opening_of(path, text):
    """The comment or docstring with which a file opens, as one line; nothing when it opens otherwise."""
    lines = text.splitlines()
    if lines and lines[0].startswith("#!"):
        lines = lines[1:]
    docstring = re.match(r'\s*(?:[rR]?"""|\'\'\')(.*?)("""|\'\'\')', "\n".join(lines), re.DOTALL)
    if docstring and not path.endswith(CODE):
        return " ".join(docstring.group(1).split())
    block = []
    for line in lines:
        match = re.match(r"(?://+|#+(?!\s*(?:include|pragma|ifndef|if|define)\b))\s?(.*)", line)
        if not match:
            break
        block.append(match.group(1))
    return " ".join(" ".join(block).split())


def check_opening(tree, path, findings):
    opening = opening_of(path, tree.texts[path])
    sentence = re.match(r"(.*[.:!?])(?:\s|$)", opening)
    if not sentence or len(sentence.group(1).split()) < FIRST_SENTENCE_WORDS_MIN:
        findings.add(path, 1, "opens with no sentence that says what the file is for")


def check_words(path, number, text, findings):
    for pattern, instead in PLAIN_WORDS:
        match = re.search(pattern, text, re.IGNORECASE)
        if match:
            findings.add(path, number, f"'{match.group(0)}': {instead}")


def prose(text):
    """The lines of a Markdown document, except those inside fences."""
    inside = False
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("```"):
            inside = not inside
        elif not inside:
            yield number, line


def check(tree, findings):
    for path, text in sorted(tree.texts.items()):
        if path.endswith("house_rules/comments.py"):  # it names the words
            continue
        if path.endswith(".md") and "/golden/" not in path:
            for number, line in prose(text):
                check_words(path, number, line, findings)
        if not path.endswith(CODE) and not tree.is_script(path):
            continue
        if not path.endswith("CMakeLists.txt"):
            check_opening(tree, path, findings)
        for number, line in comments(path, text):
            check_words(path, number, line, findings)
            if BANNER.match(line):
                findings.add(path, number, "a banner of dashes: write a sentence, or make a file of its own")
