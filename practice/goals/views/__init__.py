"""The treatment plan: goals, their reviews, and phase agreements."""

from flask import Blueprint

bp = Blueprint("goals", __name__)
