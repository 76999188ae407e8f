"""What a human must see: flags, screening, what may open."""
