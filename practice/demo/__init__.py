"""A fictional practice, told by calling the real verbs. Its people are those of the source articles; the words are "
"ours."""
