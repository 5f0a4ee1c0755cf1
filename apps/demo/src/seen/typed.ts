/** Shorter ones stand in any page. */
const CHARS_MIN = 4;

/** What was typed into the fields of a page, to be looked for in what left it. */
export interface Typed {
  /** Notes what is typed into this document from now on. */
  watch(page: Document): void;
  /** How many values were typed that the page does not show anyway. */
  count(): number;
  /** Names of the fields whose value stands in a text. */
  foundIn(text: string): string[];
}

export function createTyped(): Typed {
  const values = new Map<string, string>();
  return {
    watch(page) {
      page.addEventListener(
        'input',
        ({ target }) => {
          // Of the frame's own realm: instanceof would not know it.
          const field = target as HTMLInputElement;
          const name = field.dataset.testid ?? field.name;
          const value = typeof field.value === 'string' ? field.value.trim() : '';
          const isShown = (page.body.textContent ?? '').toLowerCase().includes(value.toLowerCase());
          if (
            /^(?:text|email|tel|password|search|textarea)$/.test(field.type) &&
            value.length >= CHARS_MIN &&
            !isShown
          ) {
            values.set(name, value);
          }
        },
        true,
      );
    },
    count: () => values.size,
    foundIn: (text) =>
      [...values].filter(([, value]) => text.includes(JSON.stringify(value).slice(1, -1))).map(([name]) => name),
  };
}
