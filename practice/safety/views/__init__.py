"""Pages of safety, all on the counselor's side: flags, the conversation alone, what is open, the crisis plan."""

from flask import Blueprint

from practice.safety import words

bp = Blueprint("safety", __name__)
bp.add_app_template_filter(words.kind, "flag_kind")
bp.add_app_template_filter(words.urgency, "flag_urgency")
bp.add_app_template_filter(words.outcome, "screening_outcome")
bp.add_app_template_filter(words.reason, "gate_reason")
# Where a flag came from lies on floors above: (source id) -> (address, words), or None for what is not theirs.
bp.record_once(lambda state: state.app.extensions.setdefault("flag_sources", []))

from practice.safety.views import crisis, flags, gating, standing_in  # noqa: E402

__all__ = ["bp", "crisis", "flags", "gating", "standing_in"]
