import type { Problem } from '@falter/wire';
import type { RunningFalter } from './running-falter.ts';
import { UsageError } from './usage-error.ts';

/** Asks the API of the Falter that runs to do something. @throws UsageError with the words of a refusal */
export async function postToFalter({ url, adminToken }: RunningFalter, path: string, body: unknown): Promise<Response> {
  const headers = { authorization: `Bearer ${adminToken}`, 'content-type': 'application/json' };
  const answer = await fetch(`${url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  if (answer.ok) return answer;
  const { detail, name } = (await answer.json().catch(() => ({}))) as Partial<Problem>;
  throw new UsageError(detail ? `${detail} (${name})` : `the API answered ${answer.status}. Look at Falter's log.`);
}
