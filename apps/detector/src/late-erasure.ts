import { type Client, erase, erasedAmong, erasedUntil, hideErased, writeAudit } from '@falter/store';
import type { Session } from '@falter/wire';

const WHY = 'It turned out to be of a person who had been erased.';

/**
 * Which of these sessions of one project, which were just written, must not be there: they were erased while they were looked at, or only now are
 * known to be of a person who was erased since they began. They go again, and are refused from then on. To be asked after the write, not before:
 * what somebody erases meanwhile is found by one or the other. Of several persons in one session the one named last counts. Answers ids. @throws StoreError
 */
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
