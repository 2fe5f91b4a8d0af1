"""How the shipped German pipeline is made: ``python -m kg.train CORPORA WORK`` runs every step.  See recipe.py."""
