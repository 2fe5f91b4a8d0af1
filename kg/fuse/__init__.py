"""Who is who: mentions to entities, within one article and across all of them.

``kg.fuse.within.resolve`` resolves coreference inside one article and needs spaCy; everything exported here works on
plain findings.
"""

from kg.fuse.identify import identify
from kg.fuse.links import read_links
from kg.fuse.merges import read_merges, write_merges

__all__ = ["identify", "read_links", "read_merges", "write_merges"]
