"""Makes the pictures of pages that the README shows, of the example with a vote that is opened for them.

    tests/pages/portraits.py SECMP EXAMPLE FOLDER DOCS
"""
import os
import sys

import check_pages
from check_pages import clients, issued


def main(secmp, example, folder, docs):
    clients.HERE, clients.FILES = check_pages.HERE, check_pages.FILES + ["portraits.mjs"]
    clients.install(folder)
    data = os.path.join(folder, "portraits")
    clients.run(folder, "rm", "-rf", data)
    clients.run(folder, secmp, "init", "--data", data, "--clock-start", "2019-03-18T09:00:00Z")
    clients.run(folder, secmp, "load", example, "--data", data)
    with clients.Program(folder, [secmp, "serve", "--data", data, "--listen", "127.0.0.1:0"],
                         r"http://127\.0\.0\.1:[1-9]\d*") as address:
        tokens = [issued(folder, secmp, data, *words) for words in check_pages.OTHERS]
        print(clients.run(folder, "node", "portraits.mjs", address, tokens[0], tokens[2], os.path.abspath(docs)), end="")


if __name__ == "__main__":
    main(*sys.argv[1:])
