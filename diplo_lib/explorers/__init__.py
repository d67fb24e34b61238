"""Live views whose controls choose what a query or a picture shows."""

from .accounts import AccountsExplorer, ClockExplorer
from .claims import ClaimExplorer, StandingExplorer
from .people import AttendanceExplorer
from .proposals import DocumentsExplorer
from .tracks import RoutesExplorer, TracksExplorer

__all__ = ["AccountsExplorer", "AttendanceExplorer", "ClaimExplorer", "ClockExplorer", "DocumentsExplorer", "RoutesExplorer", "StandingExplorer", "TracksExplorer"]
