"""Readers of Python's: prints what one of them took for the workbooks named after its name, as bench/measure.ts does.

Exits with 3 where the library is not installed.
"""

import json
import resource
import sys
from datetime import date, datetime, time, timedelta

EPOCH = datetime(1899, 12, 30)


def openpyxl_cells(path, read_only):
    workbook = openpyxl.load_workbook(path, read_only=read_only, data_only=True)
    for sheet in workbook.worksheets:
        for row in sheet.iter_rows(values_only=True):
            yield from row
    workbook.close()


def pandas_cells(path):
    for frame in pandas.read_excel(path, sheet_name=None, header=None, dtype=object).values():
        for row in frame.itertuples(index=False, name=None):
            yield from row


def number_of(value):
    """What a cell counts for; None for one that is no number. A day counts as its serial."""
    if isinstance(value, bool) or value is None or value != value:
        return None
    if isinstance(value, (int, float)):
        return value
    if isinstance(value, datetime):
        return (value - EPOCH) / timedelta(days=1)
    return None


def cpu_seconds():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def peak_mb():
    with open("/proc/self/status", encoding="utf-8") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) / 1024


name, *paths = sys.argv[1:]
try:
    if name == "pandas":
        import pandas
    import openpyxl
except ImportError:
    sys.exit(3)
cells = {
    "openpyxl": lambda path: openpyxl_cells(path, False),
    "openpyxl-read-only": lambda path: openpyxl_cells(path, True),
    "pandas": pandas_cells,
}[name]
before = cpu_seconds()
numbers = [
    number for path in paths for number in map(number_of, cells(path)) if number is not None
]
print(
    json.dumps(
        {
            "numbers": len(numbers),
            "sum": float(sum(numbers)),
            "cpuSeconds": cpu_seconds() - before,
            "peakMb": peak_mb(),
            "childPeakMb": 0,
            "sharedMb": 0,
            "note": "",
        }
    )
)
