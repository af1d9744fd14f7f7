"""The plan as this recomputation needs it, read from config/*.yaml with a small reader of its own (no YAML library)."""

import re
from fractions import Fraction
from pathlib import Path


def _scalar(text):
    text = text.strip()
    if text.startswith(("'", '"')):
        return text[1:-1].replace("''", "'") if text[0] == "'" else text[1:-1]
    if text.startswith("[") and text.endswith("]"):
        inner = text[1:-1].strip()
        return [_scalar(part) for part in inner.split(",")] if inner else []
    return text


def _lines(text):
    """Indented lines without comments; a "#" inside quotation marks is no comment."""
    for raw in text.splitlines():
        line, quote = "", ""
        for at, letter in enumerate(raw):
            if quote:
                quote = "" if letter == quote else quote
            elif letter in "'\"" and (at == 0 or raw[at - 1] in " [,"):
                quote = letter
            elif letter == "#" and (at == 0 or raw[at - 1] == " "):
                break
            line += letter
        if line.strip():
            yield len(line) - len(line.lstrip()), line.strip()


def read_yaml(text):
    """Block mappings and sequences, plain and quoted scalars, flow lists: what the shipped config is written in."""
    lines = list(_lines(text))
    value, rest = _block(lines, 0)
    if rest != len(lines):
        raise ValueError(f"cannot read: {lines[rest]}")
    return value


def _block(lines, at):
    indent = lines[at][0]
    if lines[at][1].startswith("- "):
        return _sequence(lines, at, indent)
    return _mapping(lines, at, indent)


def _sequence(lines, at, indent):
    found = []
    while at < len(lines) and lines[at][0] == indent and lines[at][1].startswith("- "):
        inner = lines[at][1][2:]
        if _KEY.match(inner):
            lines[at] = (indent + 2, inner)
            value, at = _mapping(lines, at, indent + 2)
        else:
            value, at = _scalar(inner), at + 1
        found.append(value)
    return found, at


_KEY = re.compile(r"^([^\s'\"\[][^:]*):(?:\s+(.*))?$")


def _mapping(lines, at, indent):
    found = {}
    while at < len(lines) and lines[at][0] == indent and not lines[at][1].startswith("- "):
        key, text = _KEY.match(lines[at][1]).groups()
        at += 1
        if text:
            found[key] = _scalar(text)
        elif at < len(lines) and (
            lines[at][0] > indent or (lines[at][0] == indent and lines[at][1].startswith("- "))
        ):
            found[key], at = _block(lines, at)
        else:
            found[key] = ""
    return found, at


KINDS = {"时期数": "flow", "时点数": "stock", "比率": "ratio", "位次": "rank"}
EVEN = "按月均摊"


def _percent_or_number(text):
    return Fraction(text[:-1]) / 100 if text.endswith("%") else Fraction(text)


def valid(entry, month):
    return entry.get("from", month) <= month <= entry.get("to", month)


class Plan:
    """Units, indicators, targets and schedules; months are texts like 2007-05 and compare as texts."""

    def __init__(self, folder):
        def read(name):
            return read_yaml((Path(folder) / f"{name}.yaml").read_text(encoding="utf-8"))

        units, indicators, targets = read("units"), read("indicators"), read("targets")
        self.units = units["units"]
        self.groups = [group["id"] for group in units["groups"]]
        self.indicators = indicators["indicators"]
        self.cap = _percent_or_number(targets["scoring"].get("cap", "100%"))
        self.tolerance = Fraction(targets["scoring"].get("tolerance", "0")) / 100
        self.targets = targets["targets"]
        self.schedules = {EVEN: [Fraction(month, 12) for month in range(1, 13)]}
        for schedule in targets.get("schedules") or []:
            self.schedules[schedule["name"]] = _shares(schedule["milestones"])

    def units_of(self, month):
        return [unit for unit in self.units if valid(unit, month)]

    def units_reporting(self, by, month):
        return [unit for unit in self.units if unit["reports"] == by and valid(unit, month)]

    def indicators_of(self, month):
        return [entry for entry in self.indicators if valid(entry, month)]

    def _target(self, code, month):
        found = [
            entry
            for entry in self.targets
            if entry["indicator"] == code and entry["year"] == month[:4] and valid(entry, month)
        ]
        return found[0] if found else None

    def target(self, code, month, holder):
        """As a share of one for a ratio, in units of measure otherwise; None without one."""
        entry = self._target(code, month)
        text = None if entry is None else (
            entry.get("city") if holder == "city" else (entry.get("units") or {}).get(holder)
        )
        return None if text is None else _percent_or_number(text)

    def share(self, code, month):
        name = self._target(code, month).get("schedule", EVEN)
        return self.schedules[name][int(month[5:]) - 1]

    def by(self, code, month):
        return self._target(code, month).get("by")


def _shares(milestones):
    """Straight lines between the named months, from nothing at the start of the year."""
    points = [(0, Fraction(0))] + sorted(
        (int(month.rstrip("月")), _percent_or_number(share)) for month, share in milestones.items()
    )
    shares = []
    for month in range(1, 13):
        after = next(point for point in points if point[0] >= month)
        before = next(point for point in reversed(points) if point[0] < month)
        part = Fraction(month - before[0], after[0] - before[0])
        shares.append(before[1] + (after[1] - before[1]) * part)
    return shares
