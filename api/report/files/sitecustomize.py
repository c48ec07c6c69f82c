"""What Python does before it runs WeasyPrint for us: it takes no network, and it does not look for garbage, as it ends soon."""

import gc
import sys


def refuse(event, _):
    if event.startswith("socket.") or event == "urllib.Request":
        raise PermissionError("a paper is made of its own page alone")


sys.addaudithook(refuse)
gc.disable()
