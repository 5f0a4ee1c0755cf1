import { kinds } from '../shared/teas.ts';
import { part, say } from './part.ts';

/** The search box and the budget slider: both filter while one types or drags, and neither is submitted. */
export function mountCatalogue(main: ParentNode): void {
  const catalogue = part(main, 'catalogue', HTMLElement);
  if (!catalogue) return;
  part(catalogue, 'search-box', HTMLInputElement)?.addEventListener('input', () => filter(catalogue));
  part(catalogue, 'budget-slider', HTMLInputElement)?.addEventListener('input', () => filter(catalogue));
}

/** Shows the kind of tea that a path names, in place. False when there is no catalogue here or the path is not one of its own. */
export function showCollection(main: ParentNode, path: string): boolean {
  const catalogue = part(main, 'catalogue', HTMLElement);
  const kind = kinds.find((one) => path === `/collection/${one.id}`);
  if (!catalogue || (!kind && path !== '/')) return false;
  for (const tab of catalogue.querySelectorAll<HTMLElement>('[data-testid^="kind-"]')) {
    if (tab.dataset.kind === (kind?.id ?? 'all')) tab.setAttribute('aria-current', 'page');
    else tab.removeAttribute('aria-current');
  }
  filter(catalogue);
  document.title = `${kind?.name ?? 'Teas'} · Low Tide Tea`;
  return true;
}

function filter(catalogue: HTMLElement): void {
  const kind = catalogue.querySelector<HTMLElement>('[aria-current="page"]')?.dataset.kind ?? 'all';
  const words = part(catalogue, 'search-box', HTMLInputElement)?.value.toLowerCase().split(/\s+/) ?? [];
  const budget = Number(part(catalogue, 'budget-slider', HTMLInputElement)?.value ?? Number.POSITIVE_INFINITY);
  say(part(catalogue, 'budget-value', HTMLElement), `£${budget}`);
  const cards = [...catalogue.querySelectorAll<HTMLElement>('.card')];
  for (const card of cards) card.hidden = !fits(card, { kind, words, budget });
  const shown = cards.filter((card) => !card.hidden).length;
  say(part(catalogue, 'search-count', HTMLElement), `Showing ${shown} of ${cards.length} teas`);
  const nothing = part(catalogue, 'search-empty', HTMLElement);
  if (nothing) nothing.hidden = shown > 0;
}

function fits(card: HTMLElement, wish: { kind: string; words: string[]; budget: number }): boolean {
  if (wish.kind !== 'all' && card.dataset.kind !== wish.kind) return false;
  if (Number(card.dataset.pence) > wish.budget * 100) return false;
  return wish.words.every((word) => card.dataset.words?.includes(word));
}
