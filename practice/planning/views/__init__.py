"""The prep sheet on screen and on paper, keeping its plan, and what is shown in the room."""

from flask import Blueprint, g

from practice import clock
from practice.planning.paper import helped, place_words, stands, state

bp = Blueprint("planning", __name__)
for name, words in {"place_words": place_words, "ladder_stands": stands, "homework_state": state, "helped": helped}.items():
    bp.add_app_template_filter(words, name)
bp.add_app_template_filter(lambda moment: clock.today(g.practice.zone, moment).isoformat(), "iso_day")

from practice.planning.views import fidelity, keeping, paper, room, sheet  # noqa: E402, F401
