/* Leads from an address that a record had before to its page, with the anchor that the visitor came for. */
"use strict";

window.location.replace(document.currentScript.dataset.to + window.location.hash);
