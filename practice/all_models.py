"""Every table, for migrations and the house tests."""

import practice.access.models
import practice.accounts.models
import practice.audit.models
import practice.calendar.models
import practice.clients.models
import practice.cosigning.models
import practice.emdr.models
import practice.episodes.models
import practice.goals.models
import practice.homework.models
import practice.jobs
import practice.measures.models
import practice.notes.models
import practice.planning.models
import practice.practices.models
import practice.protocols.models
import practice.ratings.models
import practice.reports.models
import practice.safety.models  # noqa: F401
