"""The commands of ``kg``, some to a module; :mod:`kg.cli` loads the one that is called.

Modules here import click and what is light at the top, and what takes time (spaCy, networkx, the writers) within the
functions that need it, so that ``kg --help`` answers at once.
"""
