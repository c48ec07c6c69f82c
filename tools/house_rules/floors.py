"""Who may include whom: the top folders, the floors inside workflows/sec and api, and no circle of folders anywhere."""

import os

from .tree import folder_of, line_of

# Seven edges; tests may see everything, and nobody sees tests.
MAY_INCLUDE = {
    "engine": set(),
    "workflows": {"engine"},
    "store": {"engine"},
    "api": {"engine"},
    "tools": {"engine", "workflows", "store", "api"},
    "tests": {"engine", "workflows", "store", "api", "tools"},
}

# Floors from the ground up. A name with a slash is a folder inside, one without it a pair of files (its .hpp and .cpp);
# "*" is every file that no floor names. Who stands on a floor may include what stands below, and itself. Names joined by
# a plus are one room: they may include each other.
FLOORS = {
    "api": [["reading/", "pictures/"], ["http/"], ["report/"], ["routes/"], ["*"]],
    "workflows/sec": [
        ["terms/"], ["body/", "holidays/", "action/", "release/"], ["modification/"], ["timetable/", "historic/"],
        ["meeting/"], ["paper/", "figures/"], ["questions/"], ["*"]],
    # A modification's own words stand below its slices; what knows all slices (the table, packs, views) stands above.
    "workflows/sec/modification": [["states+acts+facts+decisions"], ["anytime/+vote/+stages/"], ["*"]],
}


def place_in(base, path):
    """Where a file stands inside a folder with floors: (floor, room), or None when it lies elsewhere."""
    if not path.startswith(base + "/"):
        return None
    first, _, rest = path[len(base) + 1:].partition("/")
    name = first + "/" if rest else os.path.splitext(first)[0]
    named = {one: (floor, room) for floor, rooms in enumerate(FLOORS[base]) for room in rooms for one in room.split("+")}
    return named.get(name) or (None if rest else named.get("*"))


def sentence_of(base, above, below):
    """Why a file on the floor `above` may not include one on the floor `below`; nothing when it may."""
    if below[0] > above[0]:
        return f"in {base}, {said(above)} stands below {said(below)}: an include may not run up"
    if below[0] == above[0] and below[1] != above[1]:
        return f"in {base}, {said(above)} and {said(below)} stand on one floor and do not include each other"
    return None


def said(place):
    return "the folder's own files" if place[1] == "*" else place[1].replace("+", ", ")


def check_floors(tree, path, target, line, findings):
    for base in FLOORS:
        above, below = place_in(base, path), place_in(base, target)
        sentence = above and below and sentence_of(base, above, below)
        if sentence:
            findings.add(path, line, sentence)
        for place, file in ((above, path), (below, target)):
            if place is None and file.startswith(base + "/"):
                findings.add(file, 1, f"stands on no floor of {base}: name its folder in tools/house_rules/floors.py")


def node_of(path):
    """The folder of a file; of a folder whose own files stand on several floors, the folder and the floor."""
    folder = os.path.dirname(path)
    if folder in FLOORS and len([room for rooms in FLOORS[folder] for room in rooms if "/" not in room]) > 1:
        return f"{folder} ({said(place_in(folder, path))})"
    for base in FLOORS:  # folders of one room are one
        place = place_in(base, path)
        if place and "+" in place[1] and "/" in place[1]:
            return f"{base} ({said(place)})"
    return folder


def circles_in(graph):
    """A circle for each arrow with which a walk comes back to where it was; files or folders alike."""
    state, circles = {}, []

    def visit(node, trail):
        state[node] = "open"
        for target in sorted(graph.get(node, ())):
            if state.get(target) == "open":
                circles.append(trail[trail.index(target):] + [target])
            elif target not in state:
                visit(target, trail + [target])
        state[node] = "done"

    for node in sorted(graph):
        if node not in state:
            visit(node, [node])
    return circles


def check_circles(tree, findings):
    for circle in circles_in(tree.includes):
        findings.add(circle[0], 1, "includes itself by way of " + " -> ".join(circle))
    folders, witness = {}, {}
    for path, targets in tree.includes.items():
        for target in targets:
            pair = node_of(path), node_of(target)
            if pair[0] != pair[1]:
                folders.setdefault(pair[0], set()).add(pair[1])
                witness.setdefault(pair, (path, target))
    for circle in circles_in(folders):
        path, target = witness[circle[-2], circle[-1]]
        findings.add(path, 1, f"folders in a circle: {' -> '.join(circle)}; its last arrow is the include of {target}")


def check(tree, findings):
    for path, targets in sorted(tree.includes.items()):
        for target in sorted(targets):
            line = line_of(tree.code[path], tree.code[path].find(f'"{target}"'))
            folder, other = folder_of(path), folder_of(target)
            if other != folder and other not in MAY_INCLUDE.get(folder, set()):
                allowed = ", ".join(sorted(MAY_INCLUDE.get(folder, set()))) or "nothing of ours"
                findings.add(path, line, f"{folder} may include {allowed}, not {other}")
            check_floors(tree, path, target, line, findings)
    check_circles(tree, findings)
