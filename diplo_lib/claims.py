"""What the evidence says: who speaks for and against a claim, in which words, and how well it stands."""

from functools import lru_cache

import pandas as pd

from .archive import did_you_mean
from .dates import in_words

FOR = ("asserts", "confirms")
AGAINST = ("disputes", "corrects")

def witnesses(archive):
    """One row for each piece of evidence, beside its claim and its source: the table for questions of one line.

    Columns: `claim, text, kind, topic, certainty, holder, holder_side` (of the claim), `relation, stated, quote, value,
    locator, seen, via, checked, source` (of the evidence), `author, title, container_title, publisher, issued, vantage, perspective`
    (of the source) and `root`, the source on which that one rests: two papers with one root are one witness.

    >>> from diplo_lib import load
    >>> w = witnesses(load())
    >>> w.query("source == 'essay' and locator == 'paragraph 16'").claim.is_unique
    True
    """
    return _joined(archive).copy(deep=False)


def evidence_for(archive, claim):
    """The evidence rows of one claim, for and against, as in `witnesses`.

    Raises KeyError that names the nearest claims.

    >>> from diplo_lib import load
    >>> evidence_for(load(), "lambah-rounds").source.iloc[0]
    'essay'
    """
    rows = _rows_by_claim(archive)
    if claim not in rows:
        raise KeyError(f"there is no claim {claim!r}; {did_you_mean(claim, rows)}")
    return _joined(archive).iloc[rows[claim]].reset_index(drop=True)


def standing(archive):
    """How well each claim stands: one row a claim, from counts of independent, checked witnesses.

    Columns: `claim, text, topic, certainty, supporting` (independent checked sources that assert or confirm it),
    `against` (that dispute or correct it), `unchecked` (rows not compared with their page again) and `standing`:
    contested (somebody checked is against it), corroborated (two or more for it), single-source, or unchecked.

    >>> from diplo_lib import load
    >>> set(standing(load()).standing) <= {"contested", "corroborated", "single-source", "unchecked"}
    True
    """
    table = witnesses(archive)
    checked = table[table.checked != ""]
    counts = archive.claims[["id", "text", "topic", "certainty"]].rename(columns={"id": "claim"})

    def independent(relations):
        found = checked[checked.relation.isin(relations)].groupby("claim").root.nunique()
        return counts.claim.map(found).fillna(0).astype(int)

    counts["supporting"], counts["against"] = independent(FOR), independent(AGAINST)
    unchecked = table[table.checked == ""].groupby("claim").size()
    counts["unchecked"] = counts.claim.map(unchecked).fillna(0).astype(int)
    counts["standing"] = "unchecked"
    counts.loc[counts.supporting == 1, "standing"] = "single-source"
    counts.loc[counts.supporting > 1, "standing"] = "corroborated"
    counts.loc[counts.against > 0, "standing"] = "contested"
    return counts


def find(archive, words="", **wanted):
    """The claims in which all these words occur (in the claim, its basis, its quotes or the names of its sources).

    More can be asked by column: `topic=`, `kind=`, `certainty=`, `holder=`, `event=` of the claim, and `source=`,
    `locator=`, `relation=`, `perspective=`, `vantage=` of any of its evidence rows. Raises KeyError for another name.

    >>> from diplo_lib import load
    >>> find(load(), "fifteen times", source="essay", locator="paragraph 16").id.to_list()
    ['lambah-rounds']
    """
    claims, table = archive.claims, witnesses(archive)
    of_evidence = ["source", "locator", "relation", "stated", "perspective", "vantage"]
    for name in wanted:
        if name not in of_evidence and name not in claims:
            raise KeyError(f"claims cannot be asked by {name!r}; {did_you_mean(name, [*claims, *of_evidence])}")
    rows = pd.Series(True, index=table.index)
    for name in wanted:
        if name in of_evidence:
            rows &= table[name] == wanted[name]
        else:
            claims = claims[claims[name] == wanted[name]]
    claims = claims[claims.id.isin(table.claim[rows])]
    texts = _words(archive).loc[claims.id]
    for word in words.lower().split():
        texts = texts[texts.str.contains(word, regex=False)]
    return claims[claims.id.isin(texts.index)].reset_index(drop=True)


def cite(archive, source):
    """One source as a line of a bibliography. Raises KeyError that names the nearest sources.

    >>> from diplo_lib import load
    >>> cite(load(), "essay")[:18]
    'G. Parthasarathy, '
    """
    lines = _citations(archive)
    if source not in lines:
        raise KeyError(f"there is no source {source!r}; {did_you_mean(source, lines)}")
    return lines[source]


def bibliography(archive, claims):
    """The sources behind these claims: a DataFrame with `source` and `citation`, in alphabetical order.

    Raises KeyError for a claim that does not exist.

    >>> from diplo_lib import load
    >>> "essay" in bibliography(load(), ["lambah-rounds"]).source.to_list()
    True
    """
    used = {source for claim in claims for source in evidence_for(archive, claim).source}
    rows = archive.sources[archive.sources.id.isin(used)]
    made = pd.DataFrame({"source": rows.id, "citation": [cite(archive, source) for source in rows.id]})
    return made.sort_values("citation", key=lambda lines: lines.str.lower()).reset_index(drop=True)


# One archive is asked many times; what it is asked from is made once.
@lru_cache(maxsize=4)
def _joined(archive):
    claims = archive.claims[["id", "text", "kind", "topic", "certainty", "holder"]].rename(columns={"id": "claim"})
    claims["holder_side"] = claims.holder.map(archive.actors.set_index("id").side).fillna("")
    sources = archive.sources
    rests_on = dict(zip(sources.id, sources.derived_from))
    sources["root"] = [root(source, rests_on) for source in sources.id]
    kept = ["id", "author", "title", "container_title", "publisher", "issued", "vantage", "perspective", "root"]
    sources = sources[kept].rename(columns={"id": "source"})
    return claims.merge(archive.evidence, on="claim", sort=False).merge(sources, on="source", how="left", sort=False)


@lru_cache(maxsize=4)
def _rows_by_claim(archive):
    return _joined(archive).groupby("claim", sort=False).indices


def root(source, rests_on):
    """The source at the end of the way that `rests_on` (source to the one it is derived from) leads from this one.

    >>> root("radio", {"radio": "paper", "paper": "agency", "agency": ""})
    'agency'
    """
    way = [source]
    while rests_on.get(way[-1]) and rests_on[way[-1]] not in way:
        way.append(rests_on[way[-1]])
    return way[-1]


@lru_cache(maxsize=4)
def _words(archive):
    rows = _joined(archive)
    said = rows.quote + " " + rows.title + " " + rows.container_title
    said = said.groupby(rows.claim).agg(" ".join)
    names = archive.mentions.actor.map(archive.actors.set_index("id").name).groupby(archive.mentions.claim).agg(" ".join)
    claims = archive.claims.set_index("id")
    parts = claims.text + " " + claims.basis + " " + claims.topic
    return (parts + " " + said.reindex(parts.index, fill_value="") + " " + names.reindex(parts.index, fill_value="")).str.lower()


@lru_cache(maxsize=4)
def _citations(archive):
    return {row.id: _citation(row) for row in archive.sources.itertuples()}


def _citation(source):
    where = source.container_title or source.publisher
    parts = [source.author, f"“{source.title}”" if source.title != "[no title seen]" else "", where]
    parts += [in_words(source.issued) if source.issued else "no date seen"]
    line = ", ".join(part for part in parts if part)
    return line + (f" ({source.via})" if source.via else "") + "."
