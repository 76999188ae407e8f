"""`practice bench`: what pages and prints cost, as ratios to a bare Flask page in the same process and run."""
