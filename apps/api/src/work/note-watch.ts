import { type Client, saveWatch } from '@falter/store';
import type { Context } from 'hono';
import type { Deed } from '../audit.ts';
import { idOf } from './show-work.ts';

/**
 * Tells colleagues who watched a session. Whoever has a shared link is no colleague, and a program with a token watches nothing: it would make
 * all that it reads look seen, and be kept as long as what somebody looked at. Of them the audit log knows.
 */
export function noteWatch(writer: Client): (c: Context, deed: Deed) => Promise<void> {
  return async (c, { kind, project, subject }) => {
    const asker = c.get('asker');
    if (kind !== 'watched-session' || asker.kind !== 'user') return;
    const watch = { byId: idOf(asker), byName: asker.name, watchedAt: Date.now() };
    await saveWatch(writer, { project, session: subject }, watch);
  };
}
