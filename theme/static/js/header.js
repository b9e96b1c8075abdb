/*! bundle.mjs 0aa2e68c9f95c0b7 */
(()=>{var e=/[.。．｡]|:\/\/|\bdot\b/i,t=document.querySelector("form[data-header-lookup]");t?.addEventListener("submit",a=>{const n=t.elements.namedItem("u").value.trim();if(!n)return;a.preventDefault();const[o,r]=e.test(n)?[t.action,{u:n}]:[t.dataset.headerLookup,{q:n}];location.assign(`${o}#${new URLSearchParams(r)}`)})})();
