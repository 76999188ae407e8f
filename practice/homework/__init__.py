"""What was agreed, what is being written, what was sent."""
