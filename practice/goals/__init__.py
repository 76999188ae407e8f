"""Where it is meant to go, in the client's words, and what was agreed for a phase."""
