"""Pages for people: the register of many modifications beside nginx, and a page of somebody who has signed in."""

import os
import re
import statistics
import subprocess
import urllib.parse
import urllib.request

import painting
from servers import Nginx, wrk


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):  # pylint: disable=arguments-differ
        return None


def signed_in(server):
    """The cookie of a browser that has signed in with the server's token."""
    form = urllib.parse.urlencode({"token": server.token, "next": "/"}).encode()
    request = urllib.request.Request(server.url + "/sign-in", data=form, headers={"Sec-Fetch-Site": "same-origin"})
    try:
        urllib.request.build_opener(NoRedirect).open(request)
    except urllib.error.HTTPError as answer:
        return answer.headers["Set-Cookie"].split(";")[0]
    raise SystemExit("/sign-in does not redirect: nobody has signed in")


def p99(url, cookie, seconds):
    """Milliseconds, with 64 connections."""
    words = ["wrk", "-t", "1", "-c", "64", "-d", f"{seconds}s", "--latency", "-H", "Cookie: " + cookie, url]
    said = subprocess.run(words, capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in said:
        raise SystemExit(f"{url} does not answer 200:\n{said}")
    took, unit = re.search(r"99%\s+([\d.]+)(us|ms|s)", said).groups()
    return float(took) * {"us": 0.001, "ms": 1, "s": 1000}[unit]


def of_the_register(server, folder, count, rounds, seconds, row):
    with urllib.request.urlopen(server.url + "/modifications") as answer:
        body = answer.read()
    with Nginx(os.path.join(folder, "nginx-page"), body) as nginx:
        pairs = [(wrk(server.url + "/modifications", [], seconds), wrk(nginx.url, [], seconds)) for _ in range(rounds)]
    ratios = [one / other for one, other in pairs]
    row(f"page of 25 from {count:,} modifications/s, 64 connections ({len(body):,} bytes)", f"{statistics.median(one for one, _ in pairs):,.0f}",
        f"{statistics.median(other for _, other in pairs):,.0f} nginx",
        f"{statistics.median(ratios):.2f} x ({min(ratios):.2f} to {max(ratios):.2f})", ">= 1.0 x")


def of_a_modification(server, ref, rounds, seconds, row):
    cookie = signed_in(server)
    times = [p99(f"{server.url}/modifications/{ref}", cookie, seconds) for _ in range(rounds)]
    row("page of a modification for who has signed in, p99, 64 connections", f"{statistics.median(times):.1f} ms", "-",
        f"({min(times):.1f} to {max(times):.1f})", "< 10 ms")


def measure(bench, count):
    data, _ = bench.fill("register-searched", "--thin", count)
    with bench.serve(data) as server:
        of_the_register(server, bench.work, count, bench.rounds, bench.seconds, bench.row)
    data, refs = bench.fill("realistic", "--realistic", 1000)
    with open(refs, encoding="utf-8") as file, bench.serve(data) as server:
        of_a_modification(server, file.readline().strip(), bench.rounds, bench.seconds, bench.row)
    painting.measure(bench)
