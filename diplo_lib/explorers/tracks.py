"""Who met how secretly, and how an idea can have reached officials."""

from pandas import concat

from ..archive import allowed
from ..pictures import routes, tracks
from ..pictures.picture import MOST_LABELS, track_name
from .explorer import Chosen, PictureExplorer, words_on


class TracksExplorer(PictureExplorer):
    """Does a word such as Track II tell how secret a meeting is? Cases on two scales, with the words that place them.

    State: `track`, whose cases are lifted out (empty for all), and `item`, a case.

    >>> from diplo_lib import load
    >>> TracksExplorer(load(), track="track 2").table().track.iloc[0] in ("official", "Track II", "Track 1.5", "back channel")
    True
    """

    track = Chosen()
    picker = "Show what places"

    def choices(self):
        there = set(self._archive.cases.track)
        names = {"all": ""} | {track_name(track): track for track in allowed(self._archive, "cases", "track") if track in there}
        return {"track": ("Lift out", names)}

    def make(self):
        scales = [allowed(self._archive, "cases", scale) for scale in ("people", "secrecy")]
        return tracks(self._archive.cases, *scales, track=self.track)

    def items(self):
        cases = self._archive.cases
        here = cases[cases.track.str.startswith(self.track)].head(MOST_LABELS)  # the rest when its track is lifted out
        return {case.title: self._placed(case) for case in here.itertuples()}

    def _placed(self, case):
        rows = []
        for scale, claim in ((case.people, case.people_claim), (case.secrecy, case.secrecy_claim)):
            rows.append(words_on(self._archive, [claim]).assign(places=scale))
        return concat(rows)[["places", "says", "words", "who", "where"]]


class RoutesExplorer(PictureExplorer):
    """How far can an idea be followed from a meeting to officials? Each step by what shows it, with its sources' words.

    State: `route` (empty for all) and `item`, a step.

    >>> from diplo_lib import load
    >>> set(RoutesExplorer(load()).table().shown) <= {"documented", "reported", "inferred", "not documented"}
    True
    """

    route = Chosen()
    picker = "Show what is known of"

    def choices(self):
        steps = self._archive.routes.drop_duplicates("route")
        return {"route": ("Route", {"all": ""} | dict(zip(steps.title, steps.route)))}

    def make(self):
        return routes(self._here())

    def items(self):
        if not self.route:
            return {}
        return {f"{row.origin} to {row.goal}": words_on(self._archive, [row.claim]) for row in self._here().itertuples()}

    def _here(self):
        steps = self._archive.routes
        return steps[steps.route == self.route] if self.route else steps
