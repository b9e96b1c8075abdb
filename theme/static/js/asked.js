/*! bundle.mjs fc545c20 */
/[?#&]u=./.test(location.search+location.hash)&&(document.documentElement.dataset.asked="");
