"""Who prints and who speaks in a lesson, and which lesson uses which claim: counted, never typed."""

import re

from diplo_lib import evidence_for

CITED = re.compile(r"\]\(\.\./data/claims/[a-z-]+\.md#([a-z0-9-]+)\)")
SIDES = {"indian": "Indian", "pakistani": "Pakistani", "kashmiri": "Kashmiri", "third": "third-party"}


def cited(notebook):
    """The claims that a lesson's prose cites, in their order."""
    cells = [cell.source for cell in notebook.cells[:-1] if cell.cell_type == "markdown"]
    return list(dict.fromkeys(CITED.findall("\n".join(cells))))


def voices(archive, claims):
    """How many sources of each side stand behind these claims, and how many of the claims name or quote its people or bodies.

    Both as `{side: number}`, and the number of all sources.
    """
    sources = archive.evidence[archive.evidence.claim.isin(claims) & (archive.evidence.relation != "silent")].source.unique()
    prints = archive.sources.set_index("id").perspective[sources]
    side = archive.actors.set_index("id").side
    named = archive.mentions[archive.mentions.claim.isin(claims)]
    speak = named.assign(side=named.actor.map(side)).groupby("claim").side.agg(" ".join)
    return (
        {name: int(prints.str.startswith(start).sum()) for start, name in SIDES.items()},
        {name: int(speak.str.contains(rf"\b{start}").sum()) for start, name in SIDES.items()},
        len(sources),
    )


def told(archive, claims):
    """The voices of a lesson in two sentences."""
    prints, speak, sources = voices(archive, claims)
    printed = ", ".join(f"{number} {name}" for name, number in prints.items())
    spoken = ", ".join(f"{number} {name}" for name, number in speak.items())
    return (
        f"**Who prints, who speaks.** The sources behind these claims are {sources}: {printed}. "
        f"Of the {len(claims)} claims so many name or quote people or bodies of each side: {spoken}."
    )


def one_sided(archive, claim):
    """Whether somebody disputes a claim and all who speak to it print from one side."""
    rows = evidence_for(archive, claim).query("relation != 'silent'")
    return rows.relation.isin(["disputes", "corrects"]).any() and rows.perspective.str.partition("-")[0].nunique() == 1


def uses(archive, notebooks):
    """Which lessons use a claim, in prose, question or answer: `{claim: [numbers of lessons]}`, and every claim is in it."""
    found = {claim: [] for claim in archive.claims.id}
    questions = archive.questions.set_index("id")
    asked = {}
    for claim, question in [*zip(archive.options.claim, archive.options.question), *zip(questions.claim, questions.index)]:
        asked.setdefault(questions.lesson[question], set()).add(claim)
    for name, notebook in sorted(notebooks.items()):
        for claim in set(cited(notebook)) | asked.get(name, set()):
            if claim in found:
                found[claim].append(name[:2])
    return found
