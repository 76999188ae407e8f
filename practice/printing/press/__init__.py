"""The process that prints. Run as a folder (`python .../press STATIC FD`), so that no other code of Attune loads."""
