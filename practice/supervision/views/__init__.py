"""What a supervisor reads and signs, and lending an episode during leave."""

from flask import Blueprint

bp = Blueprint("supervision", __name__)
