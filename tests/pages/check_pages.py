"""Serves the example with its clock and looks at its pages in Chromium: `browse.mjs` says what is looked for.

    check_pages.py SECMP EXAMPLE FOLDER
"""
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(os.path.dirname(HERE), "clients"))
import check_clients as clients  # noqa: E402  (what installs and runs programs)

FILES = ["package.json", "package-lock.json", "browse.mjs"]


def main(secmp, example, folder):
    clients.HERE, clients.FILES = HERE, FILES
    clients.install(folder)
    data = os.path.join(folder, "data")
    clients.run(folder, "rm", "-rf", data)
    clients.run(folder, secmp, "init", "--data", data, "--clock-start", "2019-03-18T09:00:00Z")
    clients.run(folder, secmp, "load", example, "--data", data)
    words = [secmp, "serve", "--data", data, "--listen", "127.0.0.1:0"]
    with clients.Program(folder, words, r"http://127\.0\.0\.1:[1-9]\d*") as address:
        given = clients.run(folder, secmp, "token", "issue", "--data", data, "--role", "secas-analyst", "--id", "analyst-1",
                            "--link", address).split()
        print(clients.run(folder, "node", "browse.mjs", address, given[1], given[0]), end="")


if __name__ == "__main__":
    main(*sys.argv[1:])
