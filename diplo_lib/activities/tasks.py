"""Tasks: place cases on two scales, fill in the card of a source, mark who agrees. Saved, then compared with the record."""

from html import escape
from typing import NamedTuple

import ipywidgets as W
import pandas as pd
from traitlets import Dict, Unicode, link

from ..archive import allowed, did_you_mean
from ..claims import cite, evidence_for, witnesses
from ..dates import in_words
from ..live import action, choice, handler
from ..pictures.accounts import VERDICTS as DRAWN
from ..pictures.picture import as_html
from .activity import Activity, shuffled, when, words_behind


class Blank(NamedTuple):
    """One thing to fill in: a heading above it, its label, the answers to choose from, the record's answer and its reason."""

    heading: str
    label: str
    options: list
    right: str
    why: str


class Sheet(Activity):
    """Blanks to fill in, saved together, then compared with the record one by one.

    State: `answers`, the chosen answer by the name of its blank. A subclass gives `blanks()`.
    """

    answers = Dict()

    def __init__(self, question):
        super().__init__(question)
        self._blanks = self.blanks()
        self._controls = {}
        parts = [W.HTML(f"<p><strong>{escape(self._row.text)}</strong></p>"), *self.above()]
        for name, blank in self._blanks.items():
            if blank.heading:
                parts.append(W.HTML(f"<p>{escape(blank.heading)}</p>"))
            self._controls[name] = choice(blank.label, blank.options, value=None)
            self._controls[name].observe(self._chosen, "value")
            parts.append(self._controls[name])
        self.observe(self._follow, "answers")
        self._compared = W.HTML()
        save = action("Save, and compare with the record", self._commit)
        self.show(*parts, *self.below(), save, self._status, self._compared, self._earlier, self._afresh)
        self._restore()

    def blanks(self):
        """What is to be filled in: `{name: Blank}`."""
        raise NotImplementedError

    def above(self):
        return []

    def below(self):
        return []

    def table(self):
        return pd.DataFrame({"blank": list(self._blanks), "answers": [" / ".join(blank.options) for blank in self._blanks.values()]})

    def text(self):
        lines = [self._row.text]
        for blank in self._blanks.values():
            lines += [blank.heading] * bool(blank.heading) + [f"  {_asked(blank.label)} {' / '.join(blank.options)}"]
        return "\n".join(lines)

    def answer(self, **answers):
        """Choose answers by the names of the blanks, save them, and get the comparison as text."""
        for name, chosen in answers.items():
            if name not in self._blanks:
                raise KeyError(f"there is no blank {name!r}; {did_you_mean(name, self._blanks)}")
            if chosen not in self._blanks[name].options:
                raise KeyError(f"{name} has no answer {chosen!r}; {did_you_mean(chosen, self._blanks[name].options)}")
        self.answers = {**self.answers, **answers}
        self._commit()
        return "\n".join(" ".join(filter(None, line)) for line in self._comparison())

    @handler
    def _chosen(self):
        self.answers = {name: control.value for name, control in self._controls.items() if control.value is not None}

    @handler
    def _follow(self):
        for name, control in self._controls.items():
            control.value = self.answers.get(name)

    @handler
    def _commit(self):
        if not self.answers:
            return self._say("Choose at least one answer first.")
        if self._save(self._kept(), self._in_words()):
            self._show_comparison()

    def _kept(self):
        return dict(self.answers)

    def _in_words(self):
        return "; ".join(f"{name}: {chosen}" for name, chosen in self._kept().items() if chosen)

    def _fits(self, event):
        return isinstance(event["answer"], dict)

    def _clear(self):
        self.answers, self._compared.value = {}, ""

    def _restore(self):
        saved = self._saved()
        if saved and self._fits(saved):
            back = saved["answer"]
            self.answers = {name: back[name] for name, blank in self._blanks.items() if back.get(name) in blank.options}
            self._take_back(back)
            self._say(f"Your answers of {when(saved)} are back.")
            self._show_comparison()
        self._show_earlier()

    def _take_back(self, saved):
        """What a subclass keeps beside the blanks comes back here."""

    def _comparison(self):
        """For each answered blank: its name, whether the record has it too, and why."""
        for name, chosen in self.answers.items():
            blank = self._blanks[name]
            verdict = "The record has it so too." if chosen == blank.right else f"You chose “{chosen}”; the record has “{blank.right}”."
            yield f"{blank.heading} {_asked(blank.label)}".strip(), verdict, blank.why

    def _show_comparison(self):
        lines = [f"<p><strong>{escape(what)}</strong> {escape(verdict)} {escape(why)}</p>" for what, verdict, why in self._comparison()]
        if len(self.answers) < len(self._blanks):
            lines.append(f"<p>{len(self._blanks) - len(self.answers)} not filled in yet; fill them in and save again.</p>")
        self._compared.value = "".join(lines)


def _asked(label):
    return label if label.endswith("?") else f"{label}:"


class Scales(Sheet):
    """Place cases on two scales: how official the people were, and how secret the meeting was.

    `cases` are ids of `archive.cases`, by default all. Raises KeyError for an unknown question or case.

    >>> Scales("01-scales").table().columns.to_list()
    ['blank', 'answers']
    """

    def __init__(self, question, *cases):
        self._cases = cases
        super().__init__(question)

    def blanks(self):
        rows = self._archive.cases.set_index("id")
        for case in self._cases:
            if case not in rows.index:
                raise KeyError(f"there is no case {case!r}; {did_you_mean(case, rows.index)}")
        made = {}
        for case, row in rows.loc[list(self._cases) or rows.index].iterrows():
            for scale, label in (("people", "The people"), ("secrecy", "The meeting")):
                heading = row.title if scale == "people" else ""
                why = f"{row.why if scale == 'secrecy' else ''} {words_behind(self._archive, row[scale + '_claim'])}".strip()
                made[f"{case} {scale}"] = Blank(heading, label, allowed(self._archive, "cases", scale), row[scale], why)
        return made

    def _comparison(self):
        titles = self._archive.cases.set_index("id").title
        for (_, verdict, why), name in zip(super()._comparison(), self.answers):
            case, scale = name.split()
            yield f"{titles[case]}, {'the people' if scale == 'people' else 'the meeting'}:", verdict, why


PERSPECTIVES = {
    "indian-state": "the Indian state",
    "indian-society": "Indian society",
    "pakistani-state": "the Pakistani state",
    "pakistani-society": "Pakistani society",
    "kashmiri": "Kashmiri",
    "third-party": "a third party",
}
POSITIONS = {
    "participant": "somebody who took part",
    "official": "an office",
    "organiser": "the organiser",
    "press": "the press",
    "scholar": "a scholar",
    "memoir": "a memoir",
    "leaked-cable": "a leaked cable",
}
NEAR = {
    "participant": "was there",
    "organiser": "was there",
    "memoir": "was there",
    "official": "speaks for an office",
    "leaked-cable": "speaks for an office",
    "press": "tells what others say",
    "scholar": "tells what others say",
}


class SourceCard(Sheet):
    """The card of one source: who, when, whose side, from what position, how near; and what could it not know?

    `given` names the fields that are filled in already: who, when, whose side, position, how near, rests on. The source's
    words are shown as our record quotes them. Raises KeyError for an unknown question, source or field.

    >>> card = SourceCard("03-source", "essay", given=["who", "when"])
    >>> card.table().blank.to_list()
    ['whose side', 'position', 'how near', 'rests on']
    """

    FIELDS = {
        "who": "Who speaks?",
        "when": "When was it written?",
        "whose side": "From whose side?",
        "position": "From what position?",
        "how near": "How near was it?",
        "rests on": "On what does it rest?",
    }
    blind = Unicode()

    def __init__(self, question, source, given=()):
        self._source = source
        self._given = list(given)
        for name in self._given:
            if name not in self.FIELDS:
                raise KeyError(f"a source card has no field {name!r}; {did_you_mean(name, self.FIELDS)}")
        super().__init__(question)

    def blanks(self):
        sources = self._archive.sources.set_index("id")
        if self._source not in sources.index:
            raise KeyError(f"there is no source {self._source!r}; {did_you_mean(self._source, sources.index)}")
        row = sources.loc[self._source]
        base = row.derived_from
        facts = {
            "who": (_who(row), self._others(sources.apply(_who, axis=1), _who(row))),
            "when": (_day(row), self._others(sources.apply(_day, axis=1), _day(row))),
            "whose side": (PERSPECTIVES[row.perspective], list(PERSPECTIVES.values())),
            "position": (POSITIONS[row.vantage], list(POSITIONS.values())),
            "how near": (NEAR[row.vantage], list(dict.fromkeys(NEAR.values()))),
            "rests on": ("on another source" if base else "on no other that we know", ["on no other that we know", "on another source"]),
        }
        reasons = {"rests on": f"It rests on: {cite(self._archive, base)}" if base else "", "position": f"Its limits: {row.note}" if row.note else ""}
        self._facts = {name: right for name, (right, _) in facts.items()}
        return {
            name: Blank("", self.FIELDS[name], options, right, reasons.get(name, ""))
            for name, (right, options) in facts.items()
            if name not in self._given
        }

    def _others(self, values, right):
        """The right answer among three others of the record, in an order that tells nothing."""
        wrong = sorted(set(values) - {right, ""}, key=lambda one: shuffled(self._source, one))[:3]
        return sorted([right, *wrong], key=lambda one: shuffled(one, self._source))

    def _words(self):
        rows = witnesses(self._archive)
        rows = rows[(rows.source == self._source) & (rows.quote != "")].head(6)
        return pd.DataFrame({"its words": rows.quote, "on": rows.text})

    def text(self):
        known = [f"  {self.FIELDS[name]} {self._facts[name]}" for name in self.FIELDS if name in self._given]
        quoted = [f"  “{row[1]}” on: {row[2]}" for row in self._words().itertuples()]
        first, *blanks = super().text().split("\n")
        return "\n".join([first, *quoted, *known, *blanks, "  What could it not know?"])

    def above(self):
        known = "".join(f"<p>{escape(self.FIELDS[name])} <strong>{escape(self._facts[name])}</strong></p>" for name in self.FIELDS if name in self._given)
        return [W.HTML(as_html(self._words()) + known)]

    def below(self):
        box = W.Textarea(description="What could it not know?", rows=3, layout=W.Layout(width="95%"))
        link((self, "blind"), (box, "value"))
        return [box]

    def answer(self, blind="", **answers):
        """Fill in fields (as `whose_side="Kashmiri"`) and what the source could not know; the comparison comes as text."""
        self.blind = blind
        return super().answer(**{name.replace("_", " "): value for name, value in answers.items()})

    @handler
    def _commit(self):
        if not self.answers and not self.blind.strip():
            return self._say("Fill in at least one field first.")
        if self._save(self._kept(), self._in_words()):
            self._show_comparison()

    def _clear(self):
        super()._clear()
        self.blind = ""

    def _kept(self):
        return {**self.answers, "blind": self.blind}

    def _take_back(self, saved):
        self.blind = str(saved.get("blind", ""))

    def _show_comparison(self):
        super()._show_comparison()
        limits = self._archive.sources.set_index("id").note[self._source]
        shown = f"<p>Its limits, as our record notes them: {escape(limits)}</p>" if limits else ""
        self._compared.value += f"{shown}<p>The source: {escape(cite(self._archive, self._source))}</p>"


def _who(source):
    return source.author or source.container_title or source.publisher


def _day(source):
    return in_words(source.issued) if source.issued else "no date is known"


# the words of the picture of accounts, so that what a student marks and what is drawn are the same
VERDICTS = {relation: word for relation, (word, *_) in DRAWN.items() if relation != "both"}


class AccountMatrix(Sheet):
    """Read what each source says to each claim at issue, and mark: agrees, agrees in part, differs, is silent.

    `sources` are those to read, by default the four that speak to most claims of the dispute. Raises KeyError for an unknown
    question, dispute or source.

    >>> AccountMatrix("02-matrix", "kathmandu-2004").table().columns.to_list()
    ['blank', 'answers']
    """

    def __init__(self, question, dispute, sources=None):
        self._dispute, self._sources = dispute, sources
        super().__init__(question)

    def blanks(self):
        issues = self._archive.issues
        if self._dispute not in set(issues.dispute):
            raise KeyError(f"there is no dispute {self._dispute!r}; {did_you_mean(self._dispute, issues.dispute.unique())}")
        issues = issues[issues.dispute == self._dispute]
        rows = pd.concat([evidence_for(self._archive, claim) for claim in issues.claim], ignore_index=True)
        chosen = self._sources or rows.source.value_counts().index[:4]
        for source in chosen:
            if source not in set(rows.source):
                raise KeyError(f"{source!r} says nothing to this dispute; {did_you_mean(source, rows.source.unique())}")
        made = {}
        for issue in issues.itertuples():
            heading = f"Claim: {issue.label}. ({rows.text[rows.claim == issue.claim].iloc[0]})"
            for row in rows[(rows.claim == issue.claim) & rows.source.isin(chosen)].itertuples():
                said = f"“{row.quote}”" if row.quote else "(we read the whole of it and found nothing on this)"
                why = f"{row.stated} words; it gives: {row.value}." if row.value else ""
                made[f"{issue.claim} {row.source}"] = Blank(heading, f"{cite(self._archive, row.source)[:-1]}: {said}", list(dict.fromkeys(VERDICTS.values())), VERDICTS[row.relation], why)
                heading = ""
        return made
