"""All rules on records, in order: each yields findings and changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

from masthead.findings.finding import Finding
from masthead.record_files.reading import Records
from masthead.relations.graph import Graph
from masthead.rules.archives import archive_belongs_to_its_address
from masthead.rules.attributions import (
    attribution_names_whom_it_means,
    confidence_is_in_the_words_of_the_source,
    high_confidence_has_a_basis,
    outlet_has_an_attribution_or_says_unknown,
    wording_agrees_with_stance,
)
from masthead.rules.circles import outlets_do_not_copy_themselves, sources_are_not_known_through_themselves
from masthead.rules.comments import comments_command_no_editor
from masthead.rules.confusable_letters import words_are_in_usual_letters
from masthead.rules.contacts_elsewhere import addresses_and_values_lead_to_nobody
from masthead.rules.corrections import corrections_of_sets_stand_alone, replaced_corrections_have_a_later_one
from masthead.rules.dates import dates_are_in_order, dates_are_real
from masthead.rules.evidence import (
    corrections_name_what_they_changed,
    evidence_ids_are_unique,
    named_evidence_is_in_the_record,
)
from masthead.rules.hosts import (
    exceptions_are_needed,
    genuine_outlets_are_not_recorded,
    hosts_are_the_ones_meant,
    hosts_are_unique,
)
from masthead.rules.indicators import indicators_have_the_form_of_their_kind
from masthead.rules.institutions import institutions_publish_on_their_own_hosts
from masthead.rules.names import name_is_one_of_names, names_are_unique
from masthead.rules.record_paths import (
    former_ids_are_free,
    id_has_its_form,
    names_are_no_devices,
    outlet_is_in_the_folder_of_its_country,
)
from masthead.rules.references import lists_name_each_once, outlets_of_a_set_belong_to_the_campaign, references_resolve
from masthead.rules.registration_numbers import registration_numbers_are_unique, registration_numbers_pass_their_check
from masthead.rules.replies import named_firms_were_asked, replies_answer_a_claim
from masthead.rules.short_names import short_names_mean_no_firm, short_names_mean_one_publisher
from masthead.rules.source_dates import dates_agree_with_sources
from masthead.rules.sources import (
    firms_speak_in_their_own_name,
    high_confidence_has_ground,
    high_confidence_is_of_two_bodies,
    outlet_has_a_source_of_somebody_else,
    publishers_are_distinct,
    records_are_used,
    second_hand_sources_say_so,
    sources_have_addresses_of_their_own,
)
from masthead.rules.web_addresses import (
    addresses_are_of_the_page_itself,
    addresses_are_what_they_look_like,
    addresses_can_be_opened,
)
from masthead.rules.wording import texts_are_fit_to_print, texts_have_no_hosts_that_programs_link

Judgement = Callable[[Graph], Iterator[Finding]]

BY_ITSELF: tuple[Callable[[Records], Iterator[Finding]], ...] = (
    id_has_its_form,
    names_are_no_devices,
    outlet_is_in_the_folder_of_its_country,
    lists_name_each_once,
    dates_are_in_order,
    hosts_are_the_ones_meant,
    exceptions_are_needed,
    name_is_one_of_names,
    attribution_names_whom_it_means,
    wording_agrees_with_stance,
    high_confidence_has_a_basis,
    confidence_is_in_the_words_of_the_source,
    evidence_ids_are_unique,
    named_evidence_is_in_the_record,
    archive_belongs_to_its_address,
    addresses_can_be_opened,
    addresses_are_what_they_look_like,
    addresses_are_of_the_page_itself,
    registration_numbers_pass_their_check,
    indicators_have_the_form_of_their_kind,
    second_hand_sources_say_so,
    institutions_publish_on_their_own_hosts,
    corrections_of_sets_stand_alone,
    replaced_corrections_have_a_later_one,
    texts_are_fit_to_print,
    addresses_and_values_lead_to_nobody,
    words_are_in_usual_letters,
    comments_command_no_editor,
)
"""Those that judge each record by itself: what they find in one depends on its file alone, and not on the day."""

_AMONG_OTHERS: tuple[Judgement, ...] = (
    former_ids_are_free,
    references_resolve,
    outlets_of_a_set_belong_to_the_campaign,
    hosts_are_unique,
    genuine_outlets_are_not_recorded,
    outlet_has_an_attribution_or_says_unknown,
    corrections_name_what_they_changed,
    registration_numbers_are_unique,
    names_are_unique,
    short_names_mean_one_publisher,
    short_names_mean_no_firm,
    outlet_has_a_source_of_somebody_else,
    firms_speak_in_their_own_name,
    sources_are_not_known_through_themselves,
    outlets_do_not_copy_themselves,
    sources_have_addresses_of_their_own,
    publishers_are_distinct,
    high_confidence_has_ground,
    high_confidence_is_of_two_bodies,
    records_are_used,
    named_firms_were_asked,
    replies_answer_a_claim,
    texts_have_no_hosts_that_programs_link,
)
"""Those that judge a record beside others."""

JUDGEMENTS: tuple[Judgement, ...] = (*BY_ITSELF, *_AMONG_OTHERS)

AMONG_ALL: tuple[Judgement, ...] = (former_ids_are_free, hosts_are_unique)
"""Those that hold a record against what other records claim, and so go through all of them."""


def judgements(today: date) -> tuple[Judgement, ...]:
    """Return all judgements as they are on the day *today*."""
    return (*JUDGEMENTS, *(partial(rule, today=today) for rule in (dates_are_real, dates_agree_with_sources)))


def judge(graph: Graph, today: date) -> list[Finding]:
    """Return the findings of every rule on *graph* on the day *today*."""
    return [finding for judgement in judgements(today) for finding in judgement(graph)]
