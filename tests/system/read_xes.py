"""Reads an event log (XES) with Python's own XML parser and prints what is in it: traces, events, roles, and what is
wrong with its shape. Shares nothing with the program that wrote it."""

import sys
import xml.etree.ElementTree as tree

NAMESPACE = "{http://www.xes-standard.org/}"
ORDER = ["extension", "global", "classifier", "string", "date", "int", "trace"]
EVENT = {"concept:name", "time:timestamp", "org:role", "lifecycle:transition", "to"}


def attributes(element):
    return {child.get("key"): child.get("value") for child in element if child.get("key")}


def faults(log):
    prefixes = {one.get("prefix") for one in log.iter(NAMESPACE + "extension")}
    places = [ORDER.index(child.tag.removeprefix(NAMESPACE)) for child in log]
    if places != sorted(places):
        yield "elements of the log stand in the wrong order"
    for event in log.iter(NAMESPACE + "event"):
        if missing := EVENT - set(attributes(event)):
            yield f"an event has no {sorted(missing)}"
    for child in log.iter():
        key = child.get("key") or ""
        if ":" in key and key.split(":")[0] not in prefixes:
            yield f"{key} is of no extension that is declared"
    for trace in log.iter(NAMESPACE + "trace"):
        times = [attributes(event)["time:timestamp"] for event in trace.iter(NAMESPACE + "event")]
        if times != sorted(times):
            yield f"time goes back in {attributes(trace)['concept:name']}"


def main():
    log = tree.parse(sys.argv[1]).getroot()
    found = list(faults(log))
    for fault in found:
        print(fault)
    names = [attributes(trace)["concept:name"] for trace in log.iter(NAMESPACE + "trace")]
    print("traces", len(names), " ".join(names))
    print("events", sum(1 for _ in log.iter(NAMESPACE + "event")))
    print("roles", " ".join(sorted({attributes(event)["org:role"] for event in log.iter(NAMESPACE + "event")})))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
