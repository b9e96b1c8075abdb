/* Before the page is drawn: an address that it brings will be answered, and the answer has its place (lookup.css). */

if (/[?#&]u=./.test(location.search + location.hash)) document.documentElement.dataset.asked = '';
