import { pounds } from '../shared/money.ts';
import { type Tea, teaOf, teas } from '../shared/teas.ts';
import { isOn } from './faults.ts';
import { button, part } from './part.ts';

/** “Compare” on a tea's page: opens and closes a line about the next tea of the shelf. Throws under `throwing-button`. */
export function mountCompare(root: ParentNode): void {
  const tea = teaOf(root.querySelector<HTMLElement>('[data-tea]')?.dataset.tea ?? '');
  const compare = button(root, 'throwing-button');
  const panel = part(root, 'compare-panel', HTMLElement);
  if (!tea || !compare || !panel) return;
  compare.addEventListener('click', () => {
    const words = comparison(tea, neighbourOf(tea));
    panel.textContent = words;
    panel.hidden = !panel.hidden;
    compare.setAttribute('aria-expanded', String(!panel.hidden));
  });
}

function comparison(tea: Tea, other: Tea): string {
  const dearer = tea.pence - other.pence;
  const price = dearer === 0 ? 'the same price' : `${pounds(Math.abs(dearer))} ${dearer < 0 ? 'more' : 'less'}`;
  return `Beside it on the shelf: ${other.name} (${other.leaf}), ${price}, brewed ${other.minutes} minutes.`;
}

function neighbourOf(tea: Tea): Tea {
  const next = teas.indexOf(tea) + 1;
  // The fault is the classic one: the index after the last is not taken round to the first.
  return (isOn('throwing-button') ? teas[teas.length] : teas[next % teas.length]) as Tea;
}
