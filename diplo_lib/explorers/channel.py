"""Who spoke for whom on the back channel, and what shook it."""

from pandas import Timestamp, concat

from ..claims import evidence_for
from ..pictures import channel
from ..tables import envoys
from .explorer import Chosen, PictureExplorer, words_of

PERIODS = {"1998 to 2004": (1998, 2004), "2003 to 2008": (2003, 2008), "2008 to 2014": (2008, 2014), "all": (1998, 2014)}
# the events that shook the talks, and those at which envoys' leaders met
SHOCKS = ["kargil-1999", "parliament-attack-2001", "mumbai-trains-2006", "samjhauta-2007", "chief-justice-2007", "lal-masjid-2007", "kabul-embassy-2008", "mumbai-2008"]
MEETINGS = ["lahore-1999", "january-2004-statement", "new-york-2004", "delhi-2005", "havana-2006", "new-york-2008", "sharm-el-sheikh-2009"]


class ChannelExplorer(PictureExplorer):
    """Who spoke for whom, when did their leaders meet, and what fell in between?

    State: `period`, `shocks` (shown or hidden) and `item`, an envoy.

    >>> from diplo_lib import load
    >>> ChannelExplorer(load(), period="all").table().columns.to_list()
    ['who or what', 'side or track', 'from', 'to']
    """

    period = Chosen("2003 to 2008")
    shocks = Chosen("shown")
    picker = "Show the words on"

    def choices(self):
        return {
            "period": ("Time", {period: period for period in PERIODS}),
            "shocks": ("What shook the talks", {"shown": "shown", "hidden": "hidden"}),
        }

    def make(self):
        wanted = MEETINGS + (SHOCKS if self.shocks == "shown" else [])
        events = self._archive.events
        return channel(self._here(), self._within(events[events.id.isin(wanted)]))

    def items(self):
        here = self._here()
        return {
            person: concat([words_of(self._archive, evidence_for(self._archive, claim)) for claim in claims.unique()], ignore_index=True)
            for person, claims in here.groupby("person", sort=False).claim
        }

    def _here(self):
        return self._within(envoys(self._archive))

    def _within(self, rows):
        """The rows that overlap the period, cut at its ends."""
        first, last = PERIODS[self.period]
        first, last = Timestamp(f"{first}-01-01"), Timestamp(f"{last}-12-31")
        rows = rows[(rows.end >= first) & (rows.start <= last)]
        return rows.assign(start=rows.start.clip(first, last), end=rows.end.clip(first, last))
