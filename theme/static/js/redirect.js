/*! bundle.mjs c9523603fd78d57e */
location.replace(document.currentScript.dataset.to+location.hash);
