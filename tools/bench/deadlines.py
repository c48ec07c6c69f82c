"""Many deadlines that are due at one instant, and what somebody who reads waits for meanwhile."""

import os
import threading
import time


def took(server, path):
    """Milliseconds of one read."""
    begun = time.monotonic()
    server.get(path)
    return 1000 * (time.monotonic() - begun)


def measure(bench, count):
    data = os.path.join(bench.work, "due")
    bench.secmp("init", "--data", data, "--clock-start", "2022-03-21T09:00:00Z")
    bench.fill("due", "--due", count, "--realistic", 5)
    operator = bench.secmp("token", "issue", "--data", data, "--role", "operator", "--id", "operator")
    with open(data + ".refs", encoding="utf-8") as file:
        path = "/v1/modifications/" + file.readline().strip()
    with bench.serve(data) as server:
        idle = [took(server, path) for _ in range(2000)]
        begun = time.monotonic()
        moving = threading.Thread(target=server.post, args=("/v1/clock", {"to": "2022-04-04T16:00:00Z"}, operator))
        moving.start()
        busy = []
        while moving.is_alive():
            busy.append(took(server, path))
        seconds = time.monotonic() - begun
    idle, busy = (sorted(one)[int(len(one) * 0.99)] for one in (idle, busy))
    bench.row(f"{count:,} deadlines due at once, worked off", f"{seconds:.1f} s", "-", f"{count / seconds:,.0f} a second", "< 10 s for 100,000")
    bench.row("p99 of a read meanwhile", f"{busy:.1f} ms", f"{idle:.1f} ms idle", f"{busy / idle:.1f} x", "<= 2 x")
