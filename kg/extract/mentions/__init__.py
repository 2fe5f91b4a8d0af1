"""What an article refers to: names with their extent, sort and citation form, descriptions, pronouns, groups."""
