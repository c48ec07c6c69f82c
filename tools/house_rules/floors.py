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

# Floors from the ground up. A name that ends in a slash is a folder inside, any other a pair of files (.hpp and .cpp); "*"
# is every file of the folder itself that no floor names. A room (one or more names, joined by a plus) may include itself
# and what stands on floors below.
FLOORS = {
    "api": [["reading/", "pictures/"], ["http/"], ["report/"], ["pages/"], ["routes/"], ["*"]],
    "workflows/sec": [
        ["terms/"], ["body/", "holidays/", "action/", "release/"], ["modification/"], ["timetable/", "historic/"],
        ["meeting/"], ["paper/", "figures/"], ["questions/"], ["answers/"], ["*"]],
    # What a modification remembers stands below its slices; what knows all slices (table, packs, views) stands above.
    # Later slices know earlier ones: a vote is opened from Refinement, a withdrawal ends a vote.
    "workflows/sec/modification": [
        ["states", "ballot", "responses", "standstill", "code/code"], ["facts", "past_codes"],
        ["timers", "position", "carried_past"],
        ["acts"], ["decisions", "opening"], ["releases_named"], ["stages/"], ["vote/"], ["anytime/"], ["conduct+table"], ["code/"], ["*"]],
}


def place_in(base, path):
    """Where a file stands inside a folder with floors: (floor, room), or None when it lies elsewhere."""
    if not path.startswith(base + "/"):
        return None
    name = os.path.splitext(path[len(base) + 1:])[0]
    named = {one: (floor, room) for floor, rooms in enumerate(FLOORS[base]) for room in rooms for one in room.split("+")}
    return named.get(name) or named.get(name.split("/")[0] + "/" if "/" in name else "*")


def sentence_of(base, above, below):
    """Why a file on the floor `above` may not include one on the floor `below`; nothing when it may."""
    if below[0] > above[0]:
        return f"in {base}, {said(above)} stands below {said(below)}: an include may not run up"
    if below[0] == above[0] and below[1] != above[1]:
        return f"in {base}, {said(above)} and {said(below)} stand on one floor and do not include each other"
    return None


def said(place):
    return place[1].replace("*", "the folder's own files").replace("+", ", ")


def check_floors(path, target, line, refused, findings):
    for base in FLOORS:
        above, below = place_in(base, path), place_in(base, target)
        sentence = above and below and sentence_of(base, above, below)
        if sentence:
            findings.add(path, line, sentence)
            refused.add((path, target))
        for place, file in ((above, path), (below, target)):
            if place is None and file.startswith(base + "/"):
                findings.add(file, 1, f"stands on no floor of {base}: name its folder in tools/house_rules/floors.py")


def node_of(path):
    """Where a file stands for circles: its folder; in a folder whose floors name files or rooms of several folders, the room."""
    for base in FLOORS:
        place = place_in(base, path)
        by_room = any("+" in room or not room.endswith(("/", "*")) for rooms in FLOORS[base] for room in rooms)
        if place and by_room:
            return f"{base} ({said(place)})"
    return os.path.dirname(path)


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


def check_circles(tree, refused, findings):
    """Circles of files, and of folders; an include that is refused already closes no second finding."""
    for circle in circles_in(tree.includes):
        findings.add(circle[0], 1, "includes itself by way of " + " -> ".join(circle))
    folders, witness = {}, {}
    for path, targets in tree.includes.items():
        for target in targets:
            pair = node_of(path), node_of(target)
            if pair[0] != pair[1] and (path, target) not in refused:
                folders.setdefault(pair[0], set()).add(pair[1])
                witness.setdefault(pair, (path, target))
    for circle in circles_in(folders):
        path, target = witness[circle[-2], circle[-1]]
        findings.add(path, 1, f"folders in a circle: {' -> '.join(circle)}; its last arrow is the include of {target}")


def check(tree, findings):
    refused = set()
    for path, targets in sorted(tree.includes.items()):
        for target in sorted(targets):
            line = line_of(tree.code[path], tree.code[path].find(f'"{target}"'))
            folder, other = folder_of(path), folder_of(target)
            if other != folder and other not in MAY_INCLUDE.get(folder, set()):
                allowed = ", ".join(sorted(MAY_INCLUDE.get(folder, set()))) or "nothing of ours"
                findings.add(path, line, f"{folder} may include {allowed}, not {other}")
            check_floors(path, target, line, refused, findings)
    check_circles(tree, refused, findings)
