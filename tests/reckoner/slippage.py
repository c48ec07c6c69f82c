#!/usr/bin/env python3
"""Reckons movements, slippage and RAG of timetables with holds again (sec-rules 8.4), day by day, and compares with what
the program printed: late is what is later than agreed, without the days on which work stood still since it was agreed;
what waits for a meeting waits for the next one after so many days; and what was late when work came to stand still is as
late after it."""

import datetime
import json
import subprocess
import sys

ONE = datetime.timedelta(days=1)
MEETINGS = {"panel": (2, 4), "change-board": (4, 2), "csc": (0, 1), "working-group": (1, 2)}  # which weekday of a month
RED_AFTER = 20


class Days:
    def __init__(self, years):
        self.holidays = {datetime.date.fromisoformat(day) for days in years.values() for day in days}

    def works(self, day):
        return day.weekday() < 5 and day not in self.holidays

    def between(self, after, to):
        """Signed, without the first day and with the last."""
        step = ONE if after < to else -ONE
        count = 0
        while after != to:
            after += step
            count += self.works(after)
        return count if step == ONE else -count

    def here(self, day):
        while not self.works(day):
            day += ONE
        return day

    def later(self, day, count):
        day = self.here(day) if count == 0 else day
        while count > 0:
            day += ONE
            count -= self.works(day)
        return day

    def meeting(self, owner, day):
        """The first one on that day or later; that of the next month may be moved into this one."""
        nth, weekday = MEETINGS[owner]
        found, month = [], datetime.date(day.year, day.month, 1)
        for _ in range(3):
            following = (month + 31 * ONE).replace(day=1)
            fits = [month + n * ONE for n in range((following - month).days) if (month + n * ONE).weekday() == weekday]
            one = fits[nth - 1]
            while not self.works(one):
                one -= ONE
            found.append(one)
            month = following
        return min(one for one in found if one >= day)


def still_days(case, days):
    """All days on which work stood still, with those of the hold that are to come."""
    spans = [tuple(map(datetime.date.fromisoformat, one)) for one in case["holds"]]
    if case["pause"]:
        today = datetime.date.fromisoformat(case["today"])
        since, until = case["pause"]
        end = datetime.date.fromisoformat(until) if until else None
        spans.append((datetime.date.fromisoformat(since), days.later(end, 1) if end and end >= today else today))
    found = set()
    for since, until in spans:
        day, last = since, days.here(until)
        while day < last:
            day += ONE
            found.add(day)
    return found


def moved(agreed, since, to, still, owner, days, among_stops=False):
    gross = days.between(agreed, to)
    held = sum(1 for day in still if since < day <= to and days.works(day))
    if (held > 0 or among_stops) and to > agreed and owner in MEETINGS:
        held = max(held, days.between(agreed, days.meeting(owner, days.later(agreed, held))))
    return gross - min(max(held, 0), max(gross, 0))


def moved_in_all(agreed, since, to, case, stops, owner, days):
    """By the stops: each a day on which work came to stand still, and the date as it was then, if that is known."""
    still = still_days(case, days)
    if not any(since < day <= to and days.works(day) for day in still):
        return moved(agreed, since, to, set(), owner, days)

    def late(day, count):
        until = stops[count][0] if count < len(stops) else None
        so_far = {one for one in still if until is None or one <= until}
        return moved(agreed, since, day, so_far, owner, days, True)

    def with_what_was_late(day, count):
        least = late(day, count)
        if count == 0:
            return least
        start, before = stops[count - 1]
        if start >= day:
            return with_what_was_late(day, count - 1)
        if before is None or start < since:
            return least
        return max(least, was_late(min(day, before), count - 1))

    def was_late(day, count):
        until = stops[count][0] if count < len(stops) else None
        if any(since < one <= min(day, until or day) and days.works(one) for one in still):
            return with_what_was_late(day, count)
        first = owner in MEETINGS and day > agreed and days.meeting(owner, days.later(agreed, 0))
        return 0 if first and day <= first else days.between(agreed, day)

    return with_what_was_late(to, len(stops))


def versions_of(case, days):
    for one in case["versions"]:
        on, known = datetime.date.fromisoformat(one["on"]), one["held_until"]
        known = datetime.date.fromisoformat(known) if known else None
        yield {code: datetime.date.fromisoformat(day) for code, day in one["milestones"].items()}, (
            days.later(known, 1) if known and known >= on else on)


def wrong_in(case, days):
    versions, slips, passed, wrong = list(versions_of(case, days)), [], [], []
    of = datetime.date.fromisoformat
    for one in case["milestones"]:
        code, day = one["code"], one["is"] and datetime.date.fromisoformat(one["is"])
        stops = [(of(start), before and of(before)) for start, before in one["stops"]]
        last = [(v[code], since) for v, since in versions[-1:] if code in v]
        first = [(v[code], since) for v, since in versions if code in v][:1]
        for field, with_ in (("movement_wd", last), ("total_movement_wd", first)):
            wanted = moved_in_all(*with_[0], day, case, stops, one["owner"], days) if with_ and day else None
            if one[field] != wanted:
                wrong.append(f"{code} {field}: the program says {one[field]}, reckoning gives {wanted}")
        if one["movement_wd"] is not None:
            (passed if one["passed"] else slips).append(one["movement_wd"])
    slip = max(slips) if slips else passed[-1] if passed else None
    if case["slip_wd"] != slip:
        wrong.append(f"slip_wd: the program says {case['slip_wd']}, reckoning gives {slip}")
    rag = "green" if (slip or 0) <= 0 else "amber" if slip <= RED_AFTER else "red"
    if case["rag"] != rag:
        wrong.append(f"rag: the program says {case['rag']}, reckoning gives {rag}")
    return wrong


def main():
    program, data = sys.argv[1:]
    with open(data, encoding="utf-8") as file:
        days = Days(json.load(file))
    lines = subprocess.run([program], capture_output=True, text=True, check=True).stdout.splitlines()
    found, held = [], 0
    for number, line in enumerate(lines):
        case = json.loads(line)
        held += bool(case["holds"] or case["pause"])
        found += [f"case {number}: {one}" for one in wrong_in(case, days)]
    for one in found[:20]:
        print(one)
    print(f"{len(lines)} timetables, {held} with holds, {len(found)} wrong")
    return 1 if found or not held else 0


if __name__ == "__main__":
    sys.exit(main())
