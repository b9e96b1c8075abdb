/* Scripts that wait until they are wanted. Pages open from disk too, where browsers import no modules: so each is a bundle
   that runs by itself and hands over what it gives. */

const here = document.currentScript?.src; // the other bundles are beside this one
const loaded = new Map();

/** Runs a script; scripts that are asked for together run in that order. @param {string | URL} src @returns {Promise<void>} */

export function runScript(src) {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    const end = (settle) => () => {
      script.remove();
      settle();
    };
    script.async = false; // in order, though fetched at once
    script.onload = end(resolve);
    script.onerror = end(() => reject(new Error(src)));
    script.src = src;
    document.head.append(script);
  });
}

/** The exports that a bundle hands over; after a failure the next call tries again. @param {string} name of its file @returns {Promise<any>} */
export function loadBundle(name) {
  if (!loaded.has(name)) {
    const bundle = runScript(new URL(name, here)).then(() => globalThis.mastheadBundles?.[name]);
    bundle.catch(() => loaded.delete(name));
    loaded.set(name, bundle);
  }
  return loaded.get(name);
}

/** Hands over what the bundle gives to the script that loads it. @param {string} name @param {object} given */
export function handOver(name, given) {
  globalThis.mastheadBundles = { ...globalThis.mastheadBundles, [name]: given };
}
