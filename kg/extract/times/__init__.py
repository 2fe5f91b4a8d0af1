"""Time expressions with ISO 8601 values."""
