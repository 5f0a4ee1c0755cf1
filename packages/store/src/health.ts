import type { Client } from './client.ts';
import { sql } from './queries.ts';

/** What is damaged: parts that the engine put aside, and an estimate of the rows in them. */
export interface Damage {
  parts: number;
  lostRows: number;
}

/** Anything over 0 means lost rows. Doubles as the readiness question. */
export async function readDamage(client: Client): Promise<Damage> {
  return (await client.rows<Damage>(sql('detached-parts'), {}))[0] ?? { parts: 0, lostRows: 0 };
}

/** How many parts each table has. */
export function countParts(client: Client): Promise<{ table: string; parts: number }[]> {
  return client.rows(sql('part-counts'), {});
}

/** How far a detector is behind. */
export interface DetectorState {
  /** Milliseconds that the session which waits longest has waited, or since the detector last asked what arrived. */
  behindMs: number;
  /** Sessions with something that was not looked at yet, and sessions that could not be looked at the last time. */
  waiting: number;
  failing: number;
}

/** A sign of life. `at` in epoch milliseconds of the engine's clock, `ageMs` before now by the same. */
export interface DetectorBeat extends DetectorState {
  at: number;
  ageMs: number;
}

/** A detector, by a name of its own; `gone`: it ends in good order. */
export interface DetectorWorker {
  worker: string;
  gone?: boolean;
}

/** Milliseconds without a sign of life after which the others take over a detector's sessions: it gives one every 3 s. */
const WORKER_ALIVE_MS = 10_000;

/** Writes a sign of life, timed by the engine. */
export async function beatDetector(
  client: Client,
  { behindMs, waiting, failing, worker, gone = false }: DetectorState & DetectorWorker,
): Promise<void> {
  await client.insert('detector_beats', [{ behind_ms: behindMs, waiting, failing, worker, gone }]);
}

/** Detectors that live, by name. */
export async function listDetectorWorkers(client: Client): Promise<string[]> {
  const rows = await client.rows<{ worker: string }>(sql('detector-workers'), { aliveMs: WORKER_ALIVE_MS });
  return rows.map(({ worker }) => worker);
}

/** The detector's last sign of life, undefined when it never gave one. */
export async function findDetectorBeat(client: Client): Promise<DetectorBeat | undefined> {
  return (await client.rows<DetectorBeat>(sql('detector-beat'), {}))[0];
}

/** A disk of the engine, in bytes. */
export interface Disk {
  name: string;
  freeBytes: number;
  totalBytes: number;
}

/** The engine's disks, fullest first. Object stores, which have no end, are left out. */
export function listDisks(client: Client): Promise<Disk[]> {
  return client.rows(sql('disks'), {});
}

/** Bytes on the disk of all tables of this database, and the batches among their rows. */
export async function readKeptSize(client: Client): Promise<{ bytes: number; batches: number }> {
  const rows = await client.rows<{ bytes: number; batches: number }>(sql('kept-size'), {});
  return rows[0] ?? { bytes: 0, batches: 0 };
}

/** When the oldest recorded session was first seen (epoch ms), undefined when nothing is recorded. */
export async function findOldestRecording(client: Client): Promise<number | undefined> {
  return (await client.rows<{ at: number }>(sql('oldest-recording'), {}))[0]?.at;
}

/** Sessions of a project that began since a moment (epoch ms), and those of them that lack something. */
export async function countIncomplete(
  client: Client,
  project: string,
  since: number,
): Promise<{ sessions: number; incomplete: number }> {
  const sums = await client.rows<{ sessions: number; incomplete: number }>(sql('incomplete-sessions'), {
    project,
    since,
  });
  return sums[0] ?? { sessions: 0, incomplete: 0 };
}
