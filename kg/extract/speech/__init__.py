"""Who says what: quotations, indirect speech, sources."""
