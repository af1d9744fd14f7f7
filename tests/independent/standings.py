"""Where everyone stands, computed from the written rules (the issue's sentences 5 to 12 and the plan's own words).

Nothing here is taken from the product's code. A flow's form asks for 本年累计 or 本月数; the other follows from it.
The 累计 of a unit that did not report, or to which the item applies no more, is carried from its latest accepted month
of the year, of a unit that owes no more too; 本月, stocks and ratios leave it out. A first figure also holds the months
before, reported by nobody or not asked for. What lies between two figures known only as bounds is not known, and
then the sum it would be in is not either. A ratio is Σ numerator / Σ denominator. Ranks compare exact fractions, ties share a place (1-1-3);
a bound is an interval, and who may stand on either side of it has no place.
An amount is held against its target only when it is the whole: no earlier month's, no month missing, no unit missing.
"""

from amounts import Amount, add, months_of, months_until, numbers, period_before, quotient, take, year_before
from plan import KINDS


class Standing:
    """One holder's figures; None where there is none."""

    def __init__(self, holder):
        self.holder = holder
        self.state = None
        self.period = self.cumulative = self.numerator = self.denominator = None
        self.target = self.completion = self.scheduled = self.gap = self.pace = self.rank = None
        self.previous = self.last_year = None
        self.month_on_month = self.year_on_year = None
        self.sha256 = None
        self.carried, self.spans, self.lacking = [], [], []
        self.stale = False  # No verdict, for an earlier 累计 in it.
        self.unknown = False  # Reported, but 本期数 lies between two bounds.
        # Months that make a flow cover more or less than it should: owed ones it lacks, earlier ones it also holds.
        self.off_period, self.off_cumulative, self.parts = (), (), []
        self.owing, self.having = [], []


class Board:
    """One indicator in one period, for every unit, every group and the city."""

    def __init__(self, plan, reports, indicator, period, compare=True):
        self.plan, self.reports, self.indicator, self.period = plan, reports, indicator, period
        self.code, self.kind = indicator["code"], KINDS[indicator["kind"]]
        self.months = months_of(period)
        self.last = self.months[-1]
        self.year = int(period[:4])
        members = plan.units_reporting(indicator["by"], self.last)
        asked = [unit["id"] for unit in members if self._held_row(unit["id"], self.last)]
        self.units = {unit: self._unit(unit) for unit in asked}
        former = self._former(set(self.units))
        self.city = self._sum("city", [*self.units.values(), *(standing for _, standing in former)])
        self.groups = {
            group: self._sum(
                group,
                [self.units[unit["id"]] for unit in members if unit["group"] == group and unit["id"] in self.units]
                + [standing for its, standing in former if its == group],
            )
            for group in plan.groups
            if any(unit["group"] == group and unit["id"] in self.units for unit in members) or any(its == group for its, _ in former)
        }
        if compare:
            self._compare()
            self._progress()
            self._rank()

    # What was reported.

    def _reading(self, unit, month, item):
        report = self.reports.get((unit, month))
        return None if report is None else report.figures.get(item)

    def _amount(self, unit, month, item=None):
        reading = self._reading(unit, month, item or self.code)
        if reading is None or reading.value is None:
            return None
        return Amount(reading.value, reading.bound, reading.end)

    def _unit(self, unit):
        standing = Standing(unit)
        report = self.reports.get((unit, self.last))
        items = [f"{self.code}-1", f"{self.code}-2"] if self.kind == "ratio" else [self.code]
        standing.state = self._state(report, items)
        standing.sha256 = None if report is None else report.sha256
        # Whom an item does not apply to does not owe it.
        standing.owing = [] if standing.state == "not-applicable" else [unit]
        if self.kind == "flow":
            self._flow(standing)
        elif self.kind == "ratio":
            standing.numerator = self._amount(unit, self.last, items[0])
            standing.denominator = self._amount(unit, self.last, items[1])
            standing.period = quotient(standing.numerator, standing.denominator)
        else:
            standing.period = self._amount(unit, self.last)
        standing.having = [unit] if standing.state in ("reported", "confirmed-zero") else []
        return standing

    def _former(self, present):
        """(group, standing) of units that owed a flow earlier in the year and owe it no more, with what they reported."""
        found = {}
        for month in months_until(self.last) if self.kind == "flow" else []:
            for entry in self._asked(month):
                for unit in self.plan.units_reporting(entry["by"], month):
                    if unit["id"] not in present and self._held_row(unit["id"], month):
                        found[unit["id"]] = (unit.get("group"), month)
        gone = []
        for unit, (group, until) in found.items():
            standing = Standing(unit)
            self._flow(standing, until)
            standing.off_period = (*standing.off_period, *numbers([m for m in self.months if m > until]))
            if standing.cumulative is not None:
                gone.append((group, standing))
        return gone

    @staticmethod
    def _state(report, items):
        if report is None:
            return "no-form"
        states = [report.figures[item].state if item in report.figures else "blank" for item in items]
        for state in ("blank", "not-applicable"):
            if state in states:
                return state
        return "confirmed-zero" if all(state == "confirmed-zero" for state in states) else "reported"

    def _flow(self, standing, end=None):
        """本年累计 is asked for, or 本月数; months without an own figure shift between the periods and are named."""
        unit, end = standing.holder, end or self.last
        until = self._owed(unit, months_until(self.last))
        unasked = self._unasked(unit, until)
        own = {month: self._amount(unit, month) for month in until}
        reported = [month for month in until if own[month] is not None]
        silent = [month for month in until if own[month] is None and not self._lapsed(unit, month)]
        lacking = [month for month in self.months if month in silent]
        late = [month for month in months_until(self.last) if reported and month > reported[-1]]
        is_whole = own.get(end) is not None and end >= self.months[0]
        if self.indicator.get("asks") == "本月数":
            standing.cumulative = add([own[month] for month in reported])
            if is_whole:
                standing.period = add([own[month] for month in reported if month in self.months])
            standing.off_period = tuple(numbers(lacking))
            before = [month for month in silent if reported and month < reported[-1]]
            standing.lacking = before
            early = [month for month in unasked if reported and month < reported[-1]]
            standing.off_cumulative = tuple(numbers([*sorted([*before, *early]), *late]))
        else:
            standing.cumulative = own[reported[-1]] if reported else None
            if is_whole:
                earlier = [month for month in reported if month < self.months[0]]
                standing.period = take(own[end], own[earlier[-1]] if earlier else None)
                since = earlier[-1] if earlier else ""
                standing.spans = [
                    month for month in sorted([*silent, *unasked]) if since < month < self.months[0]
                ]
                standing.unknown = standing.period is None
            standing.off_period = tuple(numbers(standing.spans))
            standing.off_cumulative = tuple(numbers(late))
        if reported and reported[-1] != self.last:
            standing.carried = [(unit, reported[-1])]

    def _lapsed(self, unit, month):
        """The form was there and said that the item does not apply: nothing of that month is missing."""
        reading = self._reading(unit, month, self.code)
        return reading is not None and reading.state == "not-applicable"

    def _asked(self, month):
        """The item as it was in the month, unless it counted something else then."""
        same = ("kind", "unitOfMeasure")
        return [
            entry
            for entry in self.plan.indicators_of(month)
            if entry["code"] == self.code and all(entry.get(key) == self.indicator.get(key) for key in same)
        ]

    def _owed(self, unit, months):
        return [
            month
            for month in months
            for entry in self._asked(month)
            if any(one["id"] == unit for one in self.plan.units_reporting(entry["by"], month))
            and self._held_row(unit, month)
        ]

    def _held_row(self, unit, month):
        """A form without the item's cells never asked for it; of a missing one the others' forms tell."""
        report = self.reports.get((unit, month))
        if report is not None:
            return self._holds(report)
        by = next(one["reports"] for one in self.plan.units_of(month) if one["id"] == unit)
        others = [self.reports.get((one["id"], month)) for one in self.plan.units_reporting(by, month)]
        came = [other for other in others if other is not None]
        return not came or any(self._holds(other) for other in came)

    def _holds(self, report):
        return any(item == self.code or item.startswith(f"{self.code}-") for item in report.figures)

    def _unasked(self, unit, owed):
        """Months in which the unit was there, and its form had no such row."""
        return [
            month
            for month in months_until(self.last)
            if month not in owed and any(one["id"] == unit for one in self.plan.units_of(month))
        ]

    def _sum(self, holder, parts):
        total = Standing(holder)
        total.owing, total.parts = [unit for part in parts for unit in part.owing], parts
        total.carried = [carried for part in parts for carried in part.carried]
        total.spans = sorted({month for part in parts for month in part.spans})
        total.lacking = sorted({month for part in parts for month in part.lacking})
        total.having = [part.holder for part in parts if part.having]
        total.unknown = any(part.unknown for part in parts)
        if not total.unknown:
            total.period = add([part.period for part in parts if part.period is not None])
        if self.kind == "flow":
            total.cumulative = add([part.cumulative for part in parts if part.cumulative is not None])
        if self.kind == "ratio":
            whole = [part for part in parts if part.numerator is not None and part.denominator is not None]
            total.numerator = add([part.numerator for part in whole])
            total.denominator = add([part.denominator for part in whole])
            total.period = quotient(total.numerator, total.denominator)
        return total

    # What it is compared with.

    def all(self):
        return [self.city, *self.groups.values(), *self.units.values()]

    def find(self, holder):
        return next((standing for standing in self.all() if standing.holder == holder), None)

    def _held(self):
        """Whether any report of the last month is held: without one there is nothing to compare with."""
        return any((unit["id"], self.last) in self.reports for unit in self.plan.units_of(self.last))

    def _other(self, period):
        month = months_of(period)[-1]
        valid = [entry for entry in self.plan.indicators_of(month) if entry["code"] == self.code]
        board = Board(self.plan, self.reports, valid[0], period, compare=False) if valid else None
        return board if board and board._held() else None

    def _compare(self):
        before, year_ago = self._other(period_before(self.period)), self._other(year_before(self.period))
        pick = "cumulative" if self.kind == "flow" else "period"
        for standing in self.all():
            old = before and before.find(standing.holder)
            standing.previous = old.period if old else None
            standing.month_on_month = self._change(standing, old, "period", False)
            old = year_ago and year_ago.find(standing.holder)
            standing.last_year = getattr(old, pick) if old else None
            standing.year_on_year = self._change(standing, old, pick, True)

    def _change(self, now, old, pick, same_months):
        """(now − then) / then, of a ratio now − then. Totals: over the units that both hold, with like months."""
        if not same_months and self._starts_anew():
            return None
        if self.kind == "rank" or not old or getattr(now, pick) is None or getattr(old, pick) is None:
            return None
        if getattr(now, pick).bound is not None or getattr(old, pick).bound is not None:
            return None
        parts = now.parts or [now]
        olds = {part.holder: part for part in old.parts or [old]}
        pairs = [
            (part, olds[part.holder])
            for part in parts
            if getattr(part, pick) is not None
            and part.holder in olds
            and getattr(olds[part.holder], pick) is not None
            and self._alike(part, olds[part.holder], pick, same_months)
        ]
        if not pairs:
            return None
        current = self._together([pair[0] for pair in pairs], pick)
        base = self._together([pair[1] for pair in pairs], pick)
        if current is None or base is None:
            return None
        if self.kind == "ratio":
            return current.value - base.value
        return None if base.value <= 0 else (current.value - base.value) / base.value

    def _starts_anew(self):
        """The parts of a ratio may be counted from 1 January: what stood before it is no base, but a year's for a year's."""
        return self.kind == "ratio" and int(period_before(self.period)[:4]) < self.year and len(self.months) < 12

    @staticmethod
    def _alike(now, old, pick, same_months):
        if pick == "cumulative":
            return now.off_cumulative == old.off_cumulative
        return now.off_period == old.off_period and (same_months or not now.off_period)

    def _together(self, parts, pick):
        if self.kind == "ratio":
            return quotient(add([part.numerator for part in parts]), add([part.denominator for part in parts]))
        return add([getattr(part, pick) for part in parts])

    # How far it has come.

    def _target(self, standing):
        if standing.holder not in self.groups:
            return self.plan.target(self.code, self.last, standing.holder)
        if self.kind == "ratio":
            return self.plan.target(self.code, self.last, "city")
        parts = [self._target(part) for part in standing.parts]
        # An item that applies to a unit no more counts for its target while its 累计 is in the sum.
        parts = [
            target
            for part, target in zip(standing.parts, parts)
            if part.owing or part.carried or target is not None
        ]
        return None if None in parts or not parts else sum(parts)

    def _progress(self):
        opening = self._other(f"{self.year - 1}-12") if self.kind == "stock" else None
        for standing in self.all():
            standing.target = self._target(standing)
            if standing.target is None or self.kind == "rank":
                continue
            if self.kind == "ratio":
                self._threshold(standing)
                continue
            if self._withheld(standing):
                # The year goes on for an amount; a level is due as much as the whole has to rise.
                standing.scheduled = self._scheduled(standing, opening) if self.kind == "flow" else None
                continue
            reached = standing.cumulative if self.kind == "flow" else standing.period
            if reached is not None and reached.bound is None and standing.target != 0:
                standing.completion = reached.value / standing.target
            standing.scheduled = self._scheduled(standing, opening)
            if standing.completion is not None and standing.scheduled is not None:
                standing.gap = standing.completion - standing.scheduled
            self._pace(standing)

    def _withheld(self, standing):
        """Not held against a target: nothing but earlier 累计, a 累计 without some months, a sum without a unit that owes it."""
        if standing.carried and not standing.having:
            return True
        if not standing.parts:
            return bool(standing.lacking)
        held = {unit for unit, _ in standing.carried} | set(standing.having)
        return bool(standing.lacking) or not held.issuperset(standing.owing)

    def _scheduled(self, standing, opening):
        share = self.plan.share(self.code, self.last)
        if self.kind == "flow":
            return share
        old = opening and opening.find(standing.holder)
        if not old or old.period is None or len(old.having) < len(old.owing):
            return None
        start = old.period.value
        return (start + (standing.target - start) * share) / standing.target

    def _threshold(self, standing):
        by = self.plan.by(self.code, self.last)
        if standing.period is None or (by is not None and f"{self.last}-31" < by):
            return
        standing.gap = standing.period.value - standing.target
        self._pace(standing)

    def _pace(self, standing):
        if standing.gap is None:
            return
        if abs(standing.gap) <= self.plan.tolerance:
            standing.pace = "on"
        else:
            lower = self.indicator.get("direction") == "越低越好"
            standing.pace = "ahead" if (standing.gap > 0) != lower else "behind"
        # A sum with an earlier 累计 in it may have got further: it is not behind for sure, nor low enough for sure.
        lower = self.indicator.get("direction") == "越低越好"
        stale = standing.parts and any(unit in standing.owing for unit, _ in standing.carried)
        if stale and (standing.pace == "behind") != lower:
            standing.pace, standing.stale = None, True

    def _rank(self):
        if self.indicator["by"] == "市直" or self.kind == "rank":
            return  # One reporter is no ranking; a place was given from outside.
        by_target = self.kind != "ratio" and any(unit.target is not None for unit in self.units.values())
        lower = self.indicator.get("direction") == "越低越好"
        contenders = {}
        if self.too_few():
            return
        vague = []
        for unit in self.units.values():
            if not unit.having or unit.lacking or (by_target and not unit.target):
                continue
            amount = unit.cumulative if self.kind == "flow" else unit.period
            if amount is None and self._is_unknown(unit):
                vague.append((None, None))
            elif amount is not None:
                value = amount.value / unit.target if by_target else amount.value
                value = -value if lower else value
                if amount.bound is None:
                    contenders[unit.holder] = value
                else:
                    end = amount.end / unit.target if by_target and amount.end is not None else amount.end
                    most = None if end is None else -end if lower else end
                    ends = {"over": (value, most), "under": (None, value), "about": (None, None)}[amount.bound]
                    vague.append(ends[::-1] if lower else ends)
        for holder, value in contenders.items():
            better = [other for other in contenders.values() if other > value]
            above = [least is not None and least > value for least, _ in vague]
            below = [most is not None and most <= value for _, most in vague]
            if all(one or other for one, other in zip(above, below)):
                self.units[holder].rank = len(better) + sum(above) + 1

    def _is_unknown(self, unit):
        """A ratio of two numbers that both are there, of which nothing is known for being bounds."""
        return self.kind == "ratio" and unit.numerator is not None and unit.denominator is not None and unit.denominator.value != 0

    def too_few(self):
        """An amount without targets: less than one for each unit that has a figure, or none in most of them."""
        holders = [self.city, *self.units.values()]
        if self.kind not in ("flow", "stock") or any(one.target is not None for one in holders):
            return False
        total, *units = [one.cumulative if self.kind == "flow" else one.period for one in holders]
        given = [amount.value for amount in units if amount is not None]
        return (total is not None and total.value < len(given)) or given.count(0) * 2 > len(given)
