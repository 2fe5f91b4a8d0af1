"""A body that an office can belong to, and whether it is of a kind that the office is of."""

from __future__ import annotations

from dataclasses import dataclass

from kg.extract.mentions.orgkinds import is_party, kind_of_name
from kg.extract.mentions.states import states, unions
from kg.schema import Mention
from kg.tables import town_origin

_STATE_LIKE = frozenset({"state", "region", "town", "any"})
_PLACE_BOUND = frozenset({"team", "police", "court", "authority", "parliament"})


@dataclass(frozen=True, slots=True)
class Body:
    """A body and how it is named: ``genitive``, ``adjective``, ``compound``, ``phrase`` (bei, in), ``behind`` (after
    the holder's name), ``possessive``, ``unit`` (of a department), ``implied``, ``near``, ``topic``, ``home``."""

    mention: Mention
    how: str

    def fits(self, kinds: frozenset[str]) -> bool:
        """Whether an office of bodies of these kinds can be an office in this one."""
        if self.mention.kind == "PER" and self.mention.form != "PRONOUN":
            return "person" in kinds
        if "any" in kinds:
            return True
        if self.mention.kind == "LOC" and self.name not in unions():
            if self.how == "adjective":  # "der italienische Stürmer" is from Italy, plays for a team
                return bool(kinds & ({"state"} if self.name in states() else {"region", "state", "town"}))
            if kinds == {"state"} and self.how == "genitive" and town_origin(self.mention.text + "er"):
                return False  # "die Königin von Wimbledon" rules no state
            return bool(kinds & _STATE_LIKE) or bool(kinds & _PLACE_BOUND)
        return bool(kinds - {"state", "town", "region"})

    @property
    def name(self) -> str:
        """The body's name."""
        return self.mention.norm or self.mention.text

    @property
    def is_party(self) -> bool:
        """Whether the name is one of a party."""
        return is_party(self.name)

    @property
    def kind(self) -> str:
        """The kind of body that the name shows, or ""."""
        return kind_of_name(self.name)
