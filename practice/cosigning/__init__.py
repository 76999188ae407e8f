"""What a counselor under supervision does not settle alone."""
