"""Standardised instruments: definitions, scoring, change, and each occasion of giving one."""
