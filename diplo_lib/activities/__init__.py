"""What a student does; answers are kept in the workbook and come back when the cell is run again."""

from .progress import Calibration, CourseMap
from .questions import Question, Quiz, Write, recall
from .tasks import AccountMatrix, Scales, SourceCard

__all__ = ["AccountMatrix", "Calibration", "CourseMap", "Question", "Quiz", "Scales", "SourceCard", "Write", "recall"]
