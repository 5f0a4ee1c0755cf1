import { isOn } from './faults.ts';
import { button } from './part.ts';

const place = 'low-tide.saved';

/** “Save for later” on a tea's page, a toggle. Under `throwing-button` its promise is rejected and nobody catches it. */
export function mountWishlist(root: ParentNode): void {
  const slug = root.querySelector<HTMLElement>('[data-tea]')?.dataset.tea;
  const save = button(root, 'rejecting-button');
  if (slug === undefined || !save) return;
  const show = (saved: readonly string[]) => {
    save.setAttribute('aria-pressed', String(saved.includes(slug)));
    save.textContent = saved.includes(slug) ? 'Saved' : 'Save for later';
  };
  save.addEventListener('click', async () => show(await toggled(slug)));
  show(savedTeas());
}

async function toggled(slug: string): Promise<string[]> {
  // The fault: the page of an intercepting portal arrives where JSON was expected.
  const saved = isOn('throwing-button') ? (JSON.parse('<!doctype html>') as string[]) : savedTeas();
  const next = saved.includes(slug) ? saved.filter((one) => one !== slug) : [...saved, slug];
  try {
    localStorage.setItem(place, JSON.stringify(next));
  } catch {
    // Storage is forbidden here: saved for as long as the page is open.
  }
  return next;
}

function savedTeas(): string[] {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(place) ?? '[]');
    return Array.isArray(found) ? found.filter((one) => typeof one === 'string') : [];
  } catch {
    return [];
  }
}
