"""Live views whose controls choose what a query or a picture shows."""

from .claims import ClaimExplorer, StandingExplorer
from .proposals import DocumentsExplorer
from .tracks import RoutesExplorer, TracksExplorer

__all__ = ["ClaimExplorer", "DocumentsExplorer", "RoutesExplorer", "StandingExplorer", "TracksExplorer"]
