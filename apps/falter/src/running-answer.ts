import type { Problem } from '@falter/wire';
import type { RunningFalter } from './running-falter.ts';
import { UsageError } from './usage-error.ts';

/** Asks the API of the Falter that runs to do something. @throws UsageError with the words of a refusal */
export function postToFalter(falter: RunningFalter, path: string, body: unknown): Promise<Response> {
  return ask(falter, path, { method: 'POST', body: JSON.stringify(body) });
}

/** Reads something of its API. @throws UsageError with the words of a refusal */
export function getFromFalter(falter: RunningFalter, path: string): Promise<Response> {
  return ask(falter, path, {});
}

/** Takes something back. @throws UsageError with the words of a refusal */
export function deleteAtFalter(falter: RunningFalter, path: string): Promise<Response> {
  return ask(falter, path, { method: 'DELETE' });
}

async function ask({ url, adminToken }: RunningFalter, path: string, init: RequestInit): Promise<Response> {
  const headers = { authorization: `Bearer ${adminToken}`, 'content-type': 'application/json' };
  const answer = await fetch(`${url}${path}`, { ...init, headers });
  if (answer.ok) return answer;
  const { detail, name } = (await answer.json().catch(() => ({}))) as Partial<Problem>;
  throw new UsageError(detail ? `${detail} (${name})` : `the API answered ${answer.status}. Look at Falter's log.`);
}
