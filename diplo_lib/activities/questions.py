"""Questions: predict with a confidence, answer, commit, write; answers come back when the cell is run again."""

from html import escape

import ipywidgets as W
import pandas as pd
from traitlets import Int, Unicode, link

from ..archive import did_you_mean, load
from ..live import Live, action, choice, handler
from ..pictures.picture import as_text
from ..workbook import Workbook
from .activity import Activity, later, question_row, shuffled, when, words_behind

PAUSE = 1.0  # seconds without a key after which a draft is saved
CONFIDENCES = {"a guess (30 %)": 30, "unsure (50 %)": 50, "fairly sure (70 %)": 70, "sure (90 %)": 90}


class Question(Activity):
    """One question with its answers to choose from.

    State: `choice` (an option's name) and, for predictions and commitments, `confidence` in per cent. `answer(...)` does
    what the button does: it saves, and shows why the choice is right or not, with the words of a source. `lesson` is the
    workbook in which the answer is kept, by default that of the question's own lesson. Raises KeyError for an unknown
    question or option.

    >>> Question("03-predict").table().columns.to_list()
    ['answer', 'text']
    """

    choice = Unicode()
    confidence = Int()

    def __init__(self, question, lesson=None):
        super().__init__(question, lesson)
        options = self._archive.options
        options = options[options.question == question]
        if self._row.kind == "quiz":  # so that the place of the right answer says nothing
            options = options.sort_values("id", key=lambda ids: ids.map(lambda one: shuffled(question, one)))
        self._options = options.set_index("id")
        self._letters = dict(zip(self._options.index, "ABCDEFGH"))
        self._build()
        self._restore()

    @property
    def needs_confidence(self):
        return self._row.kind in ("predict", "commit")

    def table(self):
        return pd.DataFrame({"answer": list(self._letters.values()), "text": self._options.text.to_list()})

    def text(self):
        lines = [self._row.text, *(f"  {letter}. {text}" for letter, text in zip(self._letters.values(), self._options.text))]
        return "\n".join(lines + (["  and how sure: " + ", ".join(CONFIDENCES)] if self.needs_confidence else []))

    def answer(self, choice, confidence=None):
        """Choose an option (by its name or its letter), commit it, and get the feedback as text."""
        by_letter = {letter: option for option, letter in self._letters.items()}
        choice = by_letter.get(choice, choice)
        if choice not in self._letters:
            raise KeyError(f"there is no answer {choice!r}; {did_you_mean(choice, [*by_letter, *self._letters])}")
        self.choice = choice
        if confidence is not None:
            self.confidence = confidence
        self._commit()
        return self.feedback()

    def feedback(self):
        """Why the committed choice is right or not, as plain text; empty before one was committed."""
        return "\n".join(self._feedback())

    def _build(self):
        options = [(f"{letter}. {self._options.text[option]}", option) for option, letter in self._letters.items()]
        self._choose = W.ToggleButtons(description="Your answer", options=options, value=None, style={"button_width": "100%"})
        self._choose.observe(lambda change: self.set_trait("choice", change.new or ""), "value")
        self.observe(lambda change: setattr(self._choose, "value", change.new or None), "choice")
        parts = [W.HTML(f"<p><strong>{escape(self._row.text)}</strong></p>"), self._choose]
        if self.needs_confidence:
            self._sure = choice("How sure?", list(CONFIDENCES.items()), value=None)
            self._sure.observe(lambda change: self.set_trait("confidence", change.new or 0), "value")
            self.observe(lambda change: setattr(self._sure, "value", change.new or None), "confidence")
            parts.append(self._sure)
        self._answer = W.HTML()
        label = {"predict": "Save my prediction", "commit": "Save my judgement", "quiz": "Answer"}[self._row.kind]
        self.show(*parts, action(label, self._commit), self._answer, self._status, self._earlier, self._afresh)

    def _restore(self):
        saved = self._saved()
        if saved and not self._fits(saved):
            self._say("This question has changed since you answered it. Your old answer is kept below; please answer again.")
        elif saved:
            self.choice = saved["answer"]
            if self.needs_confidence and saved.get("confidence") in CONFIDENCES.values():
                self.confidence = saved["confidence"]
            self._say(f"Your answer of {when(saved)} is back.")
            self._show_feedback()
        self._show_earlier()

    def _fits(self, event):
        return isinstance(event["answer"], str) and event["answer"] in self._letters

    def _clear(self):
        self.choice, self.confidence, self._answer.value = "", 0, ""

    @handler
    def _commit(self):
        if not self.choice:
            return self._say("Choose an answer first.")
        if self.needs_confidence and not self.confidence:
            return self._say("Say also how sure you are.")
        more = {"confidence": self.confidence} if self.needs_confidence else {}
        if self._save(self.choice, self._options.text[self.choice], **more):
            self._show_feedback()

    def _show_feedback(self):
        self._answer.value = "".join(f"<p>{escape(line)}</p>" for line in self._feedback())

    def _feedback(self):
        saved = self._saved()
        if not saved or not self._fits(saved):
            return []
        option = self._options.loc[saved["answer"]]
        if self._row.kind == "predict":
            return ["Kept. You will meet your prediction again after the evidence."]
        lines = self._prediction()
        lines.append(f"{'Yes.' if option.right else 'Not this one.'} {option.reason}")
        if not option.right and self._row.kind == "quiz":
            right = self._options[self._options.right].iloc[0]
            lines.append(f"Better supported: {right.text} {right.reason}")
            option = right
        return lines + [words_behind(self._archive, option.claim)]

    def _prediction(self):
        """The earlier prediction in the student's own terms, where this question follows one."""
        if not self._row.follows:
            return []
        earlier = Workbook(question_row(self._archive, self._row.follows).lesson, self._work.path.parent).latest(self._row.follows)
        if not earlier or earlier.get("afresh"):
            return ["You committed no prediction before; next time, commit one first: it shows you what you believed."]
        options = self._archive.options.query("question == @self._row.follows").set_index("id")
        if earlier["answer"] not in options.index:
            was = earlier.get("said") or earlier["answer"]
            return [f"The question of your prediction has changed since {when(earlier)}; you answered then: “{was}”"]
        was, now = options.text[earlier["answer"]], self._options.text[self.choice]
        sure = f" and were {earlier['confidence']} % sure" if earlier.get("confidence") else ""
        same = "You kept it." if was == now else f"Now you say: “{now}”"
        return [f"On {when(earlier)} you predicted: “{was}”{sure}. {same}"]


class Quiz(Live):
    """Several questions, one below the other. `answer(question, choice)` answers one.

    >>> len(Quiz("00-who", "00-track").table())
    2
    """

    def __init__(self, *questions, lesson=None):
        self._parts = {question: Question(question, lesson) for question in questions}
        super().__init__()
        count = len(questions)
        heads = [W.HTML(f"<p>Question {n} of {count}</p>") for n in range(1, count + 1)]
        self.show(*(one for pair in zip(heads, self._parts.values()) for one in pair))

    def answer(self, question, choice, confidence=None):
        """Answer one of the questions; the feedback comes back as text."""
        if question not in self._parts:
            raise KeyError(f"this quiz has no question {question!r}; {did_you_mean(question, self._parts)}")
        return self._parts[question].answer(choice, confidence)

    def table(self):
        return pd.DataFrame({"question": list(self._parts), "text": [part._row.text for part in self._parts.values()]})

    def text(self):
        return "\n\n".join(f"{n}. {part.text()}" for n, part in enumerate(self._parts.values(), 1))


def recall(lesson, number=3):
    """A Quiz of some questions from earlier lessons, first those that were answered wrongly; the answers are kept with this lesson.

    >>> len(recall("03-kashmir-study-group").table())
    3
    """
    archive = load()
    order = sorted(archive.lessons.id)
    if lesson not in order:
        raise KeyError(f"there is no lesson {lesson!r}; {did_you_mean(lesson, order)}")
    earlier = archive.questions[archive.questions.lesson.isin(order[: order.index(lesson)])].query("kind == 'quiz'")
    right = archive.options[archive.options.right].set_index("question").id
    missed = {
        question
        for one in order[: order.index(lesson)]
        for question, answer in Workbook(one).answers().items()
        if question in set(earlier.id) and answer != right[question]
    }
    chosen = sorted(earlier.id, key=lambda question: (question not in missed, shuffled(lesson, question)))[:number]
    return Quiz(*chosen, lesson=lesson)


class Write(Activity):
    """An open question: write, save, then compare with sample answers of different quality.

    State: `words`, and `mark`, the sample that the student finds nearest. `answer(words)` does what the button does. What is
    typed is saved as a draft whenever the typing pauses.

    >>> Write("03-change-mind").text().splitlines()[1]
    '  (write your answer here when the lesson runs)'
    """

    words = Unicode()
    mark = Unicode()

    def __init__(self, question):
        super().__init__(question)
        options = self._archive.options
        self._options = options[options.question == question]
        box = W.Textarea(description="Your answer", rows=5, layout=W.Layout(width="95%"))
        link((self, "words"), (box, "value"))
        self._mark = choice("Which is nearest to yours?", list(zip("ABCDEFGH", self._options.id)), value=None)
        self._mark.layout.display = "none"
        self._samples = W.HTML()
        heading = W.HTML(f"<p><strong>{escape(self._row.text)}</strong></p>")
        done = action("Save, and show sample answers", self._commit)
        self.show(heading, box, done, self._status, self._samples, self._mark, self._earlier, self._afresh)
        saved = self._saved()
        if saved:
            self.words, self.mark = str(saved["answer"]), saved.get("mark") or ""
            self._say(f"Your {'draft' if saved.get('draft') else 'answer'} of {when(saved)} is back.")
            if not saved.get("draft"):
                self._show_samples()
        self._show_earlier()
        self._mark.value = self.mark if self.mark in set(self._options.id) else None
        self.observe(lambda _: later(PAUSE, self._save_draft), "words")
        self.observe(lambda change: setattr(self._mark, "value", change.new or None), "mark")
        self._mark.observe(lambda change: self._marked(change.new or ""), "value")

    def table(self):
        return self._options[["text", "reason"]].rename(columns={"text": "sample answer", "reason": "what it does"})

    def text(self):
        return f"{self._row.text}\n  (write your answer here when the lesson runs)"

    def answer(self, words, mark=""):
        """Save these words, and which sample is nearest to them; the sample answers come back as text."""
        self.words = words
        self._commit()
        if mark:
            self.mark = mark
        return as_text(self.table())

    def _clear(self):
        self.words, self.mark, self._samples.value = "", "", ""
        self._mark.layout.display = "none"

    @handler
    def _save_draft(self):
        saved = self._saved()
        if self.words.strip() and (not saved or saved["answer"] != self.words):
            self._save(self.words, self.words, draft=True)

    @handler
    def _commit(self):
        if not self.words.strip():
            return self._say("Write something first; one sentence is enough.")
        if self._save(self.words, self.words):
            self._show_samples()

    def _marked(self, mark):
        self.mark = mark
        saved = self._saved()
        if mark and saved and saved.get("mark") != mark:
            self._save(self.words, self.words, mark=mark)

    def _show_samples(self):
        samples = "".join(
            f"<p><strong>{letter}.</strong> “{escape(row.text)}”<br><em>{escape(row.reason)}</em></p>"
            for letter, row in zip("ABCDEFGH", self._options.itertuples())
        )
        self._samples.value = f"<p>Compare with these answers; under each stands what it does.</p>{samples}"
        self._mark.layout.display = ""
