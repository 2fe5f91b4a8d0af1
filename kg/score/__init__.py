"""How good and how fast: measures over findings and facts against gold files, floors, and the calibration of scores.

gold.py       gold files to plain values          align.py      the gold's text within the article
facts.py identity.py times.py quotes.py entities.py openie.py speed.py    one suite each
suites.py     which suites there are, and how they run
floors.py     pinned figures below which ``kg score`` fails
calibrate.py  how often each class of facts is right -> extract/lexicon/scores.tsv
"""
