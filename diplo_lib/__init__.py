"""Quiet Channels: claims on Track II and back-channel diplomacy between India and Pakistan, with the words of their sources.

    from diplo_lib import load, timeline
    timeline(load().events.query("track == 'back channel'"))
"""

from .activities import Question, Quiz, Write, recall
from .archive import Archive, DataError, describe, load
from .claims import bibliography, cite, evidence_for, find, measure_states, points, standing, witnesses
from .explorers import ClaimExplorer, DocumentsExplorer, StandingExplorer
from .pictures import Picture, side_by_side, standing_chart, timeline
from .workbook import Workbook

__all__ = [
    "Archive",
    "ClaimExplorer",
    "DataError",
    "DocumentsExplorer",
    "Picture",
    "Question",
    "Quiz",
    "Workbook",
    "StandingExplorer",
    "Write",
    "bibliography",
    "cite",
    "describe",
    "evidence_for",
    "find",
    "load",
    "measure_states",
    "points",
    "recall",
    "side_by_side",
    "standing",
    "standing_chart",
    "timeline",
    "witnesses",
]
