"""Files -> Documents: reading, cleaning, dating, and finding agency copies.

    read(paths)                    the articles of files and folders, one at a time
    mark_duplicates(documents)     the same documents, copies marked with the id of the one they copy
    Problem                        what stood in the way of an article

Nothing here needs the network; nothing in an article is run.
"""

from kg.acquire.duplicates import mark_duplicates
from kg.acquire.problems import Problem
from kg.acquire.read import read

__all__ = ["Problem", "mark_duplicates", "read"]
