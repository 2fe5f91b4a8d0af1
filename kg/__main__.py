"""``python -m kg``: the same as the console script ``kg``."""

from kg.cli import main

# Workers of kg build --jobs import this module again, under another name.
if __name__ == "__main__":
    main()
