#!/usr/bin/env python3
"""Counts Working Days by itself, day by day, and compares with what the program printed: every day of the calendar's
years, n from -60 to 60. A sum that leaves those years has to be refused."""

import datetime
import json
import subprocess
import sys

ONE = datetime.timedelta(days=1)
N_MAX = 60


def sums(day, holidays, first, last):
    """The sums from -60 to 60 as texts."""
    def is_working(one):
        return one.weekday() < 5 and one not in holidays

    def count(step):
        found, at = [], day
        while len(found) < N_MAX:
            at += step
            if not first <= at <= last:
                found.append("-")
            elif is_working(at):
                found.append(at.isoformat())
        return found

    here = day
    while here <= last and not is_working(here):
        here += ONE
    none = here.isoformat() if here <= last else "-"
    return list(reversed(count(-ONE))) + [none] + count(ONE)


def main():
    program, data = sys.argv[1:]
    with open(data, encoding="utf-8") as file:
        years = json.load(file)
    holidays = {datetime.date.fromisoformat(day) for days in years.values() for day in days}
    first = datetime.date(min(map(int, years)), 1, 1)
    last = datetime.date(max(map(int, years)), 12, 31)
    lines = subprocess.run([program], capture_output=True, text=True, check=True).stdout.splitlines()
    wrong, day = 0, first
    for line in lines:
        expected = [day.isoformat()] + sums(day, holidays, first, last)
        for n, (got, wanted) in enumerate(zip(line.split(), expected)):
            if got != wanted and wrong < 20:
                print(f"{day} {n - 1 - N_MAX:+}: the program says {got}, counting gives {wanted}")
            wrong += got != wanted
        wrong += len(line.split()) != len(expected)
        day += ONE
    if day != last + ONE:
        print(f"the program stopped before {day}")
        wrong += 1
    print(f"{len(lines)} days, {2 * N_MAX + 1} sums each, {wrong} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
