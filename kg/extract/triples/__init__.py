"""Surface triples: open information extraction."""
