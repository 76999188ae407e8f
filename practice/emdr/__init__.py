"""The record of EMDR work in session, for counselors whose credential is recorded. Never homework, never in the portal."""
