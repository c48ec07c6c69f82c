"""Searches in a large register, once its index has come as far as its journal."""

import contextlib
import sqlite3
import statistics
import time

# Such as every modification has, alone and together; such as none has.
WORDS = ["switching", "load+networks", "network+parties+cannot", "nowhere+to+be+found", "witchin"]


def newest(file, question):
    with contextlib.closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True, timeout=30)) as database:
        return int(database.execute(question).fetchone()[0])


def indexed(data, server):
    """Waits for the index; how many entries there are, and how long it took."""
    begun = time.monotonic()
    while server.process.poll() is None:
        try:
            last = newest(f"{data}/secmp.db", "SELECT max(seq) FROM journal")
            if newest(f"{data}/secmp.search", "SELECT value FROM meta WHERE name = 'up_to'") == last:
                return last, time.monotonic() - begun
        except sqlite3.OperationalError:
            pass  # not there yet
        time.sleep(0.2)
    raise SystemExit("the server ended while it made the index")


def p99(times):
    return times[int(len(times) * 0.99)]


def measure(data, server, refs, asked, row, rounds):
    """`asked`: milliseconds of requests for one path, one after the other."""
    entries, took = indexed(data, server)
    row(f"the search index of {entries:,} entries, from nothing", f"{took:.0f} s", "-", f"{entries / took:,.0f} a second", "-")
    searches = ["/v1/search?q=" + words for words in [*WORDS, *refs[:20], *(ref[-5:-1] for ref in refs[:20])]]
    reads = asked(server, "/v1/modifications/" + refs[0], 1000)
    times = sorted(one for _ in range(5 * rounds) for path in searches for one in asked(server, path, 1))
    row(f"a search among {len(refs) * 100:,} modifications, p99", f"{p99(times):.1f} ms", f"{p99(reads):.2f} ms a GET of one, p99",
        f"{p99(times) / p99(reads):.0f} x (p50 {statistics.median(times):.1f} ms, at most {times[-1]:.1f})", "< 20 ms")
    lists = sorted(one for _ in range(rounds) for ref in refs[:5] for one in asked(server, "/v1/modifications?q=" + ref, 1))
    row("a list by ?q=, p99", f"{p99(lists):.1f} ms", f"{p99(reads):.2f} ms a GET of one, p99", "-", "< 20 ms")
