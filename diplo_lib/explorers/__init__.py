"""Live views whose controls choose what a query or a picture shows."""

from .accounts import AccountsExplorer, ClockExplorer
from .channel import ChannelExplorer
from .claims import ClaimExplorer, StandingExplorer
from .measures import CrossingsExplorer, FateExplorer, FiguresExplorer
from .people import AttendanceExplorer
from .proposals import DocumentsExplorer, PositionsExplorer
from .tracks import RoutesExplorer, TracksExplorer

__all__ = [
    "AccountsExplorer",
    "AttendanceExplorer",
    "ChannelExplorer",
    "ClaimExplorer",
    "ClockExplorer",
    "CrossingsExplorer",
    "DocumentsExplorer",
    "FateExplorer",
    "FiguresExplorer",
    "PositionsExplorer",
    "RoutesExplorer",
    "StandingExplorer",
    "TracksExplorer",
]
