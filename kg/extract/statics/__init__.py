"""What holds: offices, membership, origin, kin, parts and places."""
