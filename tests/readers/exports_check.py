"""Reads the exports of a session with programs of others, and compares them with what was entered.

Usage: exports_check.py FOLDER, which holds the exports and expected.json.
"""

import csv
import datetime
import html.parser
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import markdown_it
import openpyxl

FOLDER = pathlib.Path(sys.argv[1])
EXPECTED = json.loads((FOLDER / "expected.json").read_text("utf-8"))
REPORT = json.loads((FOLDER / "report.json").read_text("utf-8"))
TABLES = REPORT["tables"]
TITLES = {
    "commitments": "Commitments",
    "participants": "Participants",
    "responses": "Responses",
    "timing": "Timing",
    "check_ins": "Check-ins",
}


def same(found, expected, where):
    """Fails with both where they differ."""
    if found != expected:
        sys.exit(f"{where}: not as expected\n     found {found!r}\n  expected {expected!r}")


def plain(value):
    """A value of the JSON as the formats without types write it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def compare(found, name, where, value=plain):
    rows = TABLES[name]
    same(len(found), len(rows), f"{where}: number of rows")
    for number, (cells, row) in enumerate(zip(found, rows), start=1):
        same(len(cells), len(row), f"{where}, row {number}: number of cells")
        for cell, (column, must) in zip(cells, row.items()):
            same(cell, value(must), f"{where}, row {number}, {column}")


def check_json():
    """What was entered is in the JSON, which the other formats are then compared with."""
    same((REPORT["format"], REPORT["version"]), ("plenary-report", 1), "JSON: head")
    for key, must in EXPECTED["session"].items():
        same(REPORT["session"][key], must, f"JSON: session, {key}")
    same(REPORT["notes"], EXPECTED["notes"], "JSON: notes")
    same(list(TABLES), list(TITLES), "JSON: names of the tables")
    same([row["name"] for row in TABLES["participants"]], EXPECTED["names"], "JSON: names")
    same([row["section"] for row in TABLES["timing"]], EXPECTED["sections"], "JSON: sections")
    skipped = [slide["section"] for slide in REPORT["skipped_slides"]]
    must = [EXPECTED["skipped_section"]] * EXPECTED["skipped_slides"]
    same(skipped, must, "JSON: skipped")

    responses = TABLES["responses"]
    drills = [row for row in responses if row["activity_kind"] == "drill"]
    keys = ["activity", "participant", "item", "answer"]
    same(picked(drills, keys), EXPECTED["written"], "JSON: what was written")
    votes = [row for row in responses if row["activity_kind"] == "vote"]
    same(picked(votes, ["participant", "answer"]), EXPECTED["votes"], "JSON: votes")
    polls = [row for row in responses if row["activity_kind"] == "poll"]
    same({row["participant"] for row in polls}, {None}, "JSON: a poll names nobody")
    for poll in EXPECTED["hands"]:
        for counted in ["on phones", "by eye"]:
            rows = [row for row in polls if (row["item"], row["counted"]) == (poll["item"], counted)]
            same([[row["hands"], row["hands_of"]] for row in rows], [poll[counted]], "JSON: hands")

    for row, must in zip(TABLES["commitments"], EXPECTED["promised"], strict=True):
        for key in ["participant", "kind", "due"]:
            same(row[key], must[key], f"JSON: promise, {key}")
        for field, entry in must["entries"].items():
            same(row[field], entry, f"JSON: promise, {field}")

    asked = {(check_in[1], check_in[2]) for check_in in EXPECTED["check_ins"]}
    keys = ["participant", "kind", "check_in", "outcome", "new_date", "reason"]
    said = [[row[key] for key in keys] for row in TABLES["check_ins"]]
    same([row for row in said if (row[1], row[2]) in asked], EXPECTED["check_ins"], "JSON: check-ins")
    print(f"JSON: equal, {sum(map(len, TABLES.values()))} rows")


def picked(rows, keys):
    return [{key: row[key] for key in keys} for row in rows]


def without_mark(cell):
    """Takes away the apostrophe that says "this is text", as docs/exports.md tells programs to."""
    return re.sub(r"\A'('*[=+\-@\t\r])", r"\1", cell)


def check_csv():
    for name in TITLES:
        path = FOLDER / f"{name.replace('_', '-')}.csv"
        raw = path.read_bytes()
        same(raw[:3], b"\xef\xbb\xbf", f"{path.name}: byte order mark")
        same(raw[-2:], b"\r\n", f"{path.name}: end of the last line")
        with path.open(encoding="utf-8-sig", newline="") as file:
            names, *rows = csv.reader(file, strict=True)
        if TABLES[name]:
            same(names, list(TABLES[name][0]), f"{path.name}: names of the columns")
        for row, must in zip(rows, TABLES[name]):
            for cell, value in zip(row, must.values()):
                if cell[:1] in tuple("=+-@\t\r") and not isinstance(value, int):
                    sys.exit(f"{path.name}: a spreadsheet computes {cell!r}")
        compare([[without_mark(cell) for cell in row] for row in rows], name, path.name)
    print(f"CSV: equal, {len(TITLES)} files")


def typed(value):
    """A value of the JSON as a spreadsheet has it; times lose their zone there."""
    if isinstance(value, str):
        if re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d", value):
            return datetime.datetime.fromisoformat(value).replace(tzinfo=None)
    return value


def check_xlsx():
    book = openpyxl.load_workbook(FOLDER / "report.xlsx")
    same(book.sheetnames, list(TITLES.values()), "XLSX: sheets")
    for name, title in TITLES.items():
        sheet = book[title]
        same(sheet.freeze_panes, "A2", f"XLSX, {title}: frozen")
        same(sheet.auto_filter.ref, sheet.dimensions, f"XLSX, {title}: filter")
        columns = list(TABLES[name][0])
        found = []
        for row in sheet.iter_rows(min_row=2):
            cells = []
            for column, cell in zip(columns, row, strict=True):
                where = f"XLSX, {title}, {cell.coordinate}"
                if cell.data_type == "f":
                    sys.exit(f"{where}: is a formula")
                same(cell.hyperlink, None, f"{where}: link")
                cells.append(checked_date(cell, column, where))
            found.append(cells)
        compare(found, name, f"XLSX, {title}", typed)
        widths = [dimension.width for dimension in sheet.column_dimensions.values()]
        if not all(8 <= width <= 61 for width in widths):
            sys.exit(f"XLSX, {title}: widths {widths}")
    print(f"XLSX: equal, {len(TITLES)} sheets, no formula")


def checked_date(cell, column, where):
    """The value of a cell; a day as the JSON has it, once its type is checked."""
    is_day = column in ["session_date", "due", "now_due", "asked_on", "new_date"]
    is_time = column.endswith("_at")
    if cell.value is None or not (is_day or is_time):
        same(cell.is_date, False, f"{where}: is no date")
        return cell.value
    same(cell.data_type, "d", f"{where}: type")
    must = "yyyy\\-mm\\-dd" + ("\\ hh:mm:ss" if is_time else "")
    same(cell.number_format.replace("\\", ""), must.replace("\\", ""), f"{where}: format")
    return cell.value if is_time else cell.value.date().isoformat()


class Tags(html.parser.HTMLParser):
    """The tags of a page."""

    def __init__(self, page):
        super().__init__()
        self.found = set()
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.found.add(tag)
        for name, _ in attributes:
            same(name, "style", f"Markdown: attribute of {tag}")


def cell_text(inline):
    """The text of a cell as people see it."""
    text = ""
    for token in inline.children:
        if token.type == "text":
            text += token.content
        elif (token.type, token.content) == ("html_inline", "<br>"):
            text += "\n"
        else:
            sys.exit(f"Markdown: {token.type} {token.content!r} in {inline.content!r}")
    return text


def check_markdown():
    text = (FOLDER / "report.md").read_text("utf-8")
    parser = markdown_it.MarkdownIt("commonmark").enable(["table", "strikethrough"])
    tokens = parser.parse(text)
    tables, headings = {}, []
    for token, following in zip(tokens, tokens[1:]):
        if token.type == "heading_open":
            headings.append(cell_text(following))
        elif token.type == "table_open":
            tables[headings[-1]] = []
        elif token.type == "tr_open":
            tables[headings[-1]].append([])
        elif token.type in ("td_open", "th_open"):
            tables[headings[-1]][-1].append(cell_text(following))
    must = [EXPECTED["session"]["title"], *TITLES.values(), "Skipped slides", "Notes"]
    same(headings, must, "Markdown: headings")
    for name, title in TITLES.items():
        found = tables[title][1:]
        # A reader of Markdown drops what is white at the ends of lines.
        found = [[tidy(cell) for cell in row] for row in found]
        compare(found, name, f"Markdown, {title}", lambda value: tidy(plain(value)))
    notes = cell_text(tokens[-2])
    same(notes, EXPECTED["notes"], "Markdown: notes")
    tags = Tags(parser.render(text)).found
    known = {"h1", "h2", "p", "table", "thead", "tbody", "tr", "th", "td", "br", "ul", "li"}
    same(tags - known, set(), "Markdown: tags")
    print(f"Markdown: equal, {len(tables)} tables, no link and no script")


def tidy(text):
    return "\n".join(line.rstrip(" ") for line in text.split("\n")).strip()


def check_with_jq():
    if not shutil.which("jq"):
        print("jq: skipped: not installed")
        return
    query = ".tables | map_values(map([.[]]))"
    output = subprocess.run(
        ["jq", query, FOLDER / "report.json"], check=True, capture_output=True
    ).stdout
    must = {name: [list(row.values()) for row in rows] for name, rows in TABLES.items()}
    same(json.loads(output), must, "jq: tables")
    print("jq: equal")


def check_with_libreoffice():
    if not shutil.which("soffice"):
        print("LibreOffice: skipped: not installed")
        return
    with tempfile.TemporaryDirectory() as scratch:
        # Commas, double quotes, UTF-8, from the first line, every text in quotes; the last -1
        # writes each sheet to a file of its own.
        options = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,true,false,false,false,-1"
        convert_with_libreoffice(FOLDER / "report.xlsx", options, scratch)
        for name, title in TITLES.items():
            path = pathlib.Path(scratch) / f"report-{title}.csv"
            with path.open(encoding="utf-8", newline="") as file:
                _, *rows = csv.reader(file, strict=True)
            compare(rows, name, f"LibreOffice, {title}", shown)
        for name in TITLES:
            path = FOLDER / f"{name.replace('_', '-')}.csv"
            convert_with_libreoffice(path, "xlsx", scratch)
            sheet = openpyxl.load_workbook(pathlib.Path(scratch) / f"{path.stem}.xlsx").active
            for cell in (cell for row in sheet.iter_rows() for cell in row):
                if cell.data_type == "f":
                    sys.exit(f"LibreOffice, {path.name}, {cell.coordinate}: is a formula")
    print(f"LibreOffice: equal, {len(TITLES)} sheets; no formula in {len(TITLES)} files of CSV")


def convert_with_libreoffice(path, options, folder):
    profile = f"-env:UserInstallation=file://{folder}/profile"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", options, "--outdir", folder, path],
        check=True,
        capture_output=True,
        timeout=300,
    )


def shown(value):
    """A value of the JSON as a cell of a spreadsheet shows it."""
    if isinstance(value, bool):
        return str(value).upper()
    value = typed(value)
    return str(value) if isinstance(value, datetime.datetime) else plain(value)


check_json()
check_csv()
check_xlsx()
check_markdown()
check_with_jq()
check_with_libreoffice()
