import type { Target } from '@falter/wire';

/**
 * What an element is called, the same in other sessions and releases: role and words (`button "Pay now"`) where it has words, with its
 * numbers taken out. Else its kind and its place. Several elements of one page with the same words are one, as on the dashboard:
 * ten "Add to basket" buttons have one fault.
 */
export function elementIdentity({ label, selector, tag }: Target): string {
  if (label.includes('"')) return label.replace(/\d+(?:[.,]\d+)*/g, '#');
  const kind = label.split(' at ')[0] || tag;
  return `${kind} at ${stablePlace(selector)}`;
}

/** A CSS path without positions, and without ids and classes that have a number in them: a list grows, a build tool counts. */
function stablePlace(selector: string): string {
  const steps = selector.split(' > ').map((step) => {
    const [, tag = '', names = ''] = /^([\w-]*)(.*?)(?::nth-of-type\(\d+\))?$/.exec(step) ?? [];
    const written = names.match(/[.#][^.#]+/g)?.filter((name) => !/\d/.test(name)) ?? [];
    return `${tag}${written.join('')}` || '*';
  });
  return steps.join(' > ');
}
