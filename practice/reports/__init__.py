"""What a report says, and the frozen ones that were given out."""
