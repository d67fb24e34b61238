"""What became of the measures, what crosses the Line of Control, and what the numbers say."""

from pandas import DataFrame, concat

from ..claims import cite
from ..dates import in_words
from ..pictures import crossings, fate, figures_chart
from ..tables import histories, strip
from .explorer import Chosen, PictureExplorer, words_on

# kinds of `archive.measures` that are shown together
KINDS = {
    "buses and trains": ["bus", "train"],
    "crossings, trade, permits": ["crossing", "trade", "permit", "pilgrimage", "communication"],
    "ceasefire and soldiers": ["ceasefire", "forces", "hotline"],
    "military and nuclear": ["military", "nuclear"],
    "water, projects, dialogue": ["water", "joint-project", "dialogue"],
}


class FateExplorer(PictureExplorer):
    """What became of each measure, from the first proposal to the last state that a source dates?

    State: `kind` (kathmandu: what the Kathmandu meeting recommended; else a group of measures), `measured` (2010: at its end, what
    came later is pale; latest: by the last word) and `item`, a measure with its dated states.

    >>> from diplo_lib import load
    >>> FateExplorer(load(), kind="kathmandu").table().columns[0]
    'measure'
    """

    kind = Chosen("kathmandu")
    measured = Chosen("latest")
    picker = "Show the dated states of"

    def choices(self):
        kinds = {"recommended at Kathmandu": "kathmandu"} | {name: name for name in KINDS}
        return {"kind": ("Measures", kinds), "measured": ("Measured", {"at the end of 2010": "2010", "by the last word": "latest"})}

    def make(self):
        return fate(self._here(), latest=self.measured == "latest")

    def items(self):
        return {title: self._dated(rows) for title, rows in self._here().groupby("title", sort=False)}

    def _here(self):
        rows = histories(self._archive)
        return rows[rows.recommendation != ""] if self.kind == "kathmandu" else rows[rows.kind.isin(KINDS[self.kind])]

    def _dated(self, rows):
        who = [cite(self._archive, source) for source in rows.source]
        return DataFrame({"when": [in_words(when) for when in rows.when], "state": rows.state.to_list(), "who says so": who, "note": rows.note.to_list()})


class CrossingsExplorer(PictureExplorer):
    """What crossed the Line of Control, where, and when? A strip from north to south, no map.

    State: `service` (bus, trade; relief, on foot; empty for all), `year`, at the end of which it is asked, and `item`, a crossing.

    >>> from diplo_lib import load
    >>> "At the end of 2010" in CrossingsExplorer(load(), year="2010").text()
    True
    """

    service = Chosen()
    year = Chosen("2010")
    picker = "Show the words on"

    def choices(self):
        there = set(self._archive.crossings.service)
        services = {"all": ""} | {service: service for service in ("bus", "trade", "relief, on foot") if service in there}
        years = {year: year for year in ("2004", "2006", "2010", "2018", "2025")}
        return {"service": ("What crosses", services), "year": ("At the end of", years)}

    def make(self):
        return crossings(strip(self._archive), int(self.year), self.service)

    def items(self):
        rows = strip(self._archive)
        rows = rows[rows.service == self.service] if self.service else rows
        return {name: self._told(here) for name, here in rows.groupby("crossing", sort=False)}

    def _told(self, rows):
        claims = dict.fromkeys([*rows.claim, *filter(None, rows.stop_claim)])
        return words_on(self._archive, claims)


# what is counted: its title, the counts that are shown together (label, series, and the route if it is one of several),
# and whether they are running totals; of one unit each
COUNTED = {
    "violations": (
        "Ceasefire violations by the other side",
        [("India's count,\nline and border", "ceasefire-violations-all", ""), ("India's count,\nline only", "ceasefire-violations-loc", ""),
         ("Pakistan's\ncount", "ceasefire-violations-pakistani-count", "both")], False),
    "killed by firing": (
        "People killed by firing across the line",
        [("Indian side,\ncivilians", "ceasefire-killed-india-side", ""), ("Pakistan side", "ceasefire-killed-pakistan-side", "")], False),
    "attempts to cross": (
        "Attempts to cross the line, by Indian counts",
        [("attempts", "infiltration-attempts", "")], False),
    "deaths": (
        "Killed in militancy, by Indian counts",
        [("civilians", "civilians-killed", ""), ("security\nforces", "security-forces-killed", ""), ("militants", "militants-killed", "")], False),
    "incidents": (
        "Militancy incidents, by Indian counts",
        [("first count", "militancy-incidents", ""), ("given again\nlater", "militancy-incidents-restated", ""), ("police count", "police-count-incidents", "")], False),
    "travellers": (
        "Running totals of travellers by all buses",
        [("both ways", "travellers-cumulative", "all"), ("from the\nIndian side", "travellers-cumulative-from-india-side", "all"),
         ("from the\nPakistan side", "travellers-cumulative-from-pakistan-side", "all")], True),
    "one bus": (
        "Running totals of the Srinagar-Muzaffarabad bus",
        [("both ways", "travellers-cumulative", "Srinagar-Muzaffarabad"), ("from the\nIndian side", "travellers-cumulative-from-india-side", "Srinagar-Muzaffarabad"),
         ("from the\nPakistan side", "travellers-cumulative-from-pakistan-side", "Srinagar-Muzaffarabad")], True),
    "permits": (
        "Applications for permits, of either side",
        [("asked for", "permit-applications", ""), ("waiting", "permit-applications-pending", "")], True),
    "trade": (
        "Goods traded at Uri",
        [("into the\nIndian side", "trade-value-eastward", "Uri"), ("to the\nPakistan side", "trade-value-westward", "Uri")], False),
    "trade, both roads": (
        "Goods traded on both roads",
        [("into the\nIndian side", "trade-value-eastward", "both"), ("to the\nPakistan side", "trade-value-westward", "both")], False),
    "trucks": (
        "Trucks at Uri",
        [("into the\nIndian side", "trade-trucks-eastward", "Uri"), ("to the\nPakistan side", "trade-trucks-westward", "Uri")], False),
    "trade of the two states": (
        "Recorded trade between India and Pakistan",
        [("both ways", "india-pakistan-trade", ""), ("from India", "india-pakistan-trade-from-india", ""), ("from\nPakistan", "india-pakistan-trade-from-pakistan", "")], False),
}  # fmt: skip


class FiguresExplorer(PictureExplorer):
    """What do the numbers say, and who counts? Numbers by year as sources give them; rival counts side by side.

    State: `what` is counted, `scale` (whole, or closer: the lower half of the numbers) and `item`, one count with its numbers and their sources.

    >>> from diplo_lib import load
    >>> FiguresExplorer(load(), what="trucks").table().unit.unique().tolist()
    ['trucks']
    """

    what = Chosen("violations")
    scale = Chosen("whole")
    picker = "Show the numbers of"

    def choices(self):
        return {
            "what": ("What is counted", {name: name for name in COUNTED}),
            "scale": ("Scale", {"whole": "whole", "closer: small numbers": "closer"}),
        }

    def make(self):
        title, _, totals = COUNTED[self.what]
        return figures_chart(self._here(), title, totals, self.scale == "closer")

    def items(self):
        counters = self._archive.series.set_index("id").counter
        return {label.replace("\n", " "): self._sourced(rows).assign(counter=counters[rows.series.iloc[0]]) for label, rows in self._here().groupby("label", sort=False)}

    def _here(self):
        figures = self._archive.figures
        parts = [
            figures[(figures.series == series) & ((figures.route == route) | (not route))].assign(label=label)
            for label, series, route in COUNTED[self.what][1]
        ]
        return concat(parts)

    def _sourced(self, rows):
        rows = rows.sort_values("start", kind="stable")
        return DataFrame(
            {
                "period": [in_words(period) if period else "no date" for period in rows.period],
                "number": [f"{value:,g}" for value in rows.value],
                "unit": rows.unit.to_list(),
                "who says so": [cite(self._archive, source) for source in rows.source],
                "note": rows.note.to_list(),
            }
        )
