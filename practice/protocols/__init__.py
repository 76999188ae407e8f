"""Published courses of work, in YAML."""
