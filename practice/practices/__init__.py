"""How this practice works: its name, zone, letterhead, crisis contacts, retention."""
