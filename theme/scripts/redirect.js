/* Leads from an address that a record had before to its page, with the anchor that the visitor came for. */

location.replace(document.currentScript.dataset.to + location.hash);
