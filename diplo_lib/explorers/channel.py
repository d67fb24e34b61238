"""Who spoke for whom on the back channel, and what shook it."""

from ..pictures import channel
from ..tables import envoys
from .explorer import Chosen, PictureExplorer, words_on

PERIODS = {"1998 to 2004": (1998, 2004), "2003 to 2008": (2003, 2008), "2008 to 2014": (2008, 2014), "all": (1998, 2014)}
# the events that shook the talks, and the meetings of leaders, each with the place that labels it
SHOCKS = ["kargil-1999", "parliament-attack-2001", "mumbai-trains-2006", "samjhauta-2007", "chief-justice-2007", "lal-masjid-2007", "kabul-embassy-2008", "mumbai-2008"]
MEETINGS = {
    "lahore-1999": "Lahore",
    "january-2004-statement": "Islamabad",
    "new-york-2004": "New York",
    "delhi-2005": "Delhi",
    "havana-2006": "Havana",
    "new-york-2008": "New York",
    "sharm-el-sheikh-2009": "Sharm el-Sheikh",
}


class ChannelExplorer(PictureExplorer):
    """Who spoke for whom, when did their leaders meet, and what fell in between?

    State: `period`, `shocks` (shown or hidden) and `item`, an envoy.

    >>> from diplo_lib import load
    >>> ChannelExplorer(load(), period="all").table().columns.to_list()
    ['who or what', 'side or track', 'when']
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
        wanted = [*MEETINGS, *(SHOCKS if self.shocks == "shown" else [])]
        events = self._archive.events
        events = events[events.id.isin(wanted)]
        return channel(envoys(self._archive), events.assign(label=events.id.map(MEETINGS)), PERIODS[self.period])

    def items(self):
        rows = envoys(self._archive)
        first, last = PERIODS[self.period]
        here = rows[(rows.end.dt.year >= first) & (rows.start.dt.year <= last)]
        return {
            person: words_on(self._archive, claims.unique())
            for person, claims in here.groupby("person", sort=False).claim
        }
