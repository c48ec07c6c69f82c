"""The name of a modification's state is written once, in states.hpp; everybody else writes Refinement::name."""

import re

from .tree import blanked, line_of

STATES = "workflows/sec/modification/states.hpp"
WHERE = "workflows/sec/"
# Names that are other words, too: events, outcomes, groups of a paper, fields. They are looked for in comparisons alone.
OTHER_WORDS_TOO = {"submitted", "development", "refinement", "sent-back", "implemented", "rejected", "withdrawn", "refused",
                   "reversed", "not-known", "split"}
# What holds a state: a comparison of one of these with a literal is a comparison of states.
HOLDS_A_STATE = r"(?:\b(?:\w*state\w*|from|to|stands|taken_over_in|ends_in)\b(?:\(\))?)"


def names_of(tree):
    return {name for name in re.findall(r'State<\s*"([^"]+)"', tree.code.get(STATES, ""))}


def check(tree, findings):
    names = names_of(tree)
    if not names:
        return
    any_name = "|".join(sorted(map(re.escape, names)))
    lone = re.compile('"(' + "|".join(sorted(map(re.escape, names - OTHER_WORDS_TOO)) or ["$."]) + ')"')
    compared = re.compile(rf'{HOLDS_A_STATE}\s*(?:==|!=)\s*"({any_name})"|"({any_name})"\s*(?:==|!=)\s*[\w.*>-]*?{HOLDS_A_STATE}'
                          rf'|{HOLDS_A_STATE}\s*=\s*"({any_name})"'
                          rf'|one_of\([^{{}}]*{HOLDS_A_STATE},\s*\{{[^{{}}]*"({any_name})"[^{{}}]*\}}')
    for path in sorted(tree.code):
        if not path.startswith(WHERE) or path == STATES:
            continue
        code = blanked(tree.code[path], {"raw"})
        found = {}
        for pattern in (lone, compared):
            for match in pattern.finditer(code):
                found.setdefault(line_of(code, match.start()), next(one for one in match.groups() if one))
        for line, name in found.items():
            findings.add(path, line, f'"{name}" is the name of a state: write its type\'s `name` (modification/states.hpp)')
