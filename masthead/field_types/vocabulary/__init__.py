"""The closed lists of the records: each term with its label and definition.

The checker, the JSON Schema, the pages and the method page all read these lists, so that a term means one thing
everywhere.
"""

from masthead.field_types.vocabulary.evidence import ContentWarning, EvidenceKind, Weight
from masthead.field_types.vocabulary.outlets import (
    ActivityStatus,
    CopyMethod,
    HostRole,
    IndicatorType,
    NameMatch,
    OutletKind,
)
from masthead.field_types.vocabulary.records import (
    Bound,
    CampaignForm,
    CorrectionScope,
    RegistrationScheme,
    ReplyOutcome,
    ReplyPosition,
    StateName,
)
from masthead.field_types.vocabulary.sources import PublisherKind, Reliability, SourceType, Verification
from masthead.field_types.vocabulary.statements import Basis, Confidence, Role, Stance, Wording
from masthead.field_types.vocabulary.term import N_, NN_, Term

__all__ = [
    "NN_",
    "N_",
    "ActivityStatus",
    "Basis",
    "Bound",
    "CampaignForm",
    "Confidence",
    "ContentWarning",
    "CopyMethod",
    "CorrectionScope",
    "EvidenceKind",
    "HostRole",
    "IndicatorType",
    "NameMatch",
    "OutletKind",
    "PublisherKind",
    "RegistrationScheme",
    "Reliability",
    "ReplyOutcome",
    "ReplyPosition",
    "Role",
    "SourceType",
    "Stance",
    "StateName",
    "Term",
    "Verification",
    "Weight",
    "Wording",
]
