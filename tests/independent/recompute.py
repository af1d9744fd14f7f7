#!/usr/bin/env python3
"""Recomputes an exported scoreboard from the accepted workbooks, in another language with another reader, and compares.

    python3 tests/independent/recompute.py --home DIR --export FILE.json [--export FILE.json …]

DIR holds config/ and data/. Needs Python 3.9 or later and openpyxl, nothing else. Prints every difference and the
number of values compared; exits 1 when any differs. The one thing taken from the product is which workbook was
accepted (its receipts); the export's `due` moments are taken for on-time counting, since holidays are not recomputed.
"""

import argparse
import json
import sys
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

sys.dont_write_bytecode = True  # Leaves nothing beside the tests.

from amounts import months_of
from plan import Plan
from scores import scores_of
from standings import Board
from workbooks import accepted_reports

# The export's field for each recomputed figure: (field, attribute, nature). A `share` is printed in percent with six
# decimals, an `exact` as it is, and `value` is a share for a ratio and exact for all else.
FIGURES = [
    ("periodValue", "period", "value"),
    ("cumulativeValue", "cumulative", "exact"),
    ("numerator", "numerator", "exact"),
    ("denominator", "denominator", "exact"),
    ("target", "target", "target"),
    ("completion", "completion", "share"),
    ("scheduled", "scheduled", "share"),
    ("gap", "gap", "share"),
    ("previousPeriod", "previous", "value"),
    ("samePeriodLastYear", "last_year", "value"),
    ("monthOnMonth", "month_on_month", "share"),
    ("yearOnYear", "year_on_year", "share"),
]
FIELD = {
    "code": "code",
    "holder": "id",
    "state": "state",
    "pace": "pace",
    "rank": "rank",
    "bounds": "bounds",
    "coverage": "coverage",
    "carried": "carriedFrom",
    "spans": "spans",
    "lacking": "lacking",
    "too_few": "isTooFew",
    "submission": "submission",
    "sources": "sources",
}
CITY, GROUP = "city", "group:"
BOUNDED = {"periodValue": "period", "cumulativeValue": "cumulative"}


def exact(value):
    """The shortest decimal text of a fraction that has one; otherwise six decimals."""
    value = Fraction(value)
    for places in range(13):
        scaled = value * 10**places
        if scaled.denominator == 1:
            return _text(scaled.numerator, places)
    return rounded(value, 6)


def percent(share):
    return rounded(Fraction(share) * 100, 6)


def rounded(value, places):
    """Half away from zero, exactly: the fraction is rounded as a whole number of the last place."""
    scaled = abs(value) * 10**places
    whole = scaled.numerator // scaled.denominator
    if (scaled - whole) * 2 >= 1:
        whole += 1
    return _text(whole if value >= 0 else -whole, places)


def _text(whole, places):
    digits = Decimal(whole).scaleb(-places, Context(prec=60, rounding=ROUND_HALF_UP))
    return f"{digits:.{places}f}"


def text_of(value, nature, kind):
    value = getattr(value, "value", value)
    if value is None:
        return None
    if nature == "target":
        return exact(value * 100) if kind == "ratio" else exact(value)
    share = nature == "share" or (nature == "value" and kind == "ratio")
    return percent(value) if share else exact(value)


class Comparison:
    def __init__(self, name):
        self.name, self.count, self.differences = name, 0, []

    def same(self, place, ours, theirs):
        self.count += 1
        if ours != theirs:
            ours, theirs = (repr(value)[:300] for value in (ours, theirs))
            self.differences.append(f"{self.name} {place}: recomputed {ours}, exported {theirs}")


def compare_standing(standing, exported, board, comparison):
    place = f"{board.code}/{exported[FIELD['holder']]}"
    for field, attribute, nature in FIGURES:
        ours = text_of(getattr(standing, attribute), nature, board.kind)
        comparison.same(f"{place}/{field}", ours, exported[field])
    for field, attribute in BOUNDED.items():
        amount = getattr(standing, attribute)
        bound = None if amount is None else amount.bound
        comparison.same(f"{place}/{field} bound", bound, exported[FIELD["bounds"]].get(field))
    coverage = exported[FIELD["coverage"]]
    comparison.same(f"{place}/owing", standing.owing, coverage["owing"])
    comparison.same(f"{place}/having", standing.having, coverage["having"])
    carried = [(entry["unit"], entry["period"]) for entry in exported[FIELD["carried"]]]
    comparison.same(f"{place}/carried", standing.carried, carried)
    comparison.same(f"{place}/spans", standing.spans, exported[FIELD["spans"]])
    comparison.same(f"{place}/lacking", standing.lacking, exported[FIELD["lacking"]])
    comparison.same(f"{place}/pace", standing.pace, exported[FIELD["pace"]])
    comparison.same(f"{place}/stale", standing.stale, exported["paceAbsent"] == "holds-earlier")
    rank = None if standing.rank is None else str(standing.rank)
    comparison.same(f"{place}/rank", rank, exported[FIELD["rank"]])


def compare_unit(standing, exported, board, comparison):
    place = f"{board.code}/{exported[FIELD['holder']]}"
    comparison.same(f"{place}/state", standing.state, exported[FIELD["state"]])
    ours = standing.sha256
    own = {source["sha256"] for source in exported[FIELD["sources"]] if source["period"] == board.last}
    comparison.same(f"{place}/has a submission", ours is not None, exported[FIELD["submission"]] is not None)
    if standing.having:
        comparison.same(f"{place}/workbook", {ours}, own)


def holder_of(identifier, board):
    """An exported id may be the city, a group, or a unit."""
    if identifier == CITY:
        return board.city
    if identifier.startswith(GROUP):
        return board.groups.get(identifier[len(GROUP) :])
    return board.units.get(identifier)


def compare_indicators(document, plan, reports, comparison):
    period, boards = document["period"], {}
    expected = [entry["code"] for entry in plan.indicators_of(months_of(period)[-1])]
    comparison.same("indicators", expected, [entry[FIELD["code"]] for entry in document["indicators"]])
    for exported in document["indicators"]:
        indicator = next(entry for entry in plan.indicators if entry["code"] == exported[FIELD["code"]])
        board = boards[exported[FIELD["code"]]] = Board(plan, reports, indicator, period)
        units = [entry[FIELD["holder"]] for entry in exported["units"]]
        comparison.same(f"{board.code}/units", list(board.units), units)
        comparison.same(f"{board.code}/too few", board.too_few(), exported[FIELD["too_few"]])
        for holder in [exported["city"], *exported["groups"], *exported["units"]]:
            standing = holder_of(holder[FIELD["holder"]], board)
            if standing is None:
                comparison.same(f"{board.code}/{holder[FIELD['holder']]}", None, "exported")
                continue
            compare_standing(standing, holder, board, comparison)
        for holder in exported["units"]:
            compare_unit(board.units[holder[FIELD["holder"]]], holder, board, comparison)
    return boards


def compare_scores(document, plan, boards, comparison):
    ours = scores_of(plan, boards, months_of(document["period"])[-1])
    for exported in document["scores"]:
        section = exported["section"] and exported["section"]["id"]
        theirs = {unit["id"]: (unit["score"], unit["rank"]) for unit in exported["units"]}
        mine = {
            unit: (None if score is None else percent(score), None if rank is None else str(rank))
            for unit, (score, rank) in ours.get(section, {}).items()
        }
        for unit in sorted(set(mine) | set(theirs)):
            comparison.same(f"score {section or 'all'}/{unit}", mine.get(unit), theirs.get(unit))


def compare_tasks(document, reports, comparison):
    last = months_of(document["period"])[-1]
    for task in document["tasks"]:
        for unit in task["units"]:
            report = reports.get((unit["id"], last))
            ours = report.tasks.get(task["code"], (None,) * 4) if report else said_before(
                task, unit["id"], months_of(document["period"]), reports
            )
            theirs = (unit["status"], unit["percent"], unit["doneOn"], unit["words"])
            comparison.same(f"{task['code']}/{unit['id']}", ours, theirs)
            late = ours[0] == "已完成" and bool(task["deadline"]) and (ours[2] or "") > task["deadline"]
            comparison.same(f"{task['code']}/{unit['id']}/late", late, unit["isLate"])


def said_before(task, unit, months, reports):
    """Of a unit whose form of the last month is missing only what it finished earlier in the year is known."""
    nothing = (None, None, None, "")
    if task["code"] == "T18":  # every month anew
        return nothing
    last = months[-1]
    earlier = [month for (who, month) in reports if who == unit and last[:4] <= month < last]
    if not earlier:
        return nothing
    said = reports[(unit, max(earlier))].tasks.get(task["code"], nothing)
    return said if said[0] == "已完成" else nothing


def compare_texts(document, plan, reports, comparison):
    months = months_of(document["period"])
    present = {(unit["id"], month) for month in months for unit in plan.units_of(month)}
    for text in document["texts"]:
        theirs = {(entry["id"], entry["words"]): entry["period"] for entry in text["entries"]}
        ours = {}
        for (unit, month), report in sorted(reports.items(), key=lambda one: one[0][1]):
            if (unit, month) in present and text["code"] in report.texts:
                ours[(unit, report.texts[text["code"]])] = month
        comparison.same(f"{text['code']}", ours, theirs)


def compare_reporting(document, plan, reports, comparison):
    exported, months = document["reporting"], months_of(document["period"])
    begins = min(month for _unit, month in reports) if reports else ""
    owed = [(unit["id"], month) for month in months if month >= begins for unit in plan.units_of(month)]
    actual = [reports[key] for key in owed if key in reports]
    due = {(entry["id"], entry["period"]): entry["due"] for entry in exported["reports"]}
    on_time = [one for one in actual if one.first_arrived <= due[(one.unit, one.month)]]
    comparison.same("expected", len(owed), exported["expected"])
    comparison.same("actual", len(actual), exported["actual"])
    comparison.same("actualOnTime", len(on_time), exported["actualOnTime"])
    for field, part in (("reportingRate", actual), ("reportingRateOnTime", on_time)):
        ours = percent(Fraction(len(part), len(owed))) if owed else None
        comparison.same(field, ours, exported[field])


def compare(path, plan, reports):
    with open(path, encoding="utf-8") as file:
        document = json.load(file)
    comparison = Comparison(document["period"])
    # What the ledger held for a period is what was accepted for its year up to it, and for the year before.
    boards = compare_indicators(document, plan, reports, comparison)
    compare_scores(document, plan, boards, comparison)
    compare_tasks(document, reports, comparison)
    compare_texts(document, plan, reports, comparison)
    compare_reporting(document, plan, reports, comparison)
    return comparison


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--home", required=True)
    parser.add_argument("--export", required=True, action="append")
    arguments = parser.parse_args()
    plan = Plan(f"{arguments.home}/config")
    reports = accepted_reports(arguments.home)
    failed = False
    for path in arguments.export:
        comparison = compare(path, plan, reports)
        for difference in comparison.differences:
            print(difference)
        failed = failed or bool(comparison.differences)
        print(
            f"{comparison.name}: {len(reports)} accepted workbooks, {comparison.count} values compared, "
            f"{len(comparison.differences)} differ"
        )
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
