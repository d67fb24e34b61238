"""What a student has done, and how well the confidences fit the outcomes."""

import textwrap

import pandas as pd

from .picture import INK, PALE, SMALL, Picture

DONE, BEHIND = "#332288", "#e4e4e4"
SURE = (30, 50, 70, 90)


def calibration(answers):
    """How often answers were right, by how sure the student was; on the line, the confidence fits.

    `answers` has the columns `confidence` (30, 50, 70 or 90 per cent) and `right`; it may be empty.

    >>> calibration(pd.DataFrame({"confidence": [70, 70], "right": [True, False]})).table.to_dict("records")
    [{'sure': '70 %', 'answers': 2, 'right': 1}]
    """
    counts = answers.groupby("confidence").right.agg(["size", "sum"]).astype(int)
    table = pd.DataFrame({"sure": [f"{sure} %" for sure in counts.index], "answers": counts["size"].to_list(), "right": counts["sum"].to_list()})
    if answers.empty:
        sentence = "Do your confidences fit? No answer with a confidence is saved yet."
    else:
        expected, right = answers.confidence.mean(), 100 * answers.right.mean()
        fit = "about as sure as you were right" if abs(expected - right) <= 10 else "surer than you were right" if expected > right else "less sure than you were right"
        few = " With so few, chance decides much." if len(answers) < 10 else ""
        many = "one answer" if len(answers) == 1 else f"{len(answers)} answers"
        sentence = f"Do your confidences fit? In {many} you were {fit}.{few}"
    alt = f"Points against a line. {sentence} " + " ".join(f"{row.sure} sure: {row.right} of {row.answers} right." for row in table.itertuples())
    return Picture(sentence, table, alt, lambda figure, top: _draw_calibration(figure, top, counts), 5.6)


def _draw_calibration(figure, top, counts):
    axes = figure.add_axes((0.2, 0.16, 0.76, top - 0.18))
    axes.set_xlim(18, 106)
    axes.set_ylim(-16, 112)
    axes.plot([20, 100], [20, 100], color=PALE, linewidth=2, linestyle="--", zorder=0)
    axes.annotate("good fit", (21, 21), (2, -6), textcoords="offset points", size=SMALL, color=PALE, va="top")
    for sure, (size, right) in counts.iterrows():
        share = 100 * right / size
        axes.plot([sure], [share], "o", color=DONE, markersize=16)
        axes.annotate(f"{right} of {size}", (sure, share), (12, -3), textcoords="offset points", size=SMALL, weight="bold", va="top", color=INK, backgroundcolor="white")
    axes.set_xticks(SURE, [f"{sure} %" for sure in SURE], size=SMALL)
    axes.set_yticks([0, 50, 100], ["none right", "half right", "all right"], size=SMALL)
    axes.set_xlabel("how sure you were", size=SMALL)
    for side in ("right", "top"):
        axes.spines[side].set_visible(False)


def course_map(progress):
    """How much of each lesson is answered: a bar a lesson.

    `progress` has the columns `lesson, title, minutes, asked, answered, right`. Raises ValueError for no lesson.

    >>> rows = pd.DataFrame([["00-start-here", "Start here", 25, 8, 4, 3]], columns="lesson title minutes asked answered right".split())
    >>> course_map(rows).sentence
    'You have answered 4 of 8 questions, in one lesson of 1.'
    """
    if progress.empty:
        raise ValueError("there is no lesson to show")
    begun = int((progress.answered > 0).sum())
    lessons = {0: "none of them yet", 1: "in one lesson"}.get(begun, f"in {begun} lessons")
    if begun:
        sentence = f"You have answered {progress.answered.sum()} of {progress.asked.sum()} questions, {lessons} of {len(progress)}."
    else:
        sentence = f"{len(progress)} lessons with {progress.asked.sum()} questions; you have answered {lessons}."
    table = pd.DataFrame({"lesson": progress.lesson.str[:2] + " " + progress.title, "minutes": progress.minutes, "questions": progress.asked, "answered": progress.answered, "quiz right": progress.right})
    alt = f"Bar for each lesson. {sentence} " + " ".join(f"{row.title}: {row.answered} of {row.asked}." for row in progress.itertuples())
    return Picture(sentence, table, alt, lambda figure, top: _draw_map(figure, top, progress.reset_index(drop=True)), 1.3 + 0.62 * len(progress))


def _draw_map(figure, top, progress):
    axes = figure.add_axes((0.4, 0.02, 0.44, top - 0.02))
    for n, row in progress.iterrows():
        share = row.answered / row.asked if row.asked else 0
        axes.barh(n, 1, color=BEHIND, height=0.5)
        axes.barh(n, share, color=DONE, height=0.5)
        axes.annotate(f"{row.answered} of {row.asked}", (1, n), (10, 0), textcoords="offset points", size=SMALL, va="center", weight="bold" if row.answered else "normal")
    names = [textwrap.shorten(f"{row.lesson[:2]}  {row.title}", 34, placeholder="…") for row in progress.itertuples()]
    axes.set_yticks(range(len(progress)), names, size=SMALL)
    axes.set_ylim(len(progress) - 0.5, -0.5)
    axes.set_xlim(0, 1)
    axes.xaxis.set_visible(False)
    axes.tick_params(left=False)
    for side in axes.spines.values():
        side.set_visible(False)
