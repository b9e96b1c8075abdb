/*! bundle.mjs c9523603 */
location.replace(document.currentScript.dataset.to+location.hash);
