"""What is made from the data: data/README.md (tables and columns), data/claims/ (each claim with its words), data/in-lessons.md
(which lesson uses which claim), the README's picture."""

from html import escape
from pathlib import Path

import nbformat
import voices

from diplo_lib import cite, describe, load, points, side_by_side, standing, witnesses
from diplo_lib.dates import in_words
from diplo_lib.explorers.explorer import RELATION_IN_WORDS, STATED_IN_WORDS

DATA = Path(__file__).parent.parent / "data"
README_PICTURE = DATA.parent / "docs" / "side-by-side.png"


def pages(archive):
    """Every made page as `{path under data/: text}`."""
    made = {"README.md": _dictionary(archive)}
    stands = standing(archive).set_index("claim")
    rows = {claim: group for claim, group in witnesses(archive).groupby("claim", sort=False)}
    citations = {source: cite(archive, source) for source in archive.sources.id}
    urls = archive.sources.set_index("id").url
    names = archive.actors.set_index("id").name
    for topic, claims in archive.claims.groupby("topic", sort=True):
        text = [f"# Claims: {topic.replace('-', ' ')}", "", "Made from the data by `make lessons`; do not edit.", ""]
        for _, claim in claims.iterrows():
            holder = f", held by {names[claim.holder]}" if claim.holder else ""
            when = f" {in_words(claim.when)[0].upper()}{in_words(claim.when)[1:]}." if claim.when else ""
            text += [f"## {claim.id}", "", plain(claim.text), ""]
            text += [f"*A {claim.kind}{holder}.{when} Our certainty: {claim.certainty}. {plain(claim.basis)} "
                     f"Standing: {stands.standing[claim.id]}.*", ""]  # fmt: skip
            for _, row in rows[claim.id].iterrows():
                words = f": “{plain(row.quote)}”" if row.quote else ""
                how = f", {STATED_IN_WORDS[row.stated]}" if row.quote else ""
                link = f"[{plain(citations[row.source])}]({urls[row.source]})" if urls[row.source] else plain(citations[row.source])
                marks = f"*{row.vantage}, {row.perspective}; " + ("checked" if row.checked else "unchecked") + "*"
                text.append(f"- {RELATION_IN_WORDS[row.relation]}{how}{words} ({row.locator}). {link} {marks}")
            text.append("")
        made[f"claims/{topic}.md"] = "\n".join(text)
    made["in-lessons.md"] = _in_lessons(archive)
    return made


def _in_lessons(archive):
    notebooks = {path.stem: nbformat.read(path, as_version=4) for path in (DATA.parent / "notebooks").glob("*.ipynb")}
    uses = voices.uses(archive, notebooks)
    free = sum(not lessons for lessons in uses.values())
    text = [
        "# Which lesson uses which claim",
        "",
        "Made from the data and the lessons by `make lessons`; do not edit. A lesson uses a claim when its prose cites it, or a question or answer",
        f"rests on it. {len(uses) - free} of {len(uses)} claims are used; the other {free} are found with `ClaimExplorer`.",
    ]
    for topic, claims in archive.claims.groupby("topic", sort=True).id:
        here = [claim for claim in claims if uses[claim]]
        text += ["", f"## {topic.replace('-', ' ')}: {len(here)} of {len(claims)}", ""]
        text += [f"- [{claim}](claims/{topic}.md#{claim}): {', '.join(uses[claim])}" for claim in here]
        unused = [f"[{claim}](claims/{topic}.md#{claim})" for claim in claims if not uses[claim]]
        text += ["", "In no lesson: " + ", ".join(unused) + "."] if unused else []
    return "\n".join(text) + "\n"


def plain(text):
    """Text that Markdown shows as it is."""
    text = escape(text, quote=False)
    for sign in "\\`*_[]#|":
        text = text.replace(sign, "\\" + sign)
    return text


def _dictionary(archive):
    text = [
        "# The data",
        "",
        f"Version {archive.schema['version']}. {archive.schema['description']} Licence: CC BY 4.0.",
        "",
        "The one schema is [datapackage.json](datapackage.json); this page is made from it by `make lessons`.",
        "Dates are EDTF: `2004`, `2004-12`, `2004-12-11/2004-12-14`; `~` behind a date says about, `?` uncertain.",
        "",
        "| table | rows | what a row is |",
        "|---|---|---|",
        *(f"| [{row.table}](#{row.table}) | {row.rows} | {row.meaning} |" for row in describe(archive).itertuples()),
    ]
    for table in describe(archive).table:
        text += ["", f"## {table}", "", "| column | type | meaning |", "|---|---|---|"]
        for row in describe(archive, table).itertuples():
            words = f" One of: {row.words}." if row.words else ""
            text.append(f"| `{row.column}` | {row.type} | {row.meaning.replace('|', chr(92) + '|')}{words} |")
    return "\n".join(text) + "\n"


def readme_picture(archive):
    """The picture that the README shows."""
    return side_by_side(points(archive), "ksg-1998", "ksg-2005", "self-governance")


def write(archive):
    """Write the pages and the picture, and take out the pages of topics that are gone."""
    README_PICTURE.write_bytes(readme_picture(archive).png)
    made = pages(archive)
    (DATA / "claims").mkdir(exist_ok=True)
    for old in (DATA / "claims").glob("*.md"):
        if f"claims/{old.name}" not in made:
            old.unlink()
    for path, text in made.items():
        (DATA / path).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write(load())
