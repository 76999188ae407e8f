"""What `practice doctor` looks at: facts are gathered in one place and judged in another, where nothing is asked."""
