"""Everything that is wrong with the data, in one run: `python -m diplo_lib.check [folder]`.

The descriptor `datapackage.json` says what a cell may hold; this adds what a schema cannot say. Where the environment
variable DIPLO_ESSAY names the essay's text, its quotes are compared with it.
"""

import os
import re
import sys
from collections import defaultdict
from pathlib import Path

from .archive import DATA, DataError, Problem, cast, did_you_mean, read_rows, read_schema
from .claims import AGAINST, FOR, root
from .dates import span

LONGEST_QUOTE, LONGEST_ESSAY_QUOTE, SHORTEST_ESSAY_QUOTE = 12, 8, 3
PRIMARY = ("participant", "official", "organiser")


def problems(folder=None, essay=None):
    """All Problems of a data folder, in the order of its files; an empty list when there is none.

    `essay` is the path of the essay's numbered text, by default what DIPLO_ESSAY names.

    >>> problems()
    []
    """
    folder = Path(folder or DATA)
    try:
        schema = read_schema(folder)
    except DataError as error:
        return [Problem("datapackage.json", 0, "", str(error))]
    found, tables, unreadable = [], {}, set()
    for resource in schema["resources"]:
        rows, unread = read_rows(folder, resource)
        tables[resource["name"]] = [(f"{resource['path']}", line, row) for line, row in rows]
        found += unread
        unreadable |= {resource["name"]} if unread else set()
        found += _cells(resource, rows)
        found += _keys(resource, rows)
    # A file of which nothing could be read would make every row that leads to it look broken.
    tables = {name: rows for name, rows in tables.items() if rows or name not in unreadable}
    for resource in schema["resources"]:
        found += _foreign_keys(resource, tables)
    path = essay or os.environ.get("DIPLO_ESSAY")
    for rule, needs in _RULES:
        if all(name in tables for name in needs):
            found += rule(*(tables[name] for name in needs))
    if path and "evidence" in tables:
        found += _quotes(tables["evidence"], read_essay(path))
    order = {resource["path"]: n for n, resource in enumerate(schema["resources"])}
    return sorted(found, key=lambda problem: (order[problem.file], problem.line))


def read_essay(path):
    """The essay's paragraphs by their numbers, from its text with `[1] ...` before each."""
    text = Path(path).read_text(encoding="utf-8")
    return {int(number): words for number, words in re.findall(r"^\[(\d+)\] (.*)$", text, flags=re.M)}


def _cells(resource, rows):
    for one in resource["schema"]["fields"]:
        name, rules = one["name"], one.get("constraints", {})
        for line, row in rows:
            said = _wrong_with(one, rules, row[name])
            if said:
                yield Problem(resource["path"], line, name, said)


def _wrong_with(one, rules, text):
    if not text:
        return "empty, but required; fill it in" if rules.get("required") else None
    if text != text.strip() or "\n" in text:
        return f"{text!r} begins or ends with a blank, or breaks the line; take that out"
    if "enum" in rules and text not in rules["enum"]:
        return f"unknown word {text!r}; {did_you_mean(text, rules['enum'])}"
    if "pattern" in rules and not re.fullmatch(rules["pattern"], text):
        return f"{text!r} has not the form of this column; see the examples in data/README.md"
    if one.get("edtf"):
        try:
            span(text)
        except ValueError as error:
            return str(error)
    try:
        value = cast(one, text)
    except (ValueError, KeyError):
        return f"{text!r} is no {one['type']}; write only {'true or false' if one['type'] == 'boolean' else 'digits'}"
    if not rules.get("minimum", value) <= value <= rules.get("maximum", value):
        return f"{text} is out of range; look whether two columns were exchanged"
    return None


def _keys(resource, rows):
    file, key = resource["path"], resource["schema"]["primaryKey"]
    first = {}
    for line, row in rows:
        value = tuple(row[name] for name in key)
        if value in first:
            shown = ", ".join(part for part in value if part)
            said = f"duplicate of line {first[value]} ({shown}); rename it, or delete the one that is too many"
            yield Problem(file, line, key[0] if len(key) == 1 else "+".join(key), said)
        first.setdefault(value, line)


def _foreign_keys(resource, tables):
    for key in resource["schema"]["foreignKeys"]:
        name, there = key["fields"][0], key["reference"]["resource"]
        if there not in tables or resource["name"] not in tables:
            continue
        known = {row[key["reference"]["fields"][0]] for _, _, row in tables[there]}
        for file, line, row in tables[resource["name"]]:
            if row[name] and row[name] not in known:
                said = f"{row[name]!r} is not in {there}.csv; {did_you_mean(row[name], sorted(known))}"
                yield Problem(file, line, name, said)


def _claims(claims, its_evidence, its_sources):
    evidence = defaultdict(list)
    for _, _, row in its_evidence:
        evidence[row["claim"]].append(row)
    vantage = {row["id"]: row["vantage"] for _, _, row in its_sources}
    rests_on = {row["id"]: row["derived_from"] for _, _, row in its_sources}
    for file, line, row in claims:
        rows = evidence[row["id"]]
        if row["kind"] != "fact" and not row["holder"]:
            yield Problem(file, line, "holder", f"missing for a {row['kind']}; say whose it is")
        if not rows:
            yield Problem(file, line, "id", f"{row['id']!r} has no row in evidence.csv; add one, or take the claim out")
        elif not any(one["relation"] == "asserts" for one in rows):
            yield Problem(file, line, "id", f"no row of {row['id']!r} in evidence.csv asserts it; say which source does")
        if row["certainty"] == "high" and not _high(rows, vantage, rests_on):
            said = (
                "high needs checked rows: a primary document seen whole, or two independent witnesses of which one was "
                "seen whole; check the rows again, or write medium"
            )
            yield Problem(file, line, "certainty", said)
        if row["certainty"] == "refuted" and not any(one["relation"] in AGAINST for one in rows):
            said = "refuted needs a row in evidence.csv that disputes or corrects it; add it, or write low"
            yield Problem(file, line, "certainty", said)


def _events(events, claims):
    told = defaultdict(list)
    for _, _, row in claims:
        told[row["event"]].append(row["when"])
    for file, line, row in events:
        if row["id"] not in told:
            yield Problem(file, line, "id", f"no claim names the event {row['id']!r}; name it there, or take it out")
        dated = [when for when in told[row["id"]] if _valid(when)]
        if dated and _valid(row["when"]) and not any(_overlap(row["when"], when) for when in dated):
            said = f"{row['when']}, but the claims that name the event are of {dated[0]}; correct the one that is wrong"
            yield Problem(file, line, "when", said)


def _valid(when):
    try:
        return bool(when) and bool(span(when))
    except ValueError:
        return False


def _overlap(one, other):
    a, b = span(one), span(other)
    return not (a.latest and b.earliest and a.latest < b.earliest) and not (b.latest and a.earliest and b.latest < a.earliest)


def _high(rows, vantage, rests_on):
    witnesses = [row for row in rows if row["checked"] and row["relation"] in FOR and row["source"] in vantage]
    whole = [row for row in witnesses if row["seen"] == "whole"]
    if any(vantage[row["source"]] in PRIMARY for row in whole):
        return True
    return bool(whole) and len({root(row["source"], rests_on) for row in witnesses}) > 1


def _evidence(evidence):
    for file, line, row in evidence:
        words = len(row["quote"].split())
        essay = row["source"] == "essay"
        longest = LONGEST_ESSAY_QUOTE if essay else LONGEST_QUOTE
        if row["relation"] == "silent":
            if words or row["seen"] != "whole":
                said = "a silent row has no quote and needs seen = whole; what was not seen whole is no silence"
                yield Problem(file, line, "relation", said)
        elif words > longest:
            yield Problem(file, line, "quote", f"too long: {words} words; keep the {longest} deciding ones at most")
        elif not words or (essay and words < SHORTEST_ESSAY_QUOTE):
            least = SHORTEST_ESSAY_QUOTE if essay else 1
            yield Problem(file, line, "quote", f"too short: {words} words; give the deciding words, {least} at least")
        if row["seen"] == "quoted-elsewhere" and not row["via"]:
            yield Problem(file, line, "via", "missing: say in which source the quoted words were seen")


def _sources(sources, *users):
    used = {row[name] for rows in users for _, _, row in rows for name in ("source", "via") if name in row}
    used |= {row["derived_from"] for _, _, row in sources}
    rests_on = {row["id"]: row["derived_from"] for _, _, row in sources}
    for file, line, row in sources:
        way, source = [row["id"]], row["derived_from"]
        while source and source not in way:
            way.append(source)
            source = rests_on.get(source)
        if row["id"] not in used:
            said = f"nothing rests on {row['id']!r}: no evidence, status, figure, term or other source; use it, or take it out"
            yield Problem(file, line, "id", said)
        if source == row["id"]:
            said = f"circular: {' rests on '.join([*way, source])}; decide which one was first"
            yield Problem(file, line, "derived_from", said)


def _questions(questions, options):
    answers = defaultdict(list)
    for _, _, row in options:
        answers[row["question"]].append(row)
    for file, line, row in questions:
        right = [answer for answer in answers[row["id"]] if answer["right"] == "true"]
        if row["kind"] == "task":  # answered from the data, not from options
            continue
        if len(answers[row["id"]]) < 2:
            yield Problem(file, line, "id", f"{row['id']!r} has fewer than two rows in options.csv; add its answers")
        elif len(right) != 1:
            yield Problem(file, line, "id", f"{row['id']!r} has {len(right)} right answers; a question has one")
        elif right[0]["claim"] != row["claim"]:
            said = f"{row['claim']!r} decides {row['id']!r}, but the right answer {right[0]['id']!r} rests on {right[0]['claim']!r}"
            yield Problem(file, line, "claim", f"{said}; correct the one that is wrong")
        if row["kind"] == "commit" and not row["follows"]:
            yield Problem(file, line, "follows", "missing: say which prediction the feedback quotes back")


def _quotes(evidence, paragraphs):
    used = defaultdict(set)
    last = None
    for file, line, row in evidence:
        if row["source"] != "essay" or row["relation"] == "silent":
            continue
        last = (file, line)
        number = row["locator"].removeprefix("paragraph ")
        text = paragraphs.get(int(number)) if number.isdigit() else None
        if text is None:
            yield Problem(file, line, "locator", f"the essay has no {row['locator']!r}; write paragraph 1 to {max(paragraphs)}")
        elif row["quote"] not in text:
            there = [n for n, other in paragraphs.items() if row["quote"] in other]
            said = f"the words stand in paragraph {there[0]}" if there else "copy the words letter by letter"
            yield Problem(file, line, "quote", f"{row['quote']!r} is not in {row['locator']} of the essay; {said}")
        else:
            first = len(text[: text.index(row["quote"])].split())
            used[int(number)] |= set(range(first, first + len(row["quote"].split())))
    quoted, whole = sum(map(len, used.values())), sum(len(text.split()) for text in paragraphs.values())
    if 3 * quoted > whole:
        yield Problem(*last, "quote", f"{quoted} of the essay's {whole} words are quoted; keep it under a third: shorten quotes")


_RULES = [
    (_claims, ["claims", "evidence", "sources"]),
    (_events, ["events", "claims"]),
    (_evidence, ["evidence"]),
    (_sources, ["sources", "evidence", "statuses", "figures", "terms"]),
    (_questions, ["questions", "options"]),
]


def main(arguments):
    """Print every problem of the folder and say by the exit status whether there is one."""
    found = problems(*arguments[:1])
    for problem in found:
        print(problem)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
