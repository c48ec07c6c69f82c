"""Makes clients out of /openapi.json with tools of others, compiles them strictly and runs a journey with them, also
through a proxy that holds each request and answer against the document.

    check_clients.py SECMP EXAMPLE FOLDER
"""
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

HERE = os.path.dirname(os.path.abspath(__file__))
FILES = ["package.json", "package-lock.json", "tsconfig.json", "journey.ts"]
PATIENCE_S = 120


def run(folder, *words):
    ended = subprocess.run(words, cwd=folder, capture_output=True, text=True, timeout=600)
    if ended.returncode != 0:
        sys.exit(f"{' '.join(words)}: exit code {ended.returncode}\n{ended.stdout[-4000:]}{ended.stderr[-4000:]}")
    return ended.stdout


def install(folder):
    """The tools, once for each lock file."""
    os.makedirs(folder, exist_ok=True)
    lock = open(os.path.join(HERE, "package-lock.json")).read()
    mark = os.path.join(folder, "installed")
    for name in FILES:
        shutil.copy(os.path.join(HERE, name), folder)
    if os.path.exists(mark) and open(mark).read() == lock:
        return
    run(folder, "npm", "ci", "--silent", "--no-audit", "--no-fund")
    with open(mark, "w") as out:
        out.write(lock)


class Program:
    """Runs beside us until the block ends; `said` is read until it tells the address."""

    def __init__(self, folder, words, address):
        self.words, self.address, self.folder = words, address, folder
        self.log = os.path.join(folder, os.path.basename(words[0]) + ".log")

    def __enter__(self):
        with open(self.log, "w") as log:
            self.process = subprocess.Popen(self.words, cwd=self.folder, stdout=log, stderr=log, start_new_session=True)
        last = time.monotonic() + PATIENCE_S
        while time.monotonic() < last:
            found = re.search(self.address, open(self.log).read())
            if found and answers(found.group(0)):
                return found.group(0)
            if self.process.poll() is not None:
                break
            time.sleep(0.1)
        sys.exit(f"{' '.join(self.words)} does not serve:\n{open(self.log).read()}")

    def __exit__(self, *_):
        os.killpg(self.process.pid, signal.SIGTERM)
        self.process.wait(timeout=PATIENCE_S)


def answers(address):
    try:
        urllib.request.urlopen(address + "/v1/modifications?limit=1", timeout=PATIENCE_S).read()
        return True
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def journey(folder, server, token):
    said = run(folder, "node", "made/journey.js", server, token)
    for part in ["SECMP0062 waits for: ", "refused with "]:
        if part not in said:
            sys.exit(f"the journey does not say {part!r}:\n{said}")


def main(secmp, example, folder):
    install(folder)
    began = time.monotonic()
    tool = lambda name: os.path.join(folder, "node_modules", ".bin", name)
    data = os.path.join(folder, "data")
    shutil.rmtree(data, ignore_errors=True)
    run(folder, secmp, "init", "--data", data, "--clock-start", "2019-03-18T09:00:00Z")
    run(folder, secmp, "load", example, "--data", data)
    token = run(folder, secmp, "token", "issue", "--data", data, "--role", "party", "--id", "example-energy",
                "--category", "large-suppliers").split("\n")[0]
    serve = [secmp, "serve", "--data", data, "--listen", "127.0.0.1:0"]
    with Program(folder, serve, r"http://127\.0\.0\.1:[1-9][0-9]*") as server:
        with open(os.path.join(folder, "openapi.json"), "wb") as out:
            out.write(urllib.request.urlopen(server + "/openapi.json").read())
        run(folder, tool("redocly"), "lint", "openapi.json", "--extends=recommended", "--format=summary")
        run(folder, tool("openapi-typescript"), "openapi.json", "-o", "schema.ts")
        run(folder, tool("orval"), "--input", "openapi.json", "--output", "orval.ts", "--client", "fetch")
        run(folder, tool("tsc"))
        run(folder, tool("tsc"), "--noEmit", "--strict", "--target", "es2022", "--module", "nodenext", "orval.ts")
        journey(folder, server, token)
        port = str(free_port())
        proxy = [tool("prism"), "proxy", "openapi.json", server, "--errors", "--port", port]
        with Program(folder, proxy, r"http://127\.0\.0\.1:" + port) as held:
            journey(folder, held, token)
        log = open(os.path.join(folder, "prism.log")).read()
        if "iolation" in log:
            sys.exit("what came through the proxy is not as the document says:\n" + log[-4000:])
    print("clients: the document is valid, two clients compile strictly, and a journey holds to it")
    document = json.load(open(os.path.join(folder, "openapi.json")))
    size = os.path.getsize(os.path.join(folder, "openapi.json")) / 1e6
    print(f"clients: {len(document['paths'])} paths and {len(document['components']['schemas'])} shapes in {size:.2f} MB;"
          f" {time.monotonic() - began:.0f} s once the tools were installed")


if __name__ == "__main__":
    main(*[os.path.abspath(one) for one in sys.argv[1:]])
