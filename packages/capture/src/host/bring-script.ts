/** A script of ours, on its way into the page. */
export interface OwnScript {
  src: string;
  /** What its bytes must hash to. */
  integrity: string;
  /** Of the tag that stands in the page, where its policy asks for one. */
  nonce: string;
  onerror(): void;
  /** The script finds it on itself. */
  arrived?: (what: never) => void;
}

/**
 * Loads a script by its hash. It is in the page for no longer than it takes to ask for it: browsers run it all the same, and nothing that looks at
 * the page, rrweb included, finds it there. Where it is told to no element, neither is its failure.
 */
export function bringScript(script: OwnScript): void {
  try {
    const tag = Object.assign(document.createElement('script'), { crossOrigin: '', ...script });
    document.head.append(tag);
    tag.remove();
  } catch {
    // Trusted Types: the browser tells of the violation meanwhile.
    setTimeout(script.onerror);
  }
}
