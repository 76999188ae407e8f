"""The counselor's days: meetings, working hours, and calendars in and out."""
