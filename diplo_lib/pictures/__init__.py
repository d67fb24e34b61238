"""Pictures of the course: a table goes in, a Picture comes out that is figure, table, sentence and alt text.

Every picture says its sentence as its title, labels its marks directly and shows no text under 18 pixels. The same track
has the same colour and mark everywhere.
"""

from .accounts import accounts, claim_clock
from .channel import channel
from .documents import side_by_side
from .figures import figures_chart
from .measures import crossings, fate
from .people import attendance
from .picture import Picture
from .positions import positions
from .progress import calibration, course_map
from .standings import standing_chart
from .timelines import timeline
from .tracks import routes, tracks

__all__ = [
    "Picture",
    "accounts",
    "attendance",
    "calibration",
    "channel",
    "claim_clock",
    "course_map",
    "crossings",
    "fate",
    "figures_chart",
    "positions",
    "routes",
    "side_by_side",
    "standing_chart",
    "timeline",
    "tracks",
]
