"""Raises under an Idempotency-Key: what one costs the server, and how it does beside a peer that does the same work."""

import collections
import http.client
import os
import re
import shutil
import statistics
import subprocess
import time

from servers import free_port, until_it_answers

HERE = os.path.dirname(os.path.abspath(__file__))
RAISED = '{"title":"A title","problem":"It cannot be done.","proposer":{"type":"party","category":"large-suppliers"}}'
LUA = """
local sent = 0
local name = tostring({{}}):sub(8)
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
wrk.headers["Authorization"] = "Bearer {token}"
request = function()
  sent = sent + 1
  wrk.headers["Idempotency-Key"] = name .. "-" .. sent
  return wrk.format(nil, nil, nil, '{body}')
end
"""
PATH = "/v1/modifications"
Raises = collections.namedtuple("Raises", "count per_second p50_us p99_ms")


def raises(url, token, folder, connections, seconds):
    """As many as go in these seconds; each of them has to be accepted."""
    script = os.path.join(folder, "raise.lua")
    with open(script, "w", encoding="utf-8") as file:
        file.write(LUA.format(token=token, body=RAISED))
    said = subprocess.run(["wrk", "-t", "1", "-c", str(connections), "-d", f"{seconds}s", "--latency", "-s", script, url + PATH],
                          capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in said:
        raise SystemExit(f"not every raise was accepted: the figures would mean nothing\n{said}")

    def took(percent):  # in microseconds
        figure, unit = re.search(percent + r"%\s+([\d.]+)(us|ms|s)", said).groups()
        return float(figure) * {"us": 1, "ms": 1e3, "s": 1e6}[unit]

    return Raises(int(re.search(r"(\d+) requests in", said).group(1)), float(re.search(r"Requests/sec:\s*([\d.]+)", said).group(1)),
                  took("50"), took("99") / 1e3)


def threads_of(pid):
    """Seconds of processor by the name of the thread."""
    used, tick = collections.Counter(), os.sysconf("SC_CLK_TCK")
    for thread in os.listdir(f"/proc/{pid}/task"):
        with open(f"/proc/{pid}/task/{thread}/stat", encoding="utf-8") as file:
            name, rest = re.search(r"\((.*)\) (.*)", file.read()).groups()
        used[name] += (int(rest.split()[11]) + int(rest.split()[12])) / tick
    return used


def processor(pid):
    """Seconds, of threads that have ended as well."""
    with open(f"/proc/{pid}/stat", encoding="utf-8") as file:
        used = file.read().rsplit(")", 1)[1].split()
    return (int(used[11]) + int(used[12])) / os.sysconf("SC_CLK_TCK")


class Peer:
    """peers/afternoon.mjs on a free port, with a database of its own."""

    def __init__(self, folder):
        self.folder = os.path.join(folder, "peer")
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(os.path.join(HERE, "peers"), self.folder)
        subprocess.run(["npm", "ci", "--silent", "--no-audit", "--no-fund"], cwd=self.folder, check=True)
        self.token, self.process = "nobody", None
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"

    def __enter__(self):
        self.process = subprocess.Popen(["node", "afternoon.mjs", "register.db", str(self.port)], cwd=self.folder)
        until_it_answers(self.url + "/readyz")
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()


def pausing(server, seconds, pause=0.005):
    """What share of a core a client takes that thinks between its commands."""
    one = http.client.HTTPConnection("127.0.0.1", server.port)
    before, begun, sent = processor(server.process.pid), time.monotonic(), 0
    while time.monotonic() < begun + seconds:
        one.request("POST", PATH, RAISED, {"Authorization": "Bearer " + server.token, "Content-Type": "application/json",
                                           "Idempotency-Key": os.urandom(8).hex()})
        answer = one.getresponse()
        answer.read()
        if answer.status != 201:
            raise SystemExit(f"a raise was answered by {answer.status}")
        sent += 1
        time.sleep(pause)
    took = time.monotonic() - begun
    return (processor(server.process.pid) - before) / took, sent / took


def in_turns(bench, server, peer, connections):
    """Rounds of both, each with the disk's figure: pairs, and what each raise cost both servers in microseconds."""
    turns = []
    for _ in range(bench.rounds):
        disk, cost, each = bench.disk(), [], []
        for one in (server, peer):
            before = processor(one.process.pid)
            each.append(raises(one.url, one.token, bench.work, connections, bench.seconds))
            if one is server:
                server.indexed()
            cost.append(1e6 * (processor(one.process.pid) - before) / each[-1].count)
        turns.append((disk, each, cost))
    return turns


def measure(bench):
    data = os.path.join(bench.work, "raised")
    shutil.rmtree(data, ignore_errors=True)
    os.makedirs(bench.work, exist_ok=True)
    bench.secmp("init", "--data", data)
    middle = statistics.median
    with bench.serve(data) as server, Peer(bench.work) as peer:
        for connections, rate_goal, cost_goal in ((64, ">= 10 x", "<= 60 us"), (1, ">= 1.5 x", "<= 150 us")):
            turns = in_turns(bench, server, peer, connections)
            ours, theirs = ([each[which] for _, each, _ in turns] for which in (0, 1))
            cost, peers_cost = (middle(cost[which] for _, _, cost in turns) for which in (0, 1))
            times = "64 connections" if connections > 1 else "one connection"
            bench.row(f"raises/s, {times}", f"{middle(one.per_second for one in ours):,.0f}",
                      f"{middle(one.per_second for one in theirs):,.0f} the peer",
                      f"{middle(one.per_second / other.per_second for one, other in zip(ours, theirs)):.2f} x", rate_goal)
            bench.row("the same, processor of the server a raise", f"{cost:.0f} us", f"{peers_cost:.0f} us the peer",
                      f"{cost / peers_cost:.2f} x", cost_goal)
            if connections > 1:
                disk = middle(disk["per_second"] for disk, _, _ in turns)
                bench.row("the same, beside the disk", f"{middle(one.per_second for one in ours):,.0f}",
                          f"{disk:,.0f} x 4 KB append + fdatasync",
                          f"{middle(one.per_second / turn[0]['per_second'] for one, turn in zip(ours, turns)):.2f} x", ">= 2.5 x")
                bench.row("the same, p99", f"{middle(one.p99_ms for one in ours):.1f} ms", f"{middle(one.p99_ms for one in theirs):.1f} ms the peer",
                          "-", "<= 15 ms")
            else:
                disk = middle(disk["p50_us"] for disk, _, _ in turns)
                bench.row("the same, p50", f"{middle(one.p50_us for one in ours):.0f} us", f"{disk:.0f} us one fdatasync, p50",
                          f"+ {middle(one.p50_us for one in ours) - disk:.0f} us", "<= + 150 us")
        share, rate = pausing(server, bench.seconds)
        bench.row("a client that waits 5 ms after each raise, share of a core", f"{100 * share:.1f} %", f"{rate:.0f} raises/s", "-", "< 5 %")
