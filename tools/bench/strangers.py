"""Strangers that a server has to bear while somebody works: each kind is a process of its own until its `with` ends."""

import contextlib
import http.client
import multiprocessing
import resource
import selectors
import socket
import statistics
import time

MEGABYTE = 1024 * 1024
HELD_BODY = (b"POST /v1/modifications HTTP/1.1\r\nHost: bench\r\nContent-Type: application/json\r\n"
             b"Content-Length: %d\r\n\r\n" % MEGABYTE)


@contextlib.contextmanager
def at_work(kind, *words):
    """A process that does `kind(ready, *words)`; it says `ready` when it is in full swing, and is killed at the end."""
    ready = multiprocessing.Event()
    process = multiprocessing.Process(target=kind, args=(ready, *words), daemon=True)
    process.start()
    try:
        if not ready.wait(120):
            raise SystemExit(f"the strangers '{kind.__name__}' were not ready within two minutes")
        yield
        if not process.is_alive():
            raise SystemExit(f"the strangers '{kind.__name__}' went away: the figures would mean nothing")
    finally:
        process.kill()
        process.join()


def descriptors(count):
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    wanted = count + 64
    if hard != resource.RLIM_INFINITY and hard < wanted:
        raise SystemExit(f"strangers need {wanted} descriptors, and this machine allows {hard}: raise the hard limit (ulimit -Hn)")
    resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def knock(port):
    """A connection, or None if the server or the system refuses it."""
    try:
        return socket.create_connection(("127.0.0.1", port), timeout=3)
    except OSError:
        return None


def staying(ready, port, count, greeting, word):
    """`count` connections that send `greeting`, then `word` once a second each, and come again whenever they are closed."""
    descriptors(count)
    selector = selectors.DefaultSelector()

    def come():
        one = knock(port)
        if one is None:
            return False
        one.setblocking(False)
        with contextlib.suppress(OSError):
            one.send(greeting)
        selector.register(one, selectors.EVENT_READ)
        return True

    for _ in range(count):
        come()
    ready.set()
    while True:
        begun = time.monotonic()
        gone = 0
        for key, _ in selector.select(timeout=1):
            with contextlib.suppress(OSError):
                if key.fileobj.recv(65536):
                    continue
            selector.unregister(key.fileobj)
            key.fileobj.close()
            gone += 1
        for _ in range(min(gone, 200)):  # strangers have time: they come again, a share of them each second
            come()
        if word:
            for key in list(selector.get_map().values()):
                with contextlib.suppress(OSError):
                    key.fileobj.send(word)
        time.sleep(max(0.0, 1 - (time.monotonic() - begun)))


def idle(ready, port, count):
    staying(ready, port, count, b"", b"")


def slow(ready, port, count):
    """A request of which a letter comes each second, and never the end."""
    staying(ready, port, count, b"GET /v1/modifications HTTP/1.1\r\nHost: bench\r\nX-Slow: ", b"a")


def holding(ready, port, count):
    """A body of a megabyte, all but its last bytes."""
    staying(ready, port, count, HELD_BODY + b" " * (MEGABYTE - 500), b"")


def listening(ready, port, count):
    """A stream of events each."""
    staying(ready, port, count, b"GET /v1/events HTTP/1.1\r\nHost: bench\r\nAccept: text/event-stream\r\n\r\n", b"")


def hammering(ready, port, count, path):
    """`count` connections that ask for `path` again and again, as fast as they are answered."""
    selector = selectors.DefaultSelector()
    request = f"GET {path} HTTP/1.1\r\nHost: bench\r\n\r\n".encode()
    for _ in range(count):
        one = socket.create_connection(("127.0.0.1", port), timeout=3)
        one.send(request)
        selector.register(one, selectors.EVENT_READ, {"left": None, "head": b""})
    ready.set()
    while True:
        for key, _ in selector.select():
            one, state = key.fileobj, key.data
            bytes_read = one.recv(MEGABYTE)
            if not bytes_read:
                raise SystemExit("a hammering stranger was closed")
            if state["left"] is None:
                state["head"] += bytes_read
                head, end, rest = state["head"].partition(b"\r\n\r\n")
                if not end:
                    continue
                state["left"] = length_of(head) - len(rest)
                state["head"] = b""
            else:
                state["left"] -= len(bytes_read)
            if state["left"] <= 0:
                state["left"] = None
                one.send(request)


def length_of(head):
    for line in head.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.strip().lower() == b"content-length":
            return int(value)
    return 0


def honest(port, path, token, times):
    """Milliseconds of one request after the other, each on a connection of its own, sorted; how many failed."""
    taken, failed = [], 0
    headers = {"Authorization": "Bearer " + token} if token else {}
    for _ in range(times):
        begun = time.monotonic()
        try:
            one = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
            one.request("GET", path, headers=headers)
            answer = one.getresponse()
            answer.read()
            failed += answer.status != 200
            one.close()
        except OSError:
            failed += 1
        taken.append(1000 * (time.monotonic() - begun))
    return sorted(taken), failed


def stream_opens(port, token):
    """Whether who has this token gets a stream of events."""
    one = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    one.request("GET", "/v1/events", headers={"Authorization": "Bearer " + token, "Accept": "text/event-stream"})
    status = one.getresponse().status
    one.close()
    return status == 200


KINDS = [("1,000 slow clients", slow, 1000), ("10,000 idle connections", idle, 10_000), ("1,000 bodies held", holding, 1000),
         ("128 streams", listening, 128), ("16 that ask for /openapi.json", hammering, 16, "/openapi.json"),
         ("16 that ask for tasks of a past day", hammering, 16, "/v1/tasks?as_at=2019-03-15")]


def p99(times):
    return times[int(len(times) * 0.99)]


def measure(serve, row, times):
    """What somebody with a token, and somebody without, wait for a list while strangers take what they can get."""
    path, public = "/v1/modifications", times // 10
    for name, kind, *words in KINDS:
        with serve() as server:
            quiet, _ = honest(server.port, path, server.token, times)
            with at_work(kind, server.port, *words):
                busy, failed = honest(server.port, path, server.token, times)
                others, turned_away = honest(server.port, path, None, public)
                stream = "a stream opens" if stream_opens(server.port, server.token) else "NO STREAM"
                memory = server.memory()
        row(f"a list for who has a token, beside {name}: p99", f"{p99(busy):.1f} ms, {failed} of {times} failed",
            f"{p99(quiet):.1f} ms alone", f"{p99(busy) / p99(quiet):.1f} x", "<= 2 x, none fails")
        row("its p50; without a token; resident; streams", f"{statistics.median(busy):.1f} ms; "
            f"{statistics.median(others):.1f} ms, {turned_away} of {public} turned away; {memory:.0f} MB; {stream}",
            f"{statistics.median(quiet):.1f} ms alone", f"{statistics.median(busy) / statistics.median(quiet):.1f} x",
            "<= 2 x; <= 320 MB; opens")
