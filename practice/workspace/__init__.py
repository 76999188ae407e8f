"""The note page: writing beside what matters."""
