"""Live views whose controls choose what a query or a picture shows."""

from .claims import ClaimExplorer, StandingExplorer
from .proposals import DocumentsExplorer

__all__ = ["ClaimExplorer", "DocumentsExplorer", "StandingExplorer"]
