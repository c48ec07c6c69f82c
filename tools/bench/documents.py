"""A document of 50 MiB up and down, beside nginx for the same bytes in the same run. nginx writes what it is sent without
waiting for the disk, and hashes nothing."""

import json
import os
import shutil
import statistics
import subprocess

from servers import Nginx, free_port

BYTES = 50 * 1024 * 1024
PUT = "  client_max_body_size 0;\n  server { listen 127.0.0.1:%d; location / { root %s/files; dav_methods PUT; } }\n}"


class Storing(Nginx):
    """With a second port that takes files."""

    def __init__(self, folder, body):
        super().__init__(folder, body)
        self.up = free_port()
        with open(folder + "/nginx.conf", encoding="utf-8") as file:
            said = file.read().rstrip()
        with open(folder + "/nginx.conf", "w", encoding="utf-8") as file:
            file.write(said[:-1] + PUT % (self.up, folder))


def curl(*words):
    """MB a second."""
    said = subprocess.run(["curl", "-sf", "-o", "/dev/null", "-w", "%{speed_upload} %{speed_download}", *words],
                          capture_output=True, text=True, check=True).stdout
    return max(float(one) for one in said.split()) / 1e6


def attached(server, sha256):
    """Where the bytes of a document are."""
    made = server.post("/v1/modifications", {"title": "A document", "problem": "P", "proposer": {"type": "party"}})
    path = "/v1/modifications/" + made["ref"]
    body = {"kind": "report", "title": "Report", "version": "1.0", "classification": "white", "sha256": sha256}
    server.post(path + "/commands/attach-document", body, more={"If-Match": '"1"'})
    return path + "/documents/1/content"


def measure(server, work, row, rounds):
    folder, file = work + "/nginx-documents", work + "/document"
    with open(file, "wb") as out:
        out.write(os.urandom(BYTES))
    auth = ["-H", f"Authorization: Bearer {server.token}"]
    with open(file, "rb") as sent, Storing(folder, sent.read()) as nginx:
        up = [(curl(*auth, "--data-binary", "@" + file, server.url + "/v1/documents"),
               curl("-T", file, f"http://127.0.0.1:{nginx.up}/up")) for _ in range(rounds)]
        told = subprocess.run(["curl", "-sf", *auth, "--data-binary", "@" + file, server.url + "/v1/documents"],
                              capture_output=True, check=True).stdout
        path = attached(server, json.loads(told)["sha256"])
        down = [(curl(server.url + path), curl(nginx.url)) for _ in range(rounds)]
    for what, pairs in (("up, on disk", up), ("down", down)):
        ratio = statistics.median(one / other for one, other in pairs)
        row(f"a document of 50 MiB {what}", f"{statistics.median(one for one, _ in pairs):,.0f} MB/s",
            f"{statistics.median(other for _, other in pairs):,.0f} MB/s nginx", f"{100 * ratio:.0f} %", ">= 50 %")
    shutil.rmtree(folder)
