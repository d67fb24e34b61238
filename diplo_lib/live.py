"""What explorers and activities share: a live widget that also has its whole content as plain text."""

import functools
import os
from html import escape

import ipywidgets as W

from .archive import did_you_mean
from .pictures.picture import STYLE, bundle


class Live(W.VBox):
    """State in, views out: set the state, read `.table()`, `.text()`, `.figure()`; shown, it is the live widget."""

    def __init__(self):
        self._said = W.HTML()
        super().__init__()
        self.add_class("diplo")

    def show(self, *parts, **state):
        """Lay out the controls and views above the line that says what went wrong, and set the state, in this order."""
        self.children = [W.HTML(STYLE), *parts, self._said]
        for name, value in state.items():
            if not self.has_trait(name):
                raise TypeError(f"{type(self).__name__} has no state {name!r}; {did_you_mean(name, self.class_own_traits())}")
            self.set_trait(name, value)

    def table(self):
        """What is shown, as a DataFrame."""
        raise NotImplementedError

    def text(self):
        """What is shown, as plain text."""
        raise NotImplementedError

    def picture(self):
        """What is shown, as a Picture; None where a picture says no more than the text."""
        return None

    def figure(self):
        """The matplotlib Figure of the picture, or None."""
        return self.picture() and self.picture().figure()

    def _repr_mimebundle_(self, **kwargs):
        return bundle(self, self.text(), self.picture())


def handler(method):
    """A method that a control calls: what goes wrong in it is told in one plain sentence, and raised in tests."""

    @functools.wraps(method)
    def guarded(self, *change):
        try:
            method(self)
            self._said.value = ""
        except Exception as error:
            said = f"This part has a fault ({type(error).__name__}: {error}). Your saved answers are safe; run the cell again."
            self._said.value = f'<p role="alert">{escape(said)}</p>'
            if os.environ.get("DIPLO_RAISE"):
                raise

    return guarded


def choice(label, options, **more):
    """A labelled row of buttons of which one is chosen: Tab, Space and Enter work it, and JupyterLab takes no key from it."""
    return W.ToggleButtons(description=label, options=options, style={"button_width": "auto"}, **more)


def button(label, on_click):
    """A button that calls `on_click()`."""
    made = W.Button(description=label, layout=W.Layout(width="auto", height="auto"))
    made.on_click(lambda _: on_click())
    return made


def action(label, on_click):
    """The button that ends an activity; it looks different from the answers above it."""
    made = button(label, on_click)
    made.add_class("diplo-do")
    return made
