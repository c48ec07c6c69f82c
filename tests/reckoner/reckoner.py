#!/usr/bin/env python3
"""Counts Working Days by itself, day by day, and compares with what the program printed: every day of the published
years and of some years by rule after them, n from -60 to 60. A sum that leads before those years has to be refused.
The rule (DEF 16.16) is written here a second time, with Easter by Gauss, and must agree with every published year that
has no special day."""

import datetime
import json
import subprocess
import sys

ONE = datetime.timedelta(days=1)
N_MAX = 60
YEARS_BY_RULE = 12  # working_days.cpp has the same number
SPECIAL = {2011, 2012, 2020, 2022, 2023}  # royal weddings, jubilees, VE Day, a funeral, a coronation


def easter(year):
    """Gauss, with Lichtenberg's corrections."""
    century = year // 100
    moon = 15 + (3 * century + 3) // 4 - (8 * century + 13) // 25
    sun = 2 - (3 * century + 3) // 4
    epact = (19 * (year % 19) + moon) % 30
    full = 21 + epact - (epact // 29 + (epact // 28 - epact // 29) * (year % 19 // 11))
    sunday = 7 - (year + year // 4 + sun) % 7
    return datetime.date(year, 3, 1) + datetime.timedelta(days=full + 7 - (full - sunday) % 7 - 1)


def monday(year, month, last):
    """The first or the last Monday of a month."""
    if last:
        return monday(year, month + 1, False) - 7 * ONE
    first = datetime.date(year, month, 1)
    return first + (7 - first.weekday()) % 7 * ONE


def by_rule(year):
    """The bank holidays of a year that is not published."""
    days = {easter(year) - 2 * ONE, easter(year) + ONE, monday(year, 5, False), monday(year, 5, True),
            monday(year, 8, True)}
    new_year, christmas = datetime.date(year, 1, 1), datetime.date(year, 12, 25)
    days.add(new_year + {5: 2, 6: 1}.get(new_year.weekday(), 0) * ONE)
    # Christmas on a Friday: Monday for Boxing Day; on a Saturday: Monday and Tuesday; on a Sunday: Monday and Tuesday.
    return days | {christmas + n * ONE for n in {4: (0, 3), 5: (2, 3), 6: (1, 2)}.get(christmas.weekday(), (0, 1))}


def rule_is_wrong(years):
    """How many published years without special days the rule does not give."""
    wrong = 0
    for year, days in years.items():
        said = {datetime.date.fromisoformat(day) for day in days}
        if int(year) not in SPECIAL and said != by_rule(int(year)):
            print(f"{year}: the rule gives {sorted(by_rule(int(year)) ^ said)} otherwise than was published")
            wrong += 1
    return wrong


def sums(day, holidays, first):
    """The sums from -60 to 60 as texts."""
    def is_working(one):
        return one.weekday() < 5 and one not in holidays

    def count(step):
        found, at = [], day
        while len(found) < N_MAX:
            at += step
            if at < first:
                found.append("-")
            elif is_working(at):
                found.append(at.isoformat())
        return found

    here = day
    while not is_working(here):
        here += ONE
    return list(reversed(count(-ONE))) + [here.isoformat()] + count(ONE)


def main():
    program, data = sys.argv[1:]
    with open(data, encoding="utf-8") as file:
        years = json.load(file)
    holidays = {datetime.date.fromisoformat(day) for days in years.values() for day in days}
    first = datetime.date(min(map(int, years)), 1, 1)
    published = max(map(int, years))
    for year in range(published + 1, published + YEARS_BY_RULE + 2):
        holidays |= by_rule(year)
    last = datetime.date(published + YEARS_BY_RULE, 12, 31)
    lines = subprocess.run([program], capture_output=True, text=True, check=True).stdout.splitlines()
    wrong, day = rule_is_wrong(years), first
    for line in lines:
        expected = [day.isoformat()] + sums(day, holidays, first)
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
