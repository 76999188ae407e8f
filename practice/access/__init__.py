"""Who may see what: the scope of a request, the door in front of every row, the gate in front of every page."""
