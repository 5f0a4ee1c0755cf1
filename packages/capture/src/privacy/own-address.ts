/** A query or fragment that carries a value. */
const CARRIES = /=[^&]/;

/**
 * Takes the page's own query and fragment out of a serialised event, wherever rrweb pasted them: it makes every `href="#top"`,
 * every gradient and every `url(...)` in an inline style absolute, with the whole address of the page. `text` stays JSON.
 */
export function withoutOwnAddress(text: string, search: string, hash: string): string {
  let clean = text;
  for (const part of [search, hash]) {
    if (!CARRIES.test(part)) continue;
    clean = without(clean, part);
    // rrweb makes a URL in CSS absolute by cutting the address at its last slash, which may stand inside the query.
    const cut = part.slice(0, part.lastIndexOf('/') + 1);
    if (CARRIES.test(cut)) clean = without(clean, cut);
  }
  return clean;
}

function without(json: string, part: string): string {
  return json.split(JSON.stringify(part).slice(1, -1)).join('');
}
