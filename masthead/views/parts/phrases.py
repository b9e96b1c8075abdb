"""The phrases for statements on a firm's role, and for questions on which sources differ: by wording, and by role.

No phrase is stronger than the source's verb: a verb that denies something, or leaves it open, does so here too. The
phrases for attributions, links and lists name no role that the source does not name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from masthead.field_types.vocabulary import N_, Role, Wording


@dataclass(frozen=True, slots=True)
class WordingPhrases:
    """The sentences of a verb: one around a clause on a role, and others that say less than such a clause."""

    with_clause: str
    whole: str = ""
    """The sentence for roles without their own; if it is empty, they take the sentence around a clause."""
    by_role: Mapping[Role, str] = field(default_factory=dict)
    of_part: str = ""
    """The sentence on the operator of a part of a campaign whose outlets nobody has listed."""
    denied: str = ""
    """The sentence of a denial; if it is empty, denials take the sentence around a clause."""

    def sentence(self, role: Role) -> str:
        """Return the whole sentence for *role*, or an empty text if the verb takes a clause."""
        return self.by_role.get(role, self.whole)


# Translators: A verdict: it must be exactly as firm as the English, never firmer. %(by)s is a source, %(firm)s a
# firm, %(what)s a website or a campaign, %(role)s a role, %(clause)s one of the clauses about a role. “did not have
# the role” is a denial by a source.
@dataclass(frozen=True, slots=True)
class RolePhrases:
    """The phrases of a role: clauses inside the sentence of a verb, sentences that leave the role open, and questions."""

    asserted: str
    denied: str = N_("%(firm)s did not have the role “%(role)s” for %(what)s")
    cannot_say_who: str = N_("%(by)s said it could not tell who had the role “%(role)s” for %(what)s")
    cannot_say_whether: str = N_("%(by)s said it could not tell whether %(firm)s had the role “%(role)s” for %(what)s")
    differ_on_whether: str = N_("Sources differ on whether %(firm)s had the role “%(role)s” for %(what)s")
    differ_on_who: str = ""
    """The question if sources name different firms; it is empty for roles that several firms may have."""


# Translators: A verdict: it must be exactly as firm as the English, never firmer. %(by)s is a source, %(firm)s a
# firm, %(what)s a website or a campaign, %(role)s a role, %(clause)s one of the clauses about a role. Each verb must
# stay distinct from the others: “determined” is surer than “assessed”, “believed” and “suggested” are less sure, and
# “linked” and “listed” name no role. The clause follows as it is, so word the sentence so that every clause fits.
BY_WORDING: Mapping[Wording, WordingPhrases] = {
    Wording.DETERMINES: WordingPhrases(N_("%(by)s said it had determined that %(clause)s")),
    Wording.STATES: WordingPhrases(N_("%(by)s stated that %(clause)s")),
    Wording.ATTRIBUTES: WordingPhrases(
        N_("%(by)s concluded that %(clause)s"),
        by_role={Role.OPERATOR: N_("%(by)s attributed %(what)s to %(firm)s")},
        of_part=N_("%(by)s attributed to %(firm)s %(what)s"),
    ),
    Wording.ASSERTS: WordingPhrases(N_("%(by)s asserted that %(clause)s")),
    Wording.FINDS: WordingPhrases(N_("%(by)s found that %(clause)s")),
    Wording.ASSESSES: WordingPhrases(N_("%(by)s assessed that %(clause)s")),
    Wording.LINKS: WordingPhrases(
        N_("%(by)s said that %(clause)s"),
        whole=N_("%(by)s linked %(what)s to %(firm)s"),
        by_role={Role.INFRASTRUCTURE: N_("%(by)s linked %(what)s to infrastructure of %(firm)s")},
    ),
    Wording.LISTS: WordingPhrases(N_("%(by)s said that %(clause)s"), whole=N_("%(by)s listed %(what)s under %(firm)s")),
    Wording.BELIEVES: WordingPhrases(N_("%(by)s said it believed that %(clause)s")),
    Wording.ALLEGES: WordingPhrases(N_("%(by)s alleged that %(clause)s")),
    Wording.CLAIMS: WordingPhrases(N_("%(by)s claimed that %(clause)s")),
    Wording.SUGGESTS: WordingPhrases(N_("%(by)s said its evidence suggested that %(clause)s")),
    Wording.REPORTS: WordingPhrases(N_("%(by)s reported, at second hand, that %(clause)s")),
    Wording.VIEWS_AS_DISTINCT: WordingPhrases(
        N_("%(by)s said that %(clause)s"), denied=N_("%(by)s viewed %(firm)s and %(what)s as distinct")
    ),
    Wording.CANNOT_ATTRIBUTE: WordingPhrases(N_("%(by)s said that %(clause)s")),
}

# Translators: A clause about a role, inside a sentence such as “%(by)s stated that %(clause)s”, or a whole sentence.
# %(by)s is a source, %(firm)s a firm, %(what)s a website or a campaign, %(role)s a role, %(clause)s one of the
# clauses about a role. The past tense says what was so when the source wrote. “Offered placements”, “provided
# hosting” and “had links” must not sound like “operated”.
BY_ROLE: Mapping[Role, RolePhrases] = {
    Role.OPERATOR: RolePhrases(
        asserted=N_("%(firm)s operated %(what)s"),
        denied=N_("%(firm)s did not operate %(what)s"),
        cannot_say_who=N_("%(by)s said it could not tell who operated %(what)s"),
        cannot_say_whether=N_("%(by)s said it could not tell whether %(firm)s operated %(what)s"),
        differ_on_whether=N_("Sources differ on whether %(firm)s operated %(what)s"),
        differ_on_who=N_("Sources differ on who operated %(what)s"),
    ),
    Role.CREATOR: RolePhrases(N_("%(firm)s created %(what)s")),
    Role.INFRASTRUCTURE: RolePhrases(N_("%(what)s used infrastructure of %(firm)s")),
    Role.SUPPORTER: RolePhrases(N_("%(firm)s supported %(what)s")),
    Role.CONTENT_SOURCE: RolePhrases(N_("content of %(firm)s appeared on %(what)s")),
    Role.RESELLER: RolePhrases(N_("%(firm)s offered paid placements on %(what)s")),
    Role.HOST: RolePhrases(N_("%(firm)s provided hosting for %(what)s")),
    Role.SERVICE: RolePhrases(N_("%(what)s used a service of %(firm)s")),
    Role.SUBJECT: RolePhrases(N_("content about %(firm)s appeared on %(what)s")),
    Role.RELATED: RolePhrases(
        asserted=N_("%(firm)s had links with %(what)s"),
        denied=N_("%(firm)s and %(what)s were distinct"),
        cannot_say_whether=N_("%(by)s said it could not tell whether %(firm)s had links with %(what)s"),
        differ_on_whether=N_("Sources differ on whether %(firm)s had links with %(what)s"),
    ),
}
