import { isOn } from './faults.ts';
import { complain } from './part.ts';

/** Asks the shop. The faults `slow-request` and `failing-request` travel as query parameters. Rejects on any answer but 2xx. */
export async function askShop<T>(path: string, query: Record<string, string> = {}, body?: unknown): Promise<T> {
  const url = new URL(`/api/shop/${path}`, location.origin);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  if (isOn('slow-request')) url.searchParams.set('slow', '1');
  if (isOn('failing-request')) url.searchParams.set('fail', '1');
  const post = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const answer = await fetch(url, body === undefined ? {} : post);
  if (!answer.ok) throw new Error(`The shop answered ${answer.status} to ${path}.`);
  return answer.json() as Promise<T>;
}

/**
 * Wraps what a button asks the shop: one question at a time, no sign that it is on its way, the first failure swallowed and every
 * later one admitted. Careless on purpose: this is how most shops begin, and with the faults off nobody notices.
 */
export function carelessly(line: HTMLElement | undefined, ask: () => Promise<void>): () => void {
  let asking = false;
  let failures = 0;
  return async () => {
    if (asking) return;
    asking = true;
    try {
      await ask();
      failures = 0;
    } catch {
      failures += 1;
      if (failures > 1) complain(line, 'The shop does not answer. Please try again later.');
    } finally {
      asking = false;
    }
  };
}
