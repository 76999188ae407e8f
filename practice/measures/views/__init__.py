"""The counselor's pages of measures: the practice's instruments, one client's measures, giving, paper, one occasion."""

from flask import Blueprint

from practice.measures import labels, parting, words

bp = Blueprint("measures", __name__)
bp.add_app_template_filter(labels.way, "measure_way")
bp.add_app_template_filter(labels.licence, "licence_class")
bp.add_app_template_filter(labels.use, "measure_use")
bp.add_app_template_filter(labels.why_not, "measure_why_not")
bp.add_app_template_filter(labels.questions, "questions_count")
bp.add_app_template_filter(labels.tier, "measure_tier")
bp.add_app_template_filter(labels.in_room, "measure_in_room")
bp.add_app_template_filter(labels.left_out, "measure_left_out")
bp.add_app_template_filter(labels.rhythm, "measure_rhythm")
bp.add_app_template_filter(parting.parted, "parted")
bp.add_app_template_filter(words.number, "plain_number")
bp.add_app_template_filter(words.category, "change_category")
bp.add_app_template_filter(words.direction, "direction_words")

from practice.measures.views import administration, client, entry, giving, install, library, paper, usual  # noqa: E402

__all__ = ["administration", "bp", "client", "entry", "giving", "install", "library", "paper", "usual"]
