"""Quiet Channels: claims on Track II and back-channel diplomacy between India and Pakistan, with the words of their sources.

    from diplo_lib import load, timeline
    timeline(load().events.query("track == 'back channel'"))
"""

from .activities import AccountMatrix, Calibration, CourseMap, Question, Quiz, Scales, SourceCard, Write, recall
from .archive import Archive, DataError, describe, load
from .claims import bibliography, cite, evidence_for, find, standing, witnesses
from .explorers import (
    AccountsExplorer,
    AttendanceExplorer,
    ClaimExplorer,
    ClockExplorer,
    DocumentsExplorer,
    RoutesExplorer,
    StandingExplorer,
    TracksExplorer,
)
from .pictures import Picture, routes, side_by_side, standing_chart, timeline, tracks
from .tables import measure_states, points, presences
from .workbook import Workbook

__all__ = [
    "AccountMatrix",
    "AccountsExplorer",
    "Archive",
    "AttendanceExplorer",
    "Calibration",
    "ClaimExplorer",
    "ClockExplorer",
    "CourseMap",
    "DataError",
    "DocumentsExplorer",
    "Picture",
    "Question",
    "Quiz",
    "RoutesExplorer",
    "Scales",
    "SourceCard",
    "StandingExplorer",
    "TracksExplorer",
    "Workbook",
    "Write",
    "bibliography",
    "cite",
    "describe",
    "evidence_for",
    "find",
    "load",
    "measure_states",
    "points",
    "presences",
    "recall",
    "routes",
    "side_by_side",
    "standing",
    "standing_chart",
    "timeline",
    "tracks",
    "witnesses",
]
