"""Joined tables from which pictures are drawn: points of proposals, states of measures, who was at a meeting."""

import pandas as pd

from .archive import did_you_mean
from .claims import witnesses


def points(archive):
    """The points of all packages of proposals: one row a point, with the words that decide it.

    Columns: `package, title` (of the package), `theme, claim, text, certainty, quote, source, locator` and `own`: whether
    the words stand in a document of those who made the proposal, or others report them.

    >>> from diplo_lib import load
    >>> set(points(load()).query("package == 'ksg-2005'").theme) >= {"territory", "self-governance"}
    True
    """
    own = witnesses(archive)
    own = own[(own.relation == "asserts") & (own.quote != "")].drop_duplicates("claim")
    packages = archive.packages[["id", "title"]].rename(columns={"id": "package"})
    columns = ["package", "title", "theme", "claim", "text", "certainty", "quote", "source", "locator", "own"]
    said = own.drop(columns="title").assign(own=own.vantage.isin(["organiser", "official"]))
    return archive.proposals.merge(packages, on="package").merge(said, on="claim")[columns]


def measure_states(archive, day=None):
    """The state of each measure on a day (a date text such as "2010-12-31"), by default the latest that a source dates.

    Columns: `measure, title, state, when, source, note`; a measure that had no state yet has empty texts. Computed from
    `archive.statuses`: the row that began last.

    >>> from diplo_lib import load
    >>> states = measure_states(load(), "2010-12-31").set_index("measure").state
    >>> states["bus-srinagar-muzaffarabad"]
    'resumed'
    """
    rows = archive.statuses.sort_values("start", kind="stable")
    if day is not None:
        rows = rows[rows.start <= pd.Timestamp(day)]
    last = rows.drop_duplicates("measure", keep="last")[["measure", "state", "when", "source", "note"]]
    measures = archive.measures[["id", "title"]].rename(columns={"id": "measure"})
    return measures.merge(last, on="measure", how="left").fillna("")


def presences(archive, forum):
    """Who was, or was to be, at the meetings of a forum: one row for each person, meeting and claim.

    Columns: `event, meeting` (its title), `start, person, side` (Indian, Pakistani, Kashmiri ..., third party), `role, presence,
    claim`. From `archive.roles`; bodies are left out. Raises KeyError for a forum without a meeting.

    >>> from diplo_lib import load
    >>> set(presences(load(), "pugwash-conferences").presence) <= {"invited", "reported present", "confirmed by organiser", "kept away"}
    True
    """
    events = archive.events[archive.events.forum == forum]
    if events.empty:
        raise KeyError(f"there is no forum {forum!r} among the events; {did_you_mean(forum, filter(None, archive.events.forum.unique()))}")
    meetings = events[["id", "title", "start"]].rename(columns={"id": "event", "title": "meeting"})
    people = archive.actors.query("kind == 'person'")[["id", "name", "side"]].rename(columns={"id": "actor", "name": "person"})
    rows = archive.roles[["event", "actor", "role", "presence", "claim"]].merge(meetings, on="event").merge(people, on="actor")
    rows["side"] = rows.side.map(SIDES)
    return rows.sort_values("start", kind="stable")[["event", "meeting", "start", "person", "side", "role", "presence", "claim"]].reset_index(drop=True)


SIDES = {
    "indian": "Indian",
    "pakistani": "Pakistani",
    "kashmiri-indian-administered": "Kashmiri, Indian-administered part",
    "kashmiri-pakistan-administered": "Kashmiri, Pakistan-administered part",
    "kashmiri-diaspora": "Kashmiri, abroad",
    "third-party": "third party",
}
