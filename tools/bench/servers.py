"""The servers that the bench measures, each on a free port of the loopback and gone at the end of its `with`."""

import json
import os
import re
import shutil
import socket
import subprocess
import time
import urllib.request


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def until_it_answers(url, patience=60):
    deadline = time.monotonic() + patience
    while True:
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:
                return answer.read()
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.002)


def wrk(url, headers, seconds, connections=64):
    """Requests a second."""
    words = ["wrk", "-t", str(os.cpu_count()), "-c", str(connections), "-d", f"{seconds}s"]
    for header in headers:
        words += ["-H", header]
    said = subprocess.run([*words, url], capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in said and "If-None-Match" not in " ".join(headers):
        raise SystemExit(f"{url} does not answer 200:\n{said}")
    return float(re.search(r"Requests/sec:\s*([\d.]+)", said).group(1))


class Server:
    """The program, with tokens of a secas-manager and of an operator."""

    @staticmethod
    def issue(program, data, role):
        return subprocess.run([program, "token", "issue", "--data", data, "--role", role, "--id", "bench-" + role],
                              capture_output=True, text=True, check=True).stdout.strip()

    def __init__(self, program, data):
        self.token = self.issue(program, data, "secas-manager")
        self.operator = self.issue(program, data, "operator")
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.words = [program, "serve", "--data", data, "--listen", f"127.0.0.1:{self.port}"]
        self.process = None
        self.ready_after = 0

    def __enter__(self):
        begun = time.monotonic()
        self.process = subprocess.Popen(self.words, stderr=subprocess.DEVNULL)
        until_it_answers(self.url + "/readyz")
        self.ready_after = time.monotonic() - begun
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()

    def get(self, path, token=None):
        request = urllib.request.Request(self.url + path, headers={"Authorization": "Bearer " + (token or self.token)})
        with urllib.request.urlopen(request) as answer:
            return answer.headers["ETag"], answer.read()

    def post(self, path, body, token=None, more=None):
        headers = {"Authorization": "Bearer " + (token or self.token), "Content-Type": "application/json", **(more or {})}
        request = urllib.request.Request(self.url + path, data=json.dumps(body).encode(), method="POST", headers=headers)
        with urllib.request.urlopen(request) as answer:
            return json.loads(answer.read())

    def indexed(self):
        """Waits until the search index has what was written, without a search: that would look through it by itself."""
        lacks = 1
        while lacks > 0:
            time.sleep(0.2)
            counted = self.get("/metrics", self.operator)[1].decode()
            lacks = float(re.search(r"^journal_entries_not_indexed (\S+)$", counted, re.M).group(1))

    def memory(self):
        """Resident, in MB."""
        with open(f"/proc/{self.process.pid}/status", encoding="utf-8") as file:
            return int(re.search(r"VmRSS:\s*(\d+)", file.read()).group(1)) / 1024


NGINX = """
worker_processes {cores};
daemon off;
pid {folder}/pid;
error_log stderr crit;
events {{ worker_connections 1024; }}
http {{
  access_log off;
  sendfile on;
  tcp_nopush on;
  keepalive_timeout 75;
  keepalive_requests 1000000000;
  default_type {media};
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  server {{ listen 127.0.0.1:{port}; location / {{ root {folder}/files; }} }}
}}
"""


class Nginx:
    """As many workers as cores, keep-alive, no access log; it serves these bytes."""

    def __init__(self, folder, body, media="application/json"):
        self.folder = folder
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}/case"
        os.makedirs(folder + "/files", exist_ok=True)
        with open(folder + "/files/case", "wb") as file:
            file.write(body)
        with open(folder + "/nginx.conf", "w", encoding="utf-8") as file:
            file.write(NGINX.format(cores=os.cpu_count(), folder=folder, port=self.port, media=media))
        for path in (folder, folder + "/files", folder + "/files/case"):
            os.chmod(path, 0o755)
        self.process = None
        self.etag = ""

    def __enter__(self):
        program = shutil.which("nginx") or "/usr/sbin/nginx"
        user = ["-g", "user root;"] if os.getuid() == 0 else []
        self.process = subprocess.Popen([program, "-p", self.folder, "-c", self.folder + "/nginx.conf", *user])
        until_it_answers(self.url)
        with urllib.request.urlopen(self.url) as answer:
            self.etag = answer.headers["ETag"]
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()
