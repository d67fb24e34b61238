"""Joined tables from which pictures are drawn: points of proposals, states of measures, envoys, who was at a meeting."""

import pandas as pd

from .archive import did_you_mean
from .claims import witnesses
from .dates import span


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
    claim`. From `archive.roles`; bodies are left out unless they were kept away. Raises KeyError for a forum without a meeting.

    >>> from diplo_lib import load
    >>> set(presences(load(), "pugwash-conferences").presence) <= {"invited", "reported present", "confirmed by organiser", "kept away"}
    True
    """
    events = archive.events[archive.events.forum == forum]
    if events.empty:
        raise KeyError(f"there is no forum {forum!r} among the events; {did_you_mean(forum, filter(None, archive.events.forum.unique()))}")
    meetings = events[["id", "title", "start"]].rename(columns={"id": "event", "title": "meeting"})
    actors = archive.actors[["id", "name", "side", "kind"]].rename(columns={"id": "actor", "name": "person"})
    rows = archive.roles[["event", "actor", "role", "presence", "claim"]].merge(meetings, on="event").merge(actors, on="actor")
    rows = rows[(rows.kind == "person") | (rows.presence == "kept away")]
    rows["side"] = rows.side.map(SIDES)
    return rows.sort_values("start", kind="stable")[["event", "meeting", "start", "person", "side", "role", "presence", "claim"]].reset_index(drop=True)


def envoys(archive):
    """The envoys of the back channels: one row for each person and claim, as far as a source dates it.

    Columns: `person, side` (Indian or Pakistani), `event` (the channel), `when` (a date text), `start, end, claim`. From `archive.roles`:
    a role's own time where it has one, else that of the channel.

    >>> from diplo_lib import load
    >>> "Satinder Lambah" in envoys(load()).person.to_list()
    True
    """
    channels = archive.events.query("track == 'back channel'")[["id", "when", "start", "end"]]
    channels = channels.rename(columns={"id": "event", "when": "time", "start": "from", "end": "to"})
    actors = archive.actors[["id", "name", "side"]].rename(columns={"id": "actor", "name": "person"})
    rows = archive.roles.query("role == 'envoy'").merge(channels, on="event").merge(actors, on="actor")
    rows["side"] = rows.side.map(SIDES)
    rows = rows[rows.side.isin(["Indian", "Pakistani"])]
    dated = rows.when != ""
    for own, common in (("when", "time"), ("start", "from"), ("end", "to")):
        rows[own] = rows[own].where(dated, rows[common])
    # the channel's own time counts only for those of whom no source says when
    own = set(rows[dated].person + rows[dated].event)
    rows = rows[dated | ~(rows.person + rows.event).isin(own)]
    return rows.sort_values(["side", "start"], kind="stable")[["person", "side", "event", "when", "start", "end", "claim"]].reset_index(drop=True)


def histories(archive):
    """The states of every measure, as sources date them: one row a state.

    Columns: `measure, title, kind, recommendation` (of the measure), `state, when, start, end, source, note`.

    >>> from diplo_lib import load
    >>> histories(load()).query("measure == 'cross-loc-trade'").state.iloc[0]
    'proposed'
    """
    measures = archive.measures[["id", "title", "kind", "recommendation"]].rename(columns={"id": "measure"})
    return archive.statuses.merge(measures, on="measure").sort_values(["measure", "start"], kind="stable").reset_index(drop=True)


def strip(archive):
    """What went over which crossing of the Line of Control: one row for each crossing and service.

    Columns: `crossing` (both places), `india_side, pakistan_side, lat` (degrees north), `service, measure, began, stopped` (date texts,
    empty where not known), `start` (the day it began at the latest), `end` (the day it stopped at the latest), `claim, stop_claim`.

    >>> from diplo_lib import load
    >>> set(strip(load()).service) <= {"bus", "trade", "relief, on foot"}
    True
    """
    rows = archive.crossings
    places = archive.places.set_index("id")
    latest = {name: pd.to_datetime([span(text).latest if text else None for text in rows[name]]) for name in ("began", "stopped")}
    rows = rows.assign(lat=rows.india_side.map(places.lat), start=latest["began"], end=latest["stopped"])
    rows["india_side"], rows["pakistan_side"] = rows.india_side.map(places.name), rows.pakistan_side.map(places.name)
    rows["crossing"] = rows.pakistan_side + " and " + rows.india_side
    columns = ["crossing", "india_side", "pakistan_side", "lat", "service", "measure", "began", "stopped", "start", "end", "claim", "stop_claim"]
    return rows[columns].sort_values("lat", ascending=False, kind="stable").reset_index(drop=True)


SIDES = {
    "indian": "Indian",
    "pakistani": "Pakistani",
    "kashmiri-indian-administered": "Kashmiri, Indian-administered part",
    "kashmiri-pakistan-administered": "Kashmiri, Pakistan-administered part",
    "kashmiri-diaspora": "Kashmiri, abroad",
    "third-party": "third party",
}
