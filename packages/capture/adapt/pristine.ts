/** What stands for rrweb's search for functions of the browser that the page did not replace: one look-up each, not one per call. */
export const PRISTINE = `
const NATIVE = {
  Node: ["childNodes", "parentNode", "parentElement", "textContent", "ownerDocument", "firstChild", "lastChild", "nextSibling",
    "previousSibling", "contains", "getRootNode"],
  ShadowRoot: ["host"],
  Element: ["shadowRoot", "matches", "closest"],
  MutationObserver: ["constructor"],
};
const prototypes = {};
let keepsFrame = () => {};
const partOf = (prototype, name) => {
  const { get, value } = Object.getOwnPropertyDescriptor(prototype, name) || {};
  return get || value;
};
const isNative = (part) => typeof part === "function" && Function.prototype.toString.call(part).includes("[native code]");
function getUntaintedPrototype(key) {
  if (prototypes[key]) return prototypes[key];
  let prototype = globalThis[key].prototype;
  if (globalThis.Zone || !NATIVE[key].every((name) => isNative(partOf(prototype, name)))) {
    try {
      const frame = document.createElement("iframe");
      frame.style.display = "none";
      document.body.appendChild(frame);
      prototype = frame.contentWindow[key].prototype;
      if (navigator.userAgent.includes("Safari") && !navigator.userAgent.includes("Chrome") && key === "MutationObserver") {
        frame.className = "falter-block";
        keepsFrame = () => frame.remove();
      } else frame.remove();
    } catch {}
  }
  return prototypes[key] = prototype;
}
const pristine = (key, name) => {
  let part;
  return (n, other) => (part ??= partOf(getUntaintedPrototype(key), name)).call(n, other);
};
const [childNodes, parentNode, parentElement, textContent, ownerDocument, firstChild, lastChild, nextSibling, previousSibling,
  contains, getRootNode] = NATIVE.Node.map((name) => pristine("Node", name));
const hostOf = pristine("ShadowRoot", "host");
const shadowRootOf = pristine("Element", "shadowRoot");
const host = (n) => n && "host" in n ? hostOf(n) : null;
const shadowRoot = (n) => n && "shadowRoot" in n ? shadowRootOf(n) : null;
const mutationObserverCtor = () => [getUntaintedPrototype("MutationObserver").constructor, keepsFrame];
`;
