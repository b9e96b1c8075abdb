"""What must hold across records: each rule yields findings, nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from masthead.findings import Finding
from masthead.graph import Graph
from masthead.rules.archives import archive_belongs_to_its_address
from masthead.rules.attributions import (
    attribution_names_whom_it_means,
    high_confidence_has_a_basis,
    outlet_has_an_attribution_or_says_unknown,
)
from masthead.rules.dates import dates_are_in_order
from masthead.rules.evidence import evidence_ids_are_unique
from masthead.rules.hosts import hosts_are_unique
from masthead.rules.names import name_is_one_of_names
from masthead.rules.places import id_has_its_form, outlet_is_in_the_folder_of_its_country
from masthead.rules.references import outlets_of_a_set_belong_to_the_campaign, references_resolve
from masthead.rules.registration import registration_numbers_pass_their_check

Rule = Callable[[Graph], Iterator[Finding]]

RULES: tuple[Rule, ...] = (
    id_has_its_form,
    outlet_is_in_the_folder_of_its_country,
    references_resolve,
    outlets_of_a_set_belong_to_the_campaign,
    dates_are_in_order,
    hosts_are_unique,
    name_is_one_of_names,
    outlet_has_an_attribution_or_says_unknown,
    attribution_names_whom_it_means,
    high_confidence_has_a_basis,
    evidence_ids_are_unique,
    archive_belongs_to_its_address,
    registration_numbers_pass_their_check,
)


def judge(graph: Graph) -> list[Finding]:
    """Return what every rule finds wrong with *graph*."""
    return [finding for rule in RULES for finding in rule(graph)]
