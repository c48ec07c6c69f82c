#!/usr/bin/env python3
"""check_forms.py RENDER_SAMPLE FOLDER: has sample reports written in every form and reads them back with other programs:
Python's own parsers, tidy, poppler, LibreOffice, axe-core in Chromium. What comes back must be what the JSON says."""

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from datetime import date, timedelta
from html.parser import HTMLParser
from xml.etree import ElementTree

SAMPLES = ["ordinary", "empty", "hostile"]
PICTURES = {"ordinary": 2, "empty": 0, "hostile": 1}  # each beside a table
QUIET = ["held", "withdrawn"]  # sections of the first sample without rows and without a sentence of their own for that
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
failures = []


def check(holds, sentence):
    if not holds:
        failures.append(sentence)
        print("FAILED:", sentence[:400])


def run(*command, **options):
    return subprocess.run(command, capture_output=True, text=True, timeout=300, check=False, **options)


def printable(text):
    """api/report/paper_text.hpp, said again."""
    text = re.sub(r"\r\n?", "\n", text)
    text = re.sub(r"[\x00-\x08\x0b-\x1f]", lambda found: chr(0x2400 + ord(found.group())), text)
    return re.sub(r"[\x80-\x9f\u202d\u202e\ufffe\uffff]", "\ufffd", text.replace("\x7f", "\u2421"))


def long_date(text):
    day = date.fromisoformat(text)
    return f"{day.day} {day.strftime('%B')} {day.year}"


def without_breaks(text):
    """Words that are longer than any word is have places on paper at which they may be broken."""
    return text.replace("\u200b", "")


def bare(text):
    return "".join(without_breaks(text).split())


class Model:
    """What the JSON says: (name, heading, columns, rows) of each section, those that are not on paper without a heading."""

    def __init__(self, path):
        with open(path, encoding="utf-8") as file:
            self.json = json.load(file)
        self.title = printable(self.json["title"])
        self.paper, self.quiet = [], []
        for name, section in self.json["sections"].items():
            kinds = {one["name"]: one["kind"] for one in section["columns"]}
            rows = [[self.cell(row[key], kinds[key]) for key in kinds] for row in section["rows"]]
            if name in QUIET and not rows:
                self.quiet.append(section["heading"])
            else:
                self.paper.append((name, section["heading"], section["columns"], rows))
        known = {"report", "title", "classification", "handling", "as_at", "since", "known_at", "simulated", "header", "sections"}
        self.aside = {name: rows for name, rows in self.json.items() if name not in known}

    @staticmethod
    def cell(value, kind):
        """The text on paper, and the value."""
        if value is None or value == "":
            return "", None
        if kind == "date" and isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
            return long_date(value), value
        if kind == "text" and isinstance(value, int):
            return str(value), value
        return printable(str(value)), value


class Page(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.tables, self.headings, self.tags, self.title, self.text = [], [], [], "", None
        self.pictures, self.in_picture = [], False  # the names of its pictures; these have titles of their own
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        if tag == "svg":
            self.in_picture = True
            self.pictures.append(dict(attributes).get("aria-label"))
        elif self.in_picture:
            return
        elif tag == "table":
            self.tables.append({"head": [], "rows": []})
        elif tag == "tr" and self.tables[-1]["head"]:
            self.tables[-1]["rows"].append([])
        elif tag in ("th", "td", "h1", "h2", "title"):
            self.text = ""
        elif tag == "br" and self.text is not None:
            self.text += "\n"

    def handle_data(self, data):
        if self.text is not None:
            self.text += without_breaks(data)

    def handle_endtag(self, tag):
        self.in_picture = self.in_picture and tag != "svg"
        if self.in_picture:
            return
        if tag in ("th", "td"):
            table = self.tables[-1]
            (table["rows"][-1] if table["rows"] else table["head"]).append(self.text)
        elif tag in ("h1", "h2"):
            self.headings.append((tag, self.text))
        elif tag == "title":
            self.title = self.text
        if tag in ("th", "td", "h1", "h2", "title"):
            self.text = None


def check_html(name, path, model):
    with open(path, encoding="utf-8", newline="") as file:
        text = file.read()
    page = Page(text)
    check(page.title == model.title, f"{name}: <title> is {page.title}")
    check([one for one in page.headings if one[0] == "h1"] == [("h1", model.title)], f"{name}: one h1 with the title")
    headings = [heading for tag, heading in page.headings if tag == "h2" and heading != "Contents"]
    wanted = [printable(heading) for _, heading, _, _ in model.paper] + ["Nothing to report"] * bool(model.quiet)
    check(headings == wanted, f"{name}: headings are {headings}")
    check(not model.quiet or f">Under: {'; '.join(model.quiet)}.<" in text, f"{name}: quiet sections are named")
    wanted = [[[text for text, _ in row] for row in rows] for _, _, _, rows in model.paper if rows]
    check([table["rows"] for table in page.tables] == wanted, f"{name}: the tables of the page are those of the report")
    check(len(page.pictures) == PICTURES[name] and all(page.pictures), f"{name}: the pictures of the page are {page.pictures}")
    names = {tag for tag, _ in page.tags}
    check(not names & {"script", "img", "link", "iframe", "object", "form", "b", "i"}, f"{name}: tags are {names}")
    check(not any(re.match("on|src$", key) for _, some in page.tags for key in some), f"{name}: no handlers, nothing from elsewhere")
    check(all(some.get("href", "#").startswith("#") for _, some in page.tags), f"{name}: links stay in the page")
    check("url(" not in text[:text.index("</style>")] and "@import" not in text[:text.index("</style>")], f"{name}: no foreign style")
    found = run("tidy", "-quiet", "-errors", path)
    check(found.returncode == 0, f"{name}: tidy says {found.stderr[:600]}")
    strict = run("/usr/bin/python3", "-c",
                 "import html5lib, sys; html5lib.HTMLParser(strict=True).parse(open(sys.argv[1], 'rb').read())", path)
    check(strict.returncode == 0, f"{name}: html5lib says {strict.stderr[-400:]}")


def check_axe(name, path, axe):
    """Runs axe-core in a copy of the page and reads what it found out of the page that comes back."""
    with open(path, encoding="utf-8", newline="") as file, open(axe, encoding="utf-8") as script:
        page, source = file.read(), script.read()
    finish = """axe.run({rules: {"target-size": {enabled: true}}}).then(found => { document.documentElement.innerHTML = '<pre id="found"></pre>';
      document.getElementById("found").textContent = "BEGIN" + JSON.stringify({passes: found.passes.length,
      violations: found.violations.map(one => [one.id, one.nodes.map(node => node.html.slice(0, 200))])}) + "END"; });"""
    copy = path.replace(".html", ".axe.html")
    with open(copy, "w", encoding="utf-8", newline="") as file:
        file.write(page.replace("</body>", f"<script>{source}</script><script>{finish}</script></body>"))
    found = None
    for turn in range(3):  # a browser that starts on a busy machine may give its page back before the script has run
        seen = run("chromium", "--headless=new", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=60000", "--dump-dom",
                   "--user-data-dir=" + path.replace(".html", f".chromium-{turn}"), "file://" + copy).stdout
        found = found or re.search("BEGIN(.*)END", seen, re.DOTALL)
        if found:
            break
    check(found is not None, f"{name}: axe-core has run in Chromium")
    if found:
        result = json.loads(found.group(1).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))
        check(result["passes"] > 10 and result["violations"] == [], f"{name}: axe-core says {result}")


def unescaped(text):
    """ST_Xstring of Office Open XML."""
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found.group(1), 16)), text)


def read_workbook(path):
    with zipfile.ZipFile(path) as book:
        part = lambda name: ElementTree.fromstring(book.read(name))
        strings = [unescaped("".join(one.text or "" for one in item.iter(SHEET + "t"))) for item in part("xl/sharedStrings.xml")]
        formats = [int(one.get("numFmtId")) for one in part("xl/styles.xml").find(SHEET + "cellXfs")]
        targets = {one.get("Id"): one.get("Target") for one in part("xl/_rels/workbook.xml.rels")}
        sheets = {}
        for sheet in part("xl/workbook.xml").find(SHEET + "sheets"):
            xml = book.read("xl/" + targets[sheet.get(RELATION + "id")])
            check(b"<f>" not in xml and b"hyperlink" not in xml, f"{path}: no formula and no link on {sheet.get('name')}")
            rows = {}
            for cell in ElementTree.fromstring(xml).iter(SHEET + "c"):
                column, row = re.fullmatch("([A-Z]+)([0-9]+)", cell.get("r")).groups()
                value = cell.findtext(SHEET + "v")
                if value is None:
                    continue
                if cell.get("t") == "s":
                    value = strings[int(value)]
                else:
                    is_date = formats[int(cell.get("s", 0))] >= 14
                    value = date(1899, 12, 30) + timedelta(days=int(value)) if is_date else int(float(value))
                rows.setdefault(int(row), {})[column] = value
            sheets[sheet.get("name")] = rows
    return sheets


def check_row_heights(name, path):
    """A row whose text is wrapped is high enough for it: LibreOffice does not fit rows to their texts."""
    with zipfile.ZipFile(path) as book:
        for part in (one for one in book.namelist() if one.startswith("xl/worksheets/sheet")):
            sheet = ElementTree.fromstring(book.read(part))
            widths = {int(one.get("min")): float(one.get("width")) for one in sheet.iter(SHEET + "col")}
            strings = [len("".join(one.text or "" for one in item.iter(SHEET + "t")))
                       for item in ElementTree.fromstring(book.read("xl/sharedStrings.xml"))]
            for row in sheet.iter(SHEET + "row"):
                room = float(row.get("ht", 15))
                for cell in row:
                    column = ord(re.match("[A-Z]", cell.get("r")).group()) - ord("A") + 1
                    length = strings[int(cell.findtext(SHEET + "v"))] if cell.get("t") == "s" and column in widths else 0
                    if int(row.get("r")) > 1 and length < 4_000:  # not the pieces of long texts
                        needed = min(length / widths[column] * 15, 409) if length else 15
                        check(room >= needed - 1, f"{name}: {part} row {row.get('r')} is {room} high, not {needed}")


def expected_in_workbook(value, kind, long_texts):
    if value is None:
        return None
    if kind == "date" and isinstance(value, str) and value >= "1900":
        return date.fromisoformat(value)
    if isinstance(value, int) and abs(value) <= 2 ** 53:
        return value
    value = printable(str(value))
    return long_texts.get(value, value)


def check_xlsx(name, path, model):
    sheets = read_workbook(path)
    names = list(sheets)
    check(names[0] == "About", f"{name}: the first sheet is About")
    check(len({one.lower() for one in names}) == len(names), f"{name}: sheet names are unique: {names}")
    check(all(len(one) <= 31 and not re.search(r"[][:*?/\\]", one) for one in names), f"{name}: sheet names are valid: {names}")
    about = [value for row in sheets["About"].values() for value in row.values()]
    check(model.title in about and model.json["classification"] in about, f"{name}: About has title and classification")
    for label, value in model.json["header"].items():
        check(printable(label) in about and printable(value) in about, f"{name}: About has {label}")
    pieces = {}
    for row in list(sheets.get("Long texts", {}).values())[1:]:
        pieces[row["A"]] = pieces.get(row["A"], "") + row["F"]
    tables = [rows for name, rows in sheets.items() if name not in ("About", "Long texts")]
    wanted = [(columns, rows) for _, _, columns, rows in model.paper if rows]
    for rows in model.aside.values():
        wanted.append((None, [[(None, value) for value in row.values()] for row in rows]))
    check(len(tables) == len(wanted), f"{name}: a sheet for each table that has rows: {names}")
    check(all(heading in about for heading in model.quiet), f"{name}: About names the sections without rows")
    long_texts = {text: number for number, text in pieces.items()}
    for (columns, rows), sheet in zip(wanted, tables):
        check(len(sheet) == len(rows) + 1, f"{name}: {len(rows)} rows and a heading, not {len(sheet)}")
        for number, row in enumerate(rows, 2):
            for i, (_, value) in enumerate(row):
                letter = chr(ord("A") + i)
                got = sheet[number].get(letter)
                kind = columns[i]["kind"] if columns else ("date" if isinstance(got, date) else "text")
                want = expected_in_workbook(value, kind, long_texts)
                if isinstance(got, str) and isinstance(want, int) and "are on the sheet" in got:
                    check(got.endswith(f"text {want}]"), f"{name}: a cut cell says where the whole is")
                else:
                    check(got == want and type(got) is type(want), f"{name}: {letter}{number} is {str(got)[:80]!r}, not {str(want)[:80]!r}")


def office(folder, path, to):
    out = os.path.join(folder, "office")
    run("soffice", "-env:UserInstallation=file://" + os.path.join(folder, "profile"), "--headless", "--convert-to", to, "--outdir", out, path)
    found = [one for one in sorted(os.listdir(out)) if os.path.isfile(os.path.join(out, one))] if os.path.isdir(out) else []
    texts = []
    for one in found:
        with open(os.path.join(out, one), encoding="utf-8-sig") as file:
            texts.append(file.read())
    shutil.rmtree(out, ignore_errors=True)
    return "\n".join(texts)


def has_all(name, where, text, model, skip=lambda value: False, also_aside=False):
    """Every cell of the report, whatever the line breaks, in the text that a program got out of a file."""
    text = bare(text)
    rows = [row for _, _, _, rows in model.paper for row in rows]
    cells = [shown for row in rows for shown, _ in row]
    if also_aside:
        cells += [printable(str(value)) for rows in model.aside.values() for row in rows for value in row.values() if isinstance(value, str)]
    missing = [cell for cell in cells if bare(cell) not in text and not skip(cell)]
    check(not missing, f"{name}: {where} lacks {len(missing)} of {len(cells)} cells: {[one[:60] for one in missing[:8]]}")


def check_pictures_of_docx(name, path):
    """Word shows PNG everywhere; each has its words beside it."""
    with zipfile.ZipFile(path) as document:
        pictures = [document.read(one) for one in document.namelist() if one.startswith("word/media/")]
        body = document.read("word/document.xml").decode()
    said = re.findall(r'<wp:docPr descr="([^"]+)"', body)
    check(all(one.startswith(b"\x89PNG") for one in pictures), f"{name}: the pictures of the document are PNG")
    check(len(pictures) == len(said) == PICTURES[name], f"{name}: {len(pictures)} pictures, {len(said)} of them said in words")


def check_docx(name, path, model, folder):
    with zipfile.ZipFile(path) as document:
        body = ElementTree.fromstring(document.read("word/document.xml"))
        header = document.read("word/header1.xml").decode()
        footer = document.read("word/footer1.xml").decode()
        check(("w:orient=\"landscape\"" in document.read("word/document.xml").decode()) == (name == "ordinary"), f"{name}: the page's side")
    check_pictures_of_docx(name, path)
    check(model.json["classification"] in header, f"{name}: the classification is in the document's header")
    check("NUMPAGES" in footer and ("Simulated clock" in footer) == model.json["simulated"], f"{name}: the document's footer")
    text_of = lambda one: "".join((part.text or "") if part.tag == WORD + "t" else "\n" if part.tag == WORD + "br" else ""
                                  for part in one.iter())
    tables = [[[text_of(cell) for cell in row.iter(WORD + "tc")] for row in table.iter(WORD + "tr")] for table in body.iter(WORD + "tbl")]
    tables = tables[1:] if model.json["header"] else tables
    wanted = [[[bare(text) for text, _ in row] for row in rows] for _, _, _, rows in model.paper if rows]
    check([[[bare(cell) for cell in row] for row in table[1:]] for table in tables] == wanted, f"{name}: the tables of the document")
    paragraphs = [text_of(one) for one in body.iter(WORD + "p")]
    check(name != "ordinary" or all(paragraphs.count(heading) >= 2 for _, heading, _, _ in model.paper),
          f"{name}: the document has a list of contents")
    read = office(folder, path, "txt:Text (encoded):UTF8")
    check(bare(model.title) in bare(read), f"{name}: LibreOffice reads the document's title")
    has_all(name, "the document in LibreOffice", read, model)


def hard_to_extract(text):
    """What a PDF draws but pdftotext gives back in another order or not at all: right to left, joined emoji, marks."""
    return bool(re.search("[\u0590-\u08ff\u0900-\u097f\u0e00-\u0e7f\u202a-\u202e]|[\U0001f000-\U0001ffff]", text))


def check_pdf(name, path, model):
    facts = dict(re.findall(r"^([^:]+): +(.*)$", run("pdfinfo", path).stdout, re.MULTILINE))
    check(facts.get("Tagged") == "yes", f"{name}: the PDF is tagged")
    check(facts.get("Title") == model.title, f"{name}: the PDF's title is {facts.get('Title')}")
    pages = int(facts.get("Pages", 0))
    text = run("pdftotext", "-raw", "-enc", "UTF-8", path, "-").stdout
    sheets = text.split("\f")[:-1]
    check(len(sheets) == pages > 0, f"{name}: {pages} pages")
    for number, sheet in enumerate(sheets, 1):
        check(f"Page {number} of {pages}" in sheet, f"{name}: page {number} says so")
        check(model.json["classification"] in sheet, f"{name}: the classification is on page {number}")
        check(("Simulated clock" in sheet) == model.json["simulated"], f"{name}: page {number} says which clock")
    # Only long rows go over a page, and there the running lines come between: count their words instead.
    over_pages = [shown for _, _, _, rows in model.paper for row in rows for shown, _ in row if len(shown) > 5000]
    has_all(name, "the PDF", text, model, lambda cell: len(cell) > 5000 or hard_to_extract(cell))
    for cell in over_pages:
        word = max(re.findall("[ -~]+", bare(cell)[:40]), key=len)
        check(bare(text).count(word) >= bare(cell).count(word) * 0.98, f"{name}: the PDF lacks some of {word} ...")
    structure = run("pdfinfo", "-struct", path).stdout
    headings = len(re.findall(r"^\s*(H2|Table|TR|TH|TD)\b", structure, re.MULTILINE))
    check(headings > 0, f"{name}: the PDF's structure has headings and tables")
    with open(path, "rb") as file:
        raw = file.read()
    figures = len(re.findall(r"^\s*Figure\b", structure, re.MULTILINE))
    check(figures == raw.count(b"/Alt ") == PICTURES[name], f"{name}: {figures} figures, {raw.count(b'/Alt ')} of them said in words")
    outline = len(re.findall(rb"/Dest\b", raw))
    check(b"/Outlines" in raw and outline >= len(model.paper), f"{name}: {outline} bookmarks for {len(model.paper)} sections")


def main():
    render, folder = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    axe = os.path.join(os.path.dirname(folder), "axe", "node_modules", "axe-core", "axe.min.js")
    if not os.path.exists(axe):
        run("npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", os.path.join(os.path.dirname(folder), "axe"), "axe-core")
    check(os.path.exists(axe), "axe-core is installed (npm install axe-core)")
    for name in SAMPLES:
        made = run(render, name, folder)
        check(made.returncode == 0, f"{name}: every form is made: {made.stderr}")
        model = Model(os.path.join(folder, name + ".json"))
        at = lambda extension: os.path.join(folder, name + "." + extension)
        check_html(name, at("html"), model)
        check_axe(name, at("html"), axe)
        check_xlsx(name, at("xlsx"), model)
        check_row_heights(name, at("xlsx"))
        read = office(folder, at("xlsx"), "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1")
        quoted = read.replace('""', '"')
        long = lambda cell: len(cell) > 30_000 or re.fullmatch(r"\d+ [A-Z][a-z]+ \d{4}", cell)
        has_all(name, "the workbook in LibreOffice", quoted, model, long, also_aside=True)
        check_docx(name, at("docx"), model, folder)
        check_pdf(name, at("pdf"), model)
    print(f"forms: {len(failures)} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
