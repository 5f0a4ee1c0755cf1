import { closest, type SeenElement } from './sight.ts';

const CLICKABLE = new Set(['button', 'a', 'li', 'select', 'input']);

/**
 * What OpenReplay's tracker calls the label of what was clicked; '' is a click that its rules leave out.
 * Source: https://github.com/openreplay/openreplay, tracker/tracker/src/main/modules/mouse.ts.
 */
export function labelOf(element: SeenElement | null): string {
  if (closest(element, ({ tag }) => tag === 'label')) return '';
  const found = closest(
    element,
    ({ tag, attributes }) =>
      CLICKABLE.has(tag) || attributes.role === 'button' || 'data-openreplay-label' in attributes,
  );
  if (!found) return '';
  const { attributes } = found;
  const name = attributes['data-openreplay-label'] ?? (found.tag === 'input' ? inputLabel(attributes) : found.text());
  return (name.trim() || attributes.id || attributes.class || '').replace(/\s+/g, ' ').slice(0, 100);
}

function inputLabel(attributes: Readonly<Record<string, string>>): string {
  return attributes.placeholder ?? attributes.name ?? attributes.id ?? attributes.class ?? attributes.type ?? '';
}
