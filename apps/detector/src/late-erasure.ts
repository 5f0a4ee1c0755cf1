import { type Client, erase, erasedAmong, erasedUntil, hideErased, writeAudit } from '@falter/store';
import type { Session } from '@falter/wire';

const WHY = 'It turned out to be of a person who had been erased.';

/**
 * Whether a session that was just written must not be there: it was erased while it was looked at, or only now is known to be of a
 * person who was erased since it began. It goes again, and is refused from then on. To be asked after the write, not before: what
 * somebody erases meanwhile is found by one or the other. Of several persons in one session the one named last counts. @throws StoreError
 */
export async function giveWayToErasure(store: Client, session: Session, now: number): Promise<boolean> {
  return (await giveWayToErasures(store, [session], now)).has(session.id);
}

/** The same of many sessions of one project, with one question; answers the ids of those that went. @throws StoreError */
export async function giveWayToErasures(
  store: Client,
  sessions: readonly Session[],
  now: number,
): Promise<ReadonlySet<string>> {
  const [{ project } = { project: '' }] = sessions;
  const erased = await erasedAmong(store, { project, sessions: sessions.map(({ id }) => id) });
  if (erased.length > 0) await hideErased(store, { project, sessions: erased });
  const gone = new Set(erased);
  for (const session of sessions)
    if (!gone.has(session.id) && (await isOfErasedPerson(store, session, now))) gone.add(session.id);
  return gone;
}

async function isOfErasedPerson(
  store: Client,
  { project, id, person, firstSeenAt }: Session,
  now: number,
): Promise<boolean> {
  if (person === '') return false;
  const until = await erasedUntil(store, { project, person });
  if (until === undefined || firstSeenAt >= until) return false;
  await erase(store, { project, sessions: [id] }, now);
  const entry = { kind: 'erased-session', whoKind: 'falter', who: '', subject: id, why: WHY, count: 1 } as const;
  await writeAudit(store, { project, ...entry });
  return true;
}
