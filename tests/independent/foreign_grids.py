"""Cells of foreign workbooks as other readers see them.

Reads `reader<TAB>path` a line; answers one line of JSON each: {"cells": [[sheet, row, column, kind, text], ...]} or
{"fault": why}. Kinds are text, number, boolean, error and date; a date is its day, a time of day a number.
"""

import csv
import datetime
import io
import json
import os
import resource
import signal
import sys
import warnings
from xml.dom import Node

import xlrd
from odf.opendocument import load
from openpyxl import load_workbook

SECONDS = 20
MAX_MEMORY = 4 << 30
MAX_CELLS = 400_000
DAY = datetime.timedelta(days=1)


def canonical(value):
    """Kind and text of a value of Python, or None for an empty one."""
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return "boolean", str(value).upper()
    if isinstance(value, (int, float)):
        return "number", repr(value)
    if isinstance(value, datetime.datetime):
        return dated(value)
    if isinstance(value, datetime.date):
        return "date", value.isoformat()
    if isinstance(value, datetime.time):
        midnight = datetime.datetime.min
        return "number", repr((datetime.datetime.combine(midnight, value) - midnight) / DAY)
    if isinstance(value, datetime.timedelta):
        return "number", repr(value / DAY)
    return "text", str(value)


def dated(value):
    """A day; what lies before the first day of the calendar is a time alone."""
    start = datetime.datetime(1899, 12, 31)
    return ("number", repr((value - start) / DAY)) if value < start else ("date", value.date().isoformat())


def by_openpyxl(path):
    with open(path, "rb") as file:
        book = load_workbook(file, read_only=True, data_only=True)
        for sheet in book.worksheets:
            sheet.reset_dimensions()
            for row in sheet.rows:
                for cell in row:
                    if cell.value is None:
                        continue
                    kind = "error" if cell.data_type == "e" else None
                    yield sheet.title, cell.row, cell.column, (kind, str(cell.value)) if kind else canonical(cell.value)


def by_xlrd(path):
    with open(os.devnull, "w", encoding="utf-8") as log:
        book = xlrd.open_workbook(path, logfile=log, ragged_rows=True)
    for sheet in book.sheets():
        for row in range(sheet.nrows):
            for column, cell in enumerate(sheet.row(row)):
                yield sheet.name, row + 1, column + 1, from_xlrd(cell, book.datemode)


def from_xlrd(cell, datemode):
    if cell.ctype in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
        return None
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return "error", xlrd.error_text_from_code.get(cell.value, "#N/A")
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return canonical(bool(cell.value))
    if cell.ctype == xlrd.XL_CELL_DATE and cell.value >= 1:
        return "date", xlrd.xldate.xldate_as_datetime(cell.value, datemode).date().isoformat()
    return canonical(cell.value)


def by_odfpy(path):
    for table in elements(load(path).spreadsheet, "table"):
        row = 1
        for line in rows_of(table):
            times = int(line.attributes.get(key("number-rows-repeated"), 1))
            cells = list(cells_of(line))
            for at in range(row, row + times if cells else row):
                for column, value in cells:
                    yield table.getAttribute("name"), at, column, value
            row += times


TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
CALC = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"
GROUPS = ("table-row-group", "table-header-rows", "table-rows")


def key(name, space=TABLE):
    return space, name


def elements(parent, *names):
    return [node for node in parent.childNodes if getattr(node, "qname", ("", ""))[1] in names]


def rows_of(table):
    for node in elements(table, "table-row", *GROUPS):
        if node.qname[1] in GROUPS:
            yield from rows_of(node)
        else:
            yield node


def cells_of(line):
    column = 1
    for cell in elements(line, "table-cell", "covered-table-cell"):
        times = int(cell.attributes.get(key("number-columns-repeated"), 1))
        value = from_odf(cell)
        for at in range(column, column + times if value else column):
            yield at, value
        column += times


def from_odf(cell):
    kind = cell.attributes.get(key("value-type", OFFICE))
    is_error = cell.attributes.get(key("value-type", CALC)) == "error"
    shown = "\n".join(words(part) for part in elements(cell, "p", "h"))
    if is_error:
        return "error", shown
    if kind in ("float", "percentage", "currency"):
        return canonical(float(cell.attributes[key("value", OFFICE)]))
    if kind == "date":
        return "date", cell.attributes[key("date-value", OFFICE)][:10]
    if kind == "boolean":
        return "boolean", cell.attributes[key("boolean-value", OFFICE)].upper()
    if kind == "time":
        return canonical(duration(cell.attributes[key("time-value", OFFICE)]))
    return canonical(cell.attributes.get(key("string-value", OFFICE)) or shown)


def duration(written):
    """PT13H37M46.5S as a part of a day."""
    seconds, digits = 0.0, ""
    for letter in written.split("T")[-1]:
        if letter in "HMS":
            seconds += float(digits) * {"H": 3600, "M": 60, "S": 1}[letter]
            digits = ""
        else:
            digits += letter
    return seconds / 86_400


def words(node):
    if node.nodeType in (Node.TEXT_NODE, Node.CDATA_SECTION_NODE):
        return str(node.data)
    name = node.qname[1]
    if name == "s":
        return " " * int(node.attributes.get(key("c", TEXT), 1))
    if name in ("tab", "line-break"):
        return "\t" if name == "tab" else "\n"
    return "" if name == "annotation" else "".join(words(part) for part in node.childNodes)


def by_csv(path):
    with open(path, "rb") as file:
        text = decoded(file.read())
    for row, line in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter(text)), 1):
        for column, field in enumerate(line, 1):
            yield "CSV", row, column, canonical(field)


def decoded(data):
    wide = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}.get(data[:2])
    for encoding in [wide] if wide else ["utf-8-sig", "gb18030"]:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ValueError("no encoding fits")


def delimiter(text):
    try:
        return csv.Sniffer().sniff(text[:20_000], delimiters=",;\t").delimiter
    except csv.Error:
        return ","


READERS = {"openpyxl": by_openpyxl, "xlrd": by_xlrd, "odfpy": by_odfpy, "csv": by_csv}


def answer(reader, path):
    """Whatever a foreign library throws, and however long it takes, is told as a fault."""
    signal.alarm(SECONDS)
    try:
        cells = []
        for sheet, row, column, value in READERS[reader](path):
            if value is not None:
                cells.append((sheet, row, column, *value))
            if len(cells) > MAX_CELLS:
                raise ValueError("too many cells")
        return {"cells": cells}
    except (Exception, MemoryError) as error:  # pylint: disable=broad-except
        return {"fault": f"{type(error).__name__}: {error}"[:120]}
    finally:
        signal.alarm(0)


def late(*_):
    raise TimeoutError("too slow")


def main():
    warnings.simplefilter("ignore")
    csv.field_size_limit(1 << 24)
    sys.setrecursionlimit(5000)
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
    signal.signal(signal.SIGALRM, late)
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    sys.stdout = sys.stderr
    print("ready", file=out, flush=True)
    for line in sys.stdin:
        reader, path = line.rstrip("\n").split("\t")
        print(json.dumps(answer(reader, path)), file=out, flush=True)


main()
