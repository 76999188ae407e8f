"""The counselor's pages of homework: inbox, one entry, giving an exercise, paper."""

from flask import Blueprint

bp = Blueprint("homework", __name__)
