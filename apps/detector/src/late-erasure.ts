import { type Client, erase, erasedUntil, hideErased, isErased, writeAudit } from '@falter/store';
import type { Session } from '@falter/wire';

const WHY = 'It turned out to be of a person who had been erased.';

/**
 * Whether a session that was just written must not be there: it was erased while it was looked at, or only now is known to be of a
 * person who was erased since it began. It goes again, and is refused from then on. To be asked after the write, not before: what
 * somebody erases meanwhile is found by one or the other. Of several persons in one session the one named last counts. @throws StoreError
 */
export async function giveWayToErasure(
  store: Client,
  { project, id, person, firstSeenAt }: Session,
  now: number,
): Promise<boolean> {
  const erased = { project, sessions: [id] };
  if (await isErased(store, { project, session: id })) {
    await hideErased(store, erased);
    return true;
  }
  if (person === '') return false;
  const until = await erasedUntil(store, { project, person });
  if (until === undefined || firstSeenAt >= until) return false;
  await erase(store, erased, now);
  const entry = { kind: 'erased-session', whoKind: 'falter', who: '', subject: id, why: WHY, count: 1 } as const;
  await writeAudit(store, { project, ...entry });
  return true;
}
