"""The four kinds of record, typed and frozen."""

from collections.abc import Mapping

from masthead.model.campaign import (
    Campaign,
    CampaignLink,
    Check,
    CheckRow,
    Excluded,
    SetEvidence,
    SetIndicator,
    Withheld,
)
from masthead.model.claims import (
    Archive,
    Attachment,
    Attribution,
    Citation,
    Evidence,
    Indicator,
    Quotation,
    SetAttribution,
)
from masthead.model.firm import Firm, PrintedName, Registration, Relation, Request
from masthead.model.outlet import Activity, Copy, FurtherHost, Imitated, Outlet, OutletLanguage, OutletName, Target
from masthead.model.part import Part
from masthead.model.record import Answered, Correction, NativeText, Record, Reply, State
from masthead.model.source import Source

KINDS: Mapping[str, type[Record]] = {"sites": Outlet, "firms": Firm, "campaigns": Campaign, "sources": Source}
"""The kinds of record, by the folder that contains them."""

__all__ = [
    "KINDS", "Activity", "Answered", "Archive", "Attachment", "Attribution", "Campaign", "CampaignLink", "Check", "CheckRow", "Citation", "Copy", "Correction",
    "Evidence", "Excluded", "Firm", "FurtherHost", "Imitated", "Indicator", "NativeText", "Outlet", "OutletLanguage",
    "OutletName", "Part", "PrintedName", "Quotation", "Record", "Registration", "Relation", "Reply", "Request", "SetAttribution",
    "SetEvidence", "SetIndicator", "Source", "State", "Target", "Withheld",
]  # fmt: skip
