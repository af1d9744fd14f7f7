"""Months as texts, and exact amounts that may be known only as a bound."""

from fractions import Fraction


def months_of(period):
    year = int(period[:4])
    if len(period) == 4:
        first, last = 1, 12
    elif period[5] == "Q":
        first, last = int(period[6]) * 3 - 2, int(period[6]) * 3
    elif period[5] == "H":
        first, last = int(period[6]) * 6 - 5, int(period[6]) * 6
    else:
        first = last = int(period[5:])
    return [f"{year}-{month:02d}" for month in range(first, last + 1)]


def period_before(period):
    year = int(period[:4])
    if len(period) == 4:
        return str(year - 1)
    kind = period[5] if period[5] in "QH" else ""
    count = {"Q": 4, "H": 2, "": 12}[kind]
    index = int(period[6:] if kind else period[5:])
    year, index = (year, index - 1) if index > 1 else (year - 1, count)
    return f"{year}-{kind}{index}" if kind else f"{year}-{index:02d}"


def year_before(period):
    return f"{int(period[:4]) - 1}{period[4:]}"


def months_until(month):
    return [f"{month[:4]}-{number:02d}" for number in range(1, int(month[5:]) + 1)]


class Amount:
    """`end`: what an amount that is 多 stays below, None where nothing is known of that."""

    def __init__(self, value, bound=None, end=None):
        self.value, self.bound, self.end = value, bound, end

    def most(self):
        return self.value if self.bound is None else self.end


def add(amounts):
    """Exact sum; a part that is a bound makes the sum one, unlike bounds make it 约. None when nothing is added."""
    if not amounts:
        return None
    bounds = {amount.bound for amount in amounts} - {None}
    bound = None if not bounds else bounds.pop() if len(bounds) == 1 else "about"
    most = [amount.most() for amount in amounts]
    end = None if bound != "over" or None in most else sum(most, Fraction(0))
    return Amount(sum((amount.value for amount in amounts), Fraction(0)), bound, end)


UNKNOWN = "unknown"


def take(amount, other):
    """amount − other: None where both are bounds, for between two of them anything may lie."""
    if other is None:
        return amount
    bound = bound_between(amount, other)
    if bound == UNKNOWN:
        return None
    end = amount.end - other.value if amount.end is not None and other.bound is None else None
    return Amount(amount.value - other.value, bound, end)


def bound_between(one, other):
    """多 less an exact number is 多, an exact number less 多 is 近; the same for one divided by the other."""
    if other.bound is None:
        return one.bound
    if one.bound is not None:
        return UNKNOWN
    return {"over": "under", "under": "over", "about": "about"}[other.bound]


def numbers(months):
    return [int(month[5:]) for month in months]


def quotient(numerator, denominator):
    if numerator is None or denominator is None or denominator.value == 0:
        return None
    bound = bound_between(numerator, denominator)
    return None if bound == UNKNOWN else Amount(numerator.value / denominator.value, bound)
