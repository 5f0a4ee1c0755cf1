import { button, part, say } from './part.ts';

/** Copies the voucher code and says so on the button. */
export function mountCopyButton(root: ParentNode): void {
  const copy = button(root, 'copy-button');
  const code = part(root, 'voucher-code', HTMLElement);
  if (!copy || !code) return;
  copy.addEventListener('click', async () => {
    say(copy, (await copied(code.textContent ?? '')) ? 'Copied' : 'Copy by hand');
  });
}

async function copied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
