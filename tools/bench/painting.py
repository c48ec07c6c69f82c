"""How long a member waits until the paper of a ballot shows something, on a phone's screen, with nothing in its browser's
cache. Beside it: a page of one word from nginx, which is what the browser itself takes."""

import json
import os
import shutil
import subprocess

from servers import Nginx, Server

SEAT = ("--role", "change-board-member", "--id", "ls-1-member", "--seat", "LS-1")
WORD = b"<!doctype html><html lang=en><title>One word</title><p>Word"


def browser_in(folder, pages):
    """Chromium's driver, as the tests of pages have it."""
    os.makedirs(folder, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(os.path.join(pages, name), folder)
    subprocess.run(["npm", "ci", "--silent", "--no-audit", "--no-fund"], cwd=folder, check=True)
    shutil.copy(os.path.join(os.path.dirname(os.path.abspath(__file__)), "paint.mjs"), folder)


def open_ballot(server):
    """The path of its paper."""
    server.post("/v1/modifications", {
        "title": "Load switching", "problem": "It cannot be switched.", "ref": "SECMP0101",
        "proposer": {"type": "party", "name": "Example Energy", "category": "large-suppliers"},
        "position": {"state": "change-board-vote", "path": "self-governance", "as_of": "2019-03-15", "source": "minutes"}})
    server.post("/v1/modifications/SECMP0101/commands/open-vote", {"purpose": "final", "mode": "correspondence"},
                more={"If-Match": '"1"'})
    return "/modifications/SECMP0101/ballots/1/vote"


def measure(bench):
    top = os.path.abspath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "../.."))
    folder, data = os.path.join(bench.work, "painting"), os.path.join(bench.work, "painted")
    browser_in(folder, os.path.join(top, "tests/pages"))
    bench.secmp("init", "--data", data, "--clock-start", "2019-03-18T09:00:00Z")
    bench.secmp("load", os.path.join(top, "tools/examples/march-2019.jsonl"), "--data", data)
    token = bench.secmp("token", "issue", "--data", data, *SEAT).split()[0]
    with Server(os.path.join(bench.bin, "secmp"), data) as server, Nginx(folder + "/nginx", WORD, "text/html") as nginx:
        paper = open_ballot(server)
        said = subprocess.run(["node", "paint.mjs", server.url, token, paper, nginx.url, str(3 * bench.rounds)], cwd=folder,
                              capture_output=True, text=True, check=True).stdout
    found = json.loads(said)
    bench.row("first paint of the paper of a ballot, on a phone's screen", f"{found['paper']:.0f} ms",
              f"{found['blank']:.0f} ms one word from nginx", f"+ {found['paper'] - found['blank']:.0f} ms", "< 100 ms")
