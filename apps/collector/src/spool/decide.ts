import { randomUUID } from 'node:crypto';
import {
  type Client,
  dayOf,
  findBatchHashes,
  findSessionOrigins,
  type SessionOrigin,
  type StoredBatch,
} from '@falter/store';
import type { QuarantineReason } from '@falter/wire';
import type { Tombstones } from '../erasure/tombstones.ts';
import type { Block, Plan } from './checkpoint.ts';
import type { SpoolRecord } from './record.ts';
import type { Position } from './segment.ts';

/** Questions that go to the store at once: they travel in the address of a request, which the engine bounds. */
const ASKED_AT_ONCE = 500;

/**
 * What to do with spooled records, by what the store has now: those that it has are duplicates, those that contradict it are kept apart,
 * the rest is inserted, each day in a block of its own. What was decided when they came was decided without the store.
 * @throws StoreError
 */
export async function decide(
  { store, tombstones }: { store: Client; tombstones: Tombstones },
  records: readonly SpoolRecord[],
  end: Position,
): Promise<Plan> {
  await tombstones.refresh();
  const batches = records.map(({ batch }) => batch);
  const hashes = await ask(batches, (some) => findBatchHashes(store, some));
  const origins = await ask(batches, (some) => findSessionOrigins(store, some));
  const plan: Plan = {
    records: records.length,
    end,
    blocks: [],
    duplicates: [],
    erased: [],
    quarantined: [],
    firstSeenAt: {},
  };
  const judge = new Judge();
  const members: number[] = [];
  for (const [n, { batch, quarantine }] of records.entries()) {
    if (tombstones.knows(batch)) {
      plan.erased.push(n);
      continue;
    }
    const verdict = quarantine ?? judge.verdict(batch, { hash: hashes[n], origin: origins[n] });
    if (verdict === 'duplicate') plan.duplicates.push(n);
    else if (verdict === 'new') members.push(n);
    else plan.quarantined.push({ member: n, reason: verdict });
    const began = judge.beganAt(batch);
    if (began !== undefined && began !== batch.firstSeenAt) plan.firstSeenAt[n] = began;
  }
  plan.blocks = blocksOf(members, records, plan.firstSeenAt);
  return plan;
}

async function ask<Answer>(
  batches: readonly StoredBatch[],
  asking: (some: readonly StoredBatch[]) => Promise<Answer[]>,
): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (let at = 0; at < batches.length; at += ASKED_AT_ONCE) {
    answers.push(...(await asking(batches.slice(at, at + ASKED_AT_ONCE))));
  }
  return answers;
}

interface Known {
  hash: string | undefined;
  origin: SessionOrigin | undefined;
}

/** Knows, beside what the store said, the records that it has judged: one group may hold a session's first batch and its retry. */
class Judge {
  readonly #hashes: Map<string, string> = new Map();
  readonly #origins: Map<string, { secret: string; firstSeenAt: number }> = new Map();

  verdict(batch: StoredBatch, { hash, origin }: Known): 'new' | 'duplicate' | QuarantineReason {
    const session = JSON.stringify([batch.project, batch.session]);
    const began = origin ?? this.#origins.get(session) ?? { secret: batch.secret, firstSeenAt: batch.firstSeenAt };
    this.#origins.set(session, began);
    if (began.secret !== batch.secret) return 'wrong_secret';
    const id = JSON.stringify([batch.project, batch.session, batch.tab, batch.seq]);
    const before = hash ?? this.#hashes.get(id);
    this.#hashes.set(id, before ?? batch.hash);
    if (before === undefined) return 'new';
    return before === batch.hash ? 'duplicate' : 'conflict';
  }

  beganAt({ project, session }: StoredBatch): number | undefined {
    return this.#origins.get(JSON.stringify([project, session]))?.firstSeenAt;
  }
}

function blocksOf(members: number[], records: readonly SpoolRecord[], began: Plan['firstSeenAt']): Block[] {
  const byDay = Map.groupBy(members, (n) => dayOf({ firstSeenAt: began[n] ?? records[n]?.batch.firstSeenAt ?? 0 }));
  return [...byDay.values()].map((block) => ({ token: tokenOf(block, records), members: block }));
}

/** The token under which the group was sent before, if this is all of it; a part of it under that token would be taken for it. */
function tokenOf(members: readonly number[], records: readonly SpoolRecord[]): string {
  const group = records[0]?.group;
  const whole =
    group && members.length === group.size && members.every((n) => records[n]?.group?.token === group.token);
  return whole ? group.token : randomUUID();
}
