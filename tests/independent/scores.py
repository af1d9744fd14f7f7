"""Composite scores (综合得分): Σ weight × min(完成率, cap) / Σ weight, per section and over all.

Counted are the counties' flows and stocks that have a target and a weight, no 其中 parts, none where lower is better.
A unit that owes such a figure and did not report it, or whose 累计 lacks months, has no score; where it does not apply,
its weight falls away.
"""

from fractions import Fraction


def scores_of(plan, boards, month):
    """By section id, and None for all: unit → (score, rank)."""
    scored = [board for board in boards.values() if _counts(board)]
    units = [unit["id"] for unit in plan.units_reporting("县市区", month)]
    sections = {board.indicator["section"] for board in scored}
    found = {
        section: _ranked(plan, [board for board in scored if board.indicator["section"] == section], units)
        for section in sections
    }
    if scored:
        found[None] = _ranked(plan, scored, units)
    return found


def _counts(board):
    indicator = board.indicator
    return (
        indicator["by"] == "县市区"
        and board.kind in ("flow", "stock")
        and indicator.get("direction") != "越低越好"
        and "partOf" not in indicator
        and int(indicator.get("weight", 0)) > 0
        and any(unit.target is not None for unit in board.units.values())
    )


def _ranked(plan, boards, units):
    scores = {unit: _score(plan, boards, unit) for unit in units}
    present = [score for score in scores.values() if score is not None]
    return {
        unit: (score, None if score is None else 1 + sum(other > score for other in present))
        for unit, score in scores.items()
    }


def _score(plan, boards, unit):
    points, weights = Fraction(0), 0
    for board in boards:
        standing = board.units.get(unit)
        if standing is None or standing.target is None or standing.state == "not-applicable":
            continue
        if standing.state in ("no-form", "blank") or standing.lacking:
            return None
        if standing.completion is None:
            continue
        weight = int(board.indicator["weight"])
        points += weight * min(standing.completion, plan.cap)
        weights += weight
    return points / weights if weights else None
