"""What happens: events told by verbs and nouns, with who takes part in them."""
