"""What became of the measures, what crosses the Line of Control, and what the numbers say."""

from pandas import DataFrame, concat

from ..claims import cite, evidence_for
from ..dates import in_words
from ..pictures import crossings, fate, figures_chart
from ..tables import histories, strip
from .explorer import Chosen, PictureExplorer, words_of

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
        return concat([words_of(self._archive, evidence_for(self._archive, claim)) for claim in claims], ignore_index=True)


# what is counted: its title, and the series that are shown together, each with a short label; of one unit each
COUNTED = {
    "violations": ("Ceasefire violations", {"ceasefire-violations-all": "India's count,\nline and border", "ceasefire-violations-loc": "India's count,\nline only", "ceasefire-violations-pakistani-count": "Pakistan's\ncount"}),
    "killed by firing": ("People killed by firing across the line", {"ceasefire-killed-india-side": "Indian side,\ncivilians", "ceasefire-killed-pakistan-side": "Pakistan side"}),
    "attempts to cross": ("Attempts to cross the line, by Indian counts", {"infiltration-attempts": "attempts"}),
    "deaths": ("People killed in militancy, by Indian counts", {"civilians-killed": "civilians", "security-forces-killed": "security\nforces", "militants-killed": "militants"}),
    "incidents": ("Militancy incidents, by Indian counts", {"militancy-incidents": "first count", "militancy-incidents-restated": "given again\nlater", "police-count-incidents": "police count"}),
    "travellers": ("Travellers by bus, running totals", {"travellers-cumulative": "both ways", "travellers-cumulative-from-india-side": "from the\nIndian side", "travellers-cumulative-from-pakistan-side": "from the\nPakistan side"}),
    "permits": ("Applications for permits to cross", {"permit-applications": "made", "permit-applications-pending": "waiting"}),
    "trade": ("Trade across the line, in value", {"trade-value-eastward": "into the\nIndian side", "trade-value-westward": "to the\nPakistan side"}),
    "trucks": ("Trucks across the line", {"trade-trucks-eastward": "into the\nIndian side", "trade-trucks-westward": "to the\nPakistan side"}),
    "trade of the two states": ("Trade between India and Pakistan", {"india-pakistan-trade": "both ways", "india-pakistan-trade-from-india": "from India", "india-pakistan-trade-from-pakistan": "from\nPakistan"}),
}  # fmt: skip


class FiguresExplorer(PictureExplorer):
    """What do the numbers say, and who counts? Numbers by year as sources give them; rival counts side by side.

    State: `what` is counted and `item`, one count with its numbers and their sources.

    >>> from diplo_lib import load
    >>> FiguresExplorer(load(), what="trucks").table().unit.unique().tolist()
    ['trucks']
    """

    what = Chosen("violations")
    picker = "Show the numbers of"

    def choices(self):
        return {"what": ("What is counted", {name: name for name in COUNTED})}

    def make(self):
        title, names = COUNTED[self.what]
        return figures_chart(self._archive.figures, names, title)

    def items(self):
        rows = self._archive.figures
        counters = self._archive.series.set_index("id").counter
        found = {}
        for series, label in COUNTED[self.what][1].items():
            mine = rows[rows.series == series].sort_values("start")
            found[label.replace("\n", " ")] = DataFrame(
                {
                    "period": [in_words(period) for period in mine.period],
                    "where": mine.route.to_list(),
                    "number": [f"{value:,g}" for value in mine.value],
                    "who says so": [cite(self._archive, source) for source in mine.source],
                    "note": mine.note.to_list(),
                    "who counts": counters[series],
                }
            )
        return found
