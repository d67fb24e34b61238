"""The dataset, read from its CSV files as plain DataFrames."""

import csv
import difflib
import io
import json
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import pandas as pd

from .dates import span

_HERE = Path(__file__).parent
# In a wheel the data lies inside the package, in a checkout beside it.
DATA = _HERE / "data" if (_HERE / "data").is_dir() else _HERE.parent / "data"


class DataError(Exception):
    """The data cannot be read; the message names file, line and column, and what to do."""


@dataclass(frozen=True)
class Problem:
    """One thing wrong with the data, and where."""

    file: str
    line: int
    column: str
    message: str

    def __str__(self):
        place = f"{self.file}:{self.line}:" if self.line else f"{self.file}:"
        return f"{place} {self.column}: {self.message}" if self.column else f"{place} {self.message}"


def did_you_mean(wrong, known):
    """A phrase that leads from a wrong name to the right one.

    >>> did_you_mean("claim", ["claims", "sources"])
    "did you mean 'claims'?"
    """
    known = list(known)
    near = difflib.get_close_matches(str(wrong), known, n=1, cutoff=0.6)
    if near:
        return f"did you mean {near[0]!r}?"
    if not known:
        return "there are none yet"
    more = f" and {len(known) - 20} more" if len(known) > 20 else ""
    return "there are: " + ", ".join(known[:20]) + more


@dataclass(frozen=True, eq=False, repr=False)
class Archive:
    """All tables of the dataset: `archive.claims`, `archive.sources`, ...

    Each access gives a DataFrame of its own, so what a student changes in it changes nothing here.
    """

    schema: dict
    _frames: dict = field(repr=False)

    def __getattr__(self, name):
        frames = object.__getattribute__(self, "_frames")
        if name in frames:
            return frames[name].copy(deep=False)
        raise AttributeError(f"the archive has no table {name!r}; {did_you_mean(name, frames)}")

    def __repr__(self):
        rows = ", ".join(f"{name} {len(frame)}" for name, frame in self._frames.items())
        return f"Archive (version {self.schema['version']}): rows by table: {rows}"


@lru_cache(maxsize=4)
def load(folder=None):
    """The dataset as an Archive of plain DataFrames.

    `folder` is where the CSV files and `datapackage.json` lie; by default the course's own data. Texts stay texts,
    an empty cell is an empty text; dates are EDTF texts, and where a table has one, `start` and `end` give its
    earliest and latest day. Raises DataError with file, line and column for what cannot be read.

    >>> archive = load()
    >>> archive.sources.query("id == 'essay'").author.item()
    'G. Parthasarathy'
    """
    folder = Path(folder or DATA)
    schema = read_schema(folder)
    frames = {}
    for resource in schema["resources"]:
        rows, problems = read_rows(folder, resource)
        if problems:
            raise DataError(str(problems[0]))
        frames[resource["name"]] = _frame(resource, rows)
    return Archive(schema, frames)


def describe(archive, table=None, column=None):
    """What the tables, the columns of a table, or one column mean, as a DataFrame.

    Raises KeyError that lists the names there are. The words come from `data/datapackage.json`.

    >>> describe(load(), "claims", "certainty").type.item()
    'string'
    """
    resources = {resource["name"]: resource for resource in archive.schema["resources"]}
    if table is None:
        rows = [(name, len(archive._frames[name]), one["description"]) for name, one in resources.items()]
        return pd.DataFrame(rows, columns=["table", "rows", "meaning"])
    if table not in resources:
        raise KeyError(f"there is no table {table!r}; {did_you_mean(table, resources)}")
    fields = {one["name"]: one for one in resources[table]["schema"]["fields"]}
    if column is not None and column not in fields:
        raise KeyError(f"{table} has no column {column!r}; {did_you_mean(column, fields)}")
    rows = [
        (name, one["type"], ", ".join(one.get("constraints", {}).get("enum", [])), one["description"])
        for name, one in fields.items()
        if column in (None, name)
    ]
    return pd.DataFrame(rows, columns=["column", "type", "words", "meaning"])


def allowed(archive, table, column):
    """The words that the schema allows in a column, in its order.

    >>> allowed(load(), "claims", "certainty")[0]
    'refuted'
    """
    fields = {resource["name"]: resource["schema"]["fields"] for resource in archive.schema["resources"]}[table]
    return next(one["constraints"]["enum"] for one in fields if one["name"] == column)


def read_schema(folder):
    """The descriptor `datapackage.json` of a data folder; DataError if it is missing or no JSON."""
    path = Path(folder) / "datapackage.json"
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise DataError(f"{path}: the file is missing; this folder holds no dataset") from None
    except ValueError as error:
        raise DataError(f"datapackage.json: not JSON: {error}") from None


def read_rows(folder, resource):
    """The rows of one CSV file as `(line, {column: text})`, and the Problems that kept others from being read."""
    file = resource["path"]
    columns = [one["name"] for one in resource["schema"]["fields"]]
    try:
        raw = (Path(folder) / file).read_bytes()
    except FileNotFoundError:
        return [], [Problem(file, 0, "", "the file is missing; restore it, or take it out of datapackage.json")]
    problems = []
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        problems.append(Problem(file, line, "", "not UTF-8 text; save the file again with encoding UTF-8"))
        text = raw.decode("utf-8", errors="replace")
    for sign, said in {"\r": "a carriage return; save the file with plain line ends (LF)", "\0": "a NUL character; delete it"}.items():
        if sign in text:
            problems.append(Problem(file, text[: text.index(sign)].count("\n") + 1, "", said))
            text = text.replace(sign, "")
    rows, unread = _parse(file, text.removeprefix("\ufeff"), columns)
    return rows, problems + unread


def _parse(file, text, columns):
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows, problems, line = [], [], 1
    try:
        for cells in reader:
            begins, line = line, reader.line_num + 1
            if begins == 1 and cells != columns:
                wrong = [name for name in cells if name not in columns]
                missing = [name for name in columns if name not in cells]
                said = f"unknown {wrong}; " * bool(wrong) + f"missing {missing}; " * bool(missing)
                return [], [Problem(file, 1, "", f"wrong columns: {said}the columns are, in this order: {','.join(columns)}")]
            if begins == 1:
                continue
            if len(cells) != len(columns):
                said = f"{len(cells)} cells where there are {len(columns)} columns; look for a comma without quotation marks"
                problems.append(Problem(file, begins, "", said))
            else:
                rows.append((begins, dict(zip(columns, cells))))
    except csv.Error as error:
        problems.append(Problem(file, reader.line_num, "", f"not CSV ({error}); look for a stray quotation mark"))
    if line == 1 and not problems:
        problems.append(Problem(file, 1, "", f"the file is empty; its first line is: {','.join(columns)}"))
    return rows, problems


_CASTS = {"number": float, "integer": int, "boolean": {"true": True, "false": False}.__getitem__}


def cast(field, text):
    """The text of a cell as the value its field's type says; ValueError or KeyError if it is none."""
    cast_to = _CASTS.get(field["type"])
    if cast_to is None:
        return text
    value = cast_to(text)
    if value != value or value in (float("inf"), float("-inf")):
        raise ValueError(text)
    return value


def _frame(resource, rows):
    frame = {}
    for one in resource["schema"]["fields"]:
        values = []
        for line, row in rows:
            try:
                values.append(cast(one, row[one["name"]]))
            except (ValueError, KeyError):
                said = f"{row[one['name']]!r} is no {one['type']}; write it like the good example in data/README.md"
                raise DataError(str(Problem(resource["path"], line, one["name"], said))) from None
        frame[one["name"]] = values
        if one.get("edtf") and one["name"] in ("when", "period"):
            spans = [_span_or_problem(resource, line, one, row) for line, row in rows]
            frame["start"] = [found and found.earliest for found in spans]
            frame["end"] = [found and found.latest for found in spans]
    table = pd.DataFrame(frame)
    for name in {"start", "end"} & set(frame):
        table[name] = pd.to_datetime(table[name])
    return table


def _span_or_problem(resource, line, one, row):
    text = row[one["name"]]
    try:
        return span(text) if text else None
    except ValueError as error:
        raise DataError(str(Problem(resource["path"], line, one["name"], str(error)))) from None
