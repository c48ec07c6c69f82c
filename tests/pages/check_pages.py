"""Serves the example with its clock and looks at its pages in Chromium: `browse.mjs` says what is looked for.

    check_pages.py SECMP EXAMPLE FOLDER
"""
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(os.path.dirname(HERE), "clients"))
import check_clients as clients  # noqa: E402  (what installs and runs programs)

FILES = ["package.json", "package-lock.json", "browse.mjs", "looking.mjs", "signed_in.mjs"]


# The analyst has a link; these have tokens alone.
OTHERS = [("secas-manager", "manager-1"), ("panel-secretary", "secretary-1"),
          ("change-board-member", "ls-1-member", "--seat", "LS-1")]


def issued(folder, secmp, data, role, name, *more):
    return clients.run(folder, secmp, "token", "issue", "--data", data, "--role", role, "--id", name, *more).split()[0]


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
        tokens = [issued(folder, secmp, data, *words) for words in OTHERS]
        print(clients.run(folder, "node", "browse.mjs", address, given[1], given[0], *tokens), end="")


if __name__ == "__main__":
    main(*sys.argv[1:])
