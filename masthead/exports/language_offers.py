"""The offer of each language to readers who prefer it, in that language; theme/scripts/header.js shows it, once."""

from __future__ import annotations

from masthead.field_types.vocabulary import N_

# Translators: name your own language in the place of English, such as “This page is also available in Italian.”, in
# Italian. Readers who prefer your language see it on pages in other languages, beside a link.
OFFER = N_("This page is also available in English.")
# Translators: the button beside that offer, which takes it away.
DISMISS = N_("Not now")
