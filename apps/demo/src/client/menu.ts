import { button, part } from './part.ts';

/** A menu that opens on mousedown, before there is a click; the click that follows changes nothing more. Keys open it too. */
export function mountMenu(root: ParentNode): void {
  const opener = button(root, 'menu-button');
  const list = part(root, 'menu-list', HTMLElement);
  if (!opener || !list) return;
  const show = (open: boolean) => {
    // Setting what is set would still be a change of the page, at every mousedown anywhere.
    if (open !== list.hasAttribute('hidden')) return;
    list.hidden = !open;
    opener.setAttribute('aria-expanded', String(open));
  };
  opener.addEventListener('mousedown', () => show(list.hasAttribute('hidden')));
  opener.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' && event.key !== ' ' && event.key !== 'ArrowDown') return;
    event.preventDefault();
    show(true);
    list.querySelector('a')?.focus();
  });
  list.addEventListener('click', () => show(false));
  document.addEventListener('mousedown', (event) => {
    if (event.target instanceof Node && !opener.contains(event.target) && !list.contains(event.target)) show(false);
  });
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || list.hidden) return;
    show(false);
    opener.focus();
  });
}
