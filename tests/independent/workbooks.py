"""The accepted workbooks, read with openpyxl: whose they are, for which month, and every figure in them."""

import hashlib
import json
import re
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from openpyxl import load_workbook

# How a receipt names what it is about (one place to change).
RECEIPT = {
    "number": "number",
    "outcome": "outcome",
    "sha256": "sha256",
    "unit": "unit",
    "period": "period",
    "arrivedAt": "arrivedAt",
    "accepted": "accepted",
}

CODE = re.compile(r"^[A-Z]{1,2}\d{2}(?:-[12])?$")
FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


class Reading:
    """One figure cell. `value` is exact; `bound` is "over" where more is known to be than was written, but less than `end`."""

    def __init__(self, state, value=None, bound=None):
        self.state, self.value, self.bound = state, value, bound
        self.end = None if bound is None or not value else one_more(value)


def one_more(value):
    """520000 → 530000, 35.2 → 35.3: one more in the last digit that is not 0. 多 and 余 go no further."""
    step = Fraction(1)
    while (value / step).denominator != 1:
        step /= 10
    while (value / (step * 10)).denominator == 1:
        step *= 10
    return value + step


def read_cell(typed):
    """A number cell, or a text such as １，２３４ or 2.6万多次."""
    if typed is None or (isinstance(typed, str) and not typed.strip()):
        return Reading("blank")
    if isinstance(typed, (int, float)):
        return _number(Fraction(Decimal(repr(typed))))
    text = str(typed).translate(FULL_WIDTH).strip()
    if text == "不适用":
        return Reading("not-applicable")
    found = re.match(r"^([\d,]+(?:\.\d+)?)(万)?(多|余)?(?:人次|次|人|名|个|家|件)?$", text)
    if not found:
        raise ValueError(f"an accepted workbook holds {typed!r} where a figure belongs")
    digits, wan, more = found.groups()
    value = Fraction(digits.replace(",", "")) * (10_000 if wan else 1)
    return _number(value, "over" if more else None)


def _number(value, bound=None):
    return Reading("confirmed-zero" if value == 0 else "reported", value, bound)


class Report:
    """One accepted workbook: unit, month, the receipt's number, and its figures by item code."""

    def __init__(self, path, receipt, sha256):
        book = load_workbook(path, data_only=True)
        identity = {row[0]: row[1] for row in book["_tongbao"].iter_rows(max_col=2, values_only=True)}
        self.unit, self.month = identity["unit"], identity["period"]
        self.number, self.sha256 = receipt[RECEIPT["number"]], sha256
        if (self.unit, self.month) != (receipt[RECEIPT["unit"]], receipt[RECEIPT["period"]]):
            raise ValueError(f"receipt {self.number} speaks of another unit or month than {path}")
        self.first_arrived = receipt[RECEIPT["arrivedAt"]]
        self.figures, self.tasks, self.texts = {}, {}, {}
        self._read(next(sheet for sheet in book if sheet.title != "_tongbao"))

    def _read(self, sheet):
        """Finds its way by the title 代码 and the titles beside it, wherever they stand."""
        at = {}
        for row in sheet.iter_rows(values_only=True):
            words = [str(cell).strip() if cell is not None else "" for cell in row]
            if "代码" in words:
                at = {title: place for place, title in enumerate(words) if title}
            elif at and CODE.match(words[at["代码"]]):
                self._row(words[at["代码"]], {title: row[place] for title, place in at.items()})

    def _row(self, code, cells):
        if "填报数" in cells:
            self.figures[code] = read_cell(cells["填报数"])
        elif "进展状态" in cells:
            self.tasks[code] = read_task(cells)
        elif cells.get("内容"):
            self.texts[code] = str(cells["内容"]).strip()


def read_task(cells):
    """Status, percent, day and words as text; None (words: empty) for what was left blank."""
    percent, day = cells["完成比例（%）"], cells["完成日期"]
    return (
        cells["进展状态"],
        None if percent is None else f"{Decimal(str(percent)).normalize():f}",
        read_day(day),
        (cells["进展情况"] or "").strip(),
    )


def read_day(typed):
    """A date cell, 2007-02-14, 2007.2.14 or 2007年2月14日."""
    if typed is None:
        return None
    if hasattr(typed, "strftime"):
        return typed.strftime("%Y-%m-%d")
    year, month, day = re.match(r"^(\d{4})\D(\d{1,2})\D(\d{1,2})日?$", typed.strip()).groups()
    return f"{year}-{int(month):02d}-{int(day):02d}"


def accepted_reports(home):
    """The latest accepted report of each unit and month, by (unit, month). Receipts say which were accepted."""
    data = Path(home) / "data"
    files = {
        hashlib.sha256(path.read_bytes()).hexdigest(): path
        for path in sorted((data / "inbox").rglob("*"))
        if path.is_file()
    }
    receipts = [json.loads(path.read_text(encoding="utf-8")) for path in (data / "receipts").rglob("*.json")]
    receipts = [receipt.get("receipt", receipt) for receipt in receipts]
    latest = {}
    for receipt in sorted(receipts, key=lambda one: one[RECEIPT["number"]]):
        if receipt[RECEIPT["outcome"]] != RECEIPT["accepted"]:
            continue
        sha256 = receipt[RECEIPT["sha256"]]
        report = Report(files[sha256], receipt, sha256)
        earlier = latest.get((report.unit, report.month))
        if earlier is not None:
            report.first_arrived = earlier.first_arrived
        latest[(report.unit, report.month)] = report
    return latest
