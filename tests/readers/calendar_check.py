"""Reads calendar files with other people's programs and compares what they find with what is expected.

Usage: calendar_check.py FOLDER

For each NAME.ics in the folder there is a NAME.json:

    {"zone": "Europe/Berlin", "zone_is_well_known": true, "name": "The training",
     "events": {UID: {"summary": "...", "description": "...", "url": "...",
                      "status": null or "CANCELLED",
                      "repeats": true, "ends": null or "2036-11-30",
                      "occurrences": [{"start": "2026-11-30T09:00:00", "end": "2026-11-30T09:30:00",
                                       "utc": "2026-11-30T08:00:00Z"}, ...]}}}

An occurrence of a whole day has dates for its start and end, and no "utc". Of an event that repeats,
only the first occurrences are listed; it goes on until the day on which it "ends", or for ever.

A reader that knows a time zone by its name does not look at what the file says about it. So each file
is read once more with a name for the zone that nobody knows, and where "zone_is_well_known" is true
also as it stands.

Prints one line for each file. The exit status is 1 if anything differs.
"""

import datetime
import json
import pathlib
import sys

import icalendar
import recurring_ical_events

A_DAY = datetime.timedelta(days=1)
A_MONTH = datetime.timedelta(days=31)
A_YEAR = datetime.timedelta(days=365)


def check_form(octets):
    """What RFC 5545 3.1 asks of lines."""
    lines = octets.split(b"\r\n")
    if lines.pop() != b"":
        yield "the last line has no end"
    for number, line in enumerate(lines, start=1):
        if len(line) > 75:
            yield f"line {number} has {len(line)} octets"
        if b"\r" in line or b"\n" in line:
            yield f"line {number} has half an end"
        try:
            line.decode("utf-8")
        except UnicodeDecodeError:
            yield f"line {number} cuts a character in two"


def check_calendar(calendar, expected):
    """What concerns the whole calendar."""
    for component in calendar.walk():
        for name, problem in component.errors:
            yield f"{component.name}: {name}: {problem}"
    for name in ("NAME", "X-WR-CALNAME"):
        if calendar.get(name) != expected["name"]:
            yield f"{name} is {calendar.get(name)!r}"
    if calendar.get("METHOD") != "PUBLISH" or calendar.get("VERSION") != "2.0":
        yield "METHOD or VERSION is wrong"
    if not calendar.subcomponents:
        yield "there is no component"


def check_texts(event, expected):
    """What an event says."""
    for name in ("summary", "description", "url", "status"):
        found = event.get(name.upper())
        found = None if found is None else str(found)
        if found != expected[name]:
            yield f"{name} is {found!r} and not {expected[name]!r}"
    for name in ("DTSTAMP", "SEQUENCE"):
        if name not in event:
            yield f"{name} is missing"


def written(moment):
    """A date, or a time without its zone."""
    if isinstance(moment, datetime.datetime):
        return moment.replace(tzinfo=None).isoformat()
    return moment.isoformat()


def as_found(occurrence):
    """An occurrence as it is expected to be written."""
    start, end = occurrence.start, occurrence.end
    found = {"start": written(start), "end": written(end)}
    if isinstance(start, datetime.datetime):
        utc = start.astimezone(datetime.timezone.utc)
        found["utc"] = utc.replace(tzinfo=None).isoformat() + "Z"
    return found


def check_days(calendar, uid, expected):
    """When an event is."""
    query = recurring_ical_events.of(calendar)

    def between(first, last):
        occurrences = [one for one in query.between(first, last) if one.get("UID") == uid]
        return sorted(map(as_found, occurrences), key=lambda one: one["start"])

    listed = expected["occurrences"]
    first, last = (datetime.date.fromisoformat(listed[index]["start"][:10]) for index in (0, -1))
    found = between(first - A_YEAR, last + A_DAY)
    if len(found) != len(listed):
        yield f"it is {len(found)} times and not {len(listed)}"
    for one, wanted in zip(found, listed):
        if one != wanted:
            yield f"it is at {one} and not at {wanted}"
            break

    if expected["ends"]:
        end = datetime.date.fromisoformat(expected["ends"])
        if not between(end - A_MONTH, end) or between(end, end + A_YEAR):
            yield f"it does not end before {end}"
    else:
        goes_on = bool(between(last + 15 * A_YEAR, last + 16 * A_YEAR))
        if goes_on != expected["repeats"]:
            yield "it goes on for ever" if goes_on else "it comes to an end"


def read(octets, expected):
    """All that is wrong, and how many occurrences were looked at."""
    calendar = icalendar.Calendar.from_ical(octets)
    problems = list(check_calendar(calendar, expected))
    events = {str(event["UID"]): event for event in calendar.walk("VEVENT")}
    if len(events) != len(calendar.walk("VEVENT")) or set(events) != set(expected["events"]):
        problems.append(f"the events are {sorted(events)} and not {sorted(expected['events'])}")
        return problems, 0
    for uid, event in expected["events"].items():
        for problem in [*check_texts(events[uid], event), *check_days(calendar, uid, event)]:
            problems.append(f"{uid}: {problem}")
    return problems, sum(len(event["occurrences"]) for event in expected["events"].values())


def check(path):
    """Whether a file is right; says so."""
    octets = path.read_bytes()
    expected = json.loads(path.with_suffix(".json").read_text("utf-8"))
    zone = expected["zone"]
    # A name may be folded, and folding is not what is tried here.
    unfolded = octets.replace(b"\r\n ", b"")
    # The reader remembers a zone by its name, from file to file: each gets one of its own.
    unknown = f"Nowhere/{path.stem}"
    renamed = unfolded.replace(f"TZID:{zone}\r\n".encode(), f"TZID:{unknown}\r\n".encode())
    renamed = renamed.replace(f"TZID={zone}:".encode(), f"TZID={unknown}:".encode())
    readings = {"by the zone in the file": renamed}
    if expected["zone_is_well_known"]:
        readings["by the name of the zone"] = octets
    problems = list(check_form(octets))
    count = 0
    for reading, text in readings.items():
        found, count = read(text, expected)
        problems += [f"{reading}: {problem}" for problem in found]
    events = len(expected["events"])
    verdict = "; ".join(problems) or f"{events} events, {count} occurrences, {len(readings)} readings"
    print(f"{'WRONG' if problems else 'right'} {path.name}: {verdict}")
    return not problems


def main():
    files = sorted(pathlib.Path(sys.argv[1]).glob("*.ics"))
    if not files:
        sys.exit("there is no calendar file to read")
    sys.exit(0 if all([check(path) for path in files]) else 1)


if __name__ == "__main__":
    main()
