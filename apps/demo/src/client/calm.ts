import { button, part, say } from './part.ts';

/** What the playground bar shows as harmless: long work that shows, a refusal and a gap that the page expects. */
export function mountCalm(root: ParentNode): void {
  const status = part(root, 'calm-status', HTMLElement);
  mountSlow(root, status);
  button(root, 'calm-guest')?.addEventListener('click', async () => {
    const answer = await fetch('/api/shop/account');
    say(status, answer.status === 401 ? 'You are shopping as a guest.' : 'You are signed in.');
  });
  button(root, 'calm-picture')?.addEventListener('click', async () => {
    const answer = await fetch('/art/seal.svg');
    say(status, answer.ok ? 'There is a seal today.' : 'No seal today; the beach is shown without one.');
  });
}

/** The answer takes as long as with the fault `slow-request`, but the button says so. */
function mountSlow(root: ParentNode, status: HTMLElement | undefined): void {
  const ask = button(root, 'calm-slow');
  if (!ask) return;
  const label = ask.textContent ?? '';
  ask.addEventListener('click', async () => {
    ask.disabled = true;
    ask.setAttribute('aria-busy', 'true');
    say(ask, 'Counting tins …');
    try {
      await fetch('/api/shop/stock/moon-jelly?slow=1');
      say(status, 'Every tin is counted.');
    } finally {
      ask.disabled = false;
      ask.removeAttribute('aria-busy');
      say(ask, label);
    }
  });
}
