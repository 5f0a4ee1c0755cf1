import { readdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { ask, type Door } from './ask.ts';
import { sleepingQueryId, stopGraceMs } from './setup.ts';

/** Inserts, mutations and other writes that run at a stop may take this long. */
const drainMs = 3_000;

const others = `query_id != '${sleepingQueryId}' AND query_kind`;

/**
 * Ends the engine inside this process: reads are killed, writes may finish, then the sleeping statement is killed.
 * Never returns: the process exits when ClickHouse has closed its tables, or kills itself when the grace is over.
 * `endReading` lets whoever reads from a socket see its end, while what is being written still goes out; it leaves files
 * alone.
 */
export async function shutDown(door: Door, endReading: (fd: number) => void): Promise<never> {
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), stopGraceMs);
  const drained = Date.now() + drainMs;
  for (; ; await sleep(50)) {
    try {
      await ask(door, `KILL QUERY WHERE ${others} = 'Select' ASYNC`, 1000);
      const writes = await ask(door, `SELECT count() FROM system.processes WHERE ${others} != 'Select'`, 1000);
      if (writes.trim() === '0' || Date.now() > drained) {
        await ask(door, `KILL QUERY WHERE query_id = '${sleepingQueryId}' ASYNC`, 1000);
      }
    } catch (error) {
      // Starting, or busy: ask again. Refused: nobody listens, so the engine is ending or not up yet.
      if ((error as NodeJS.ErrnoException).code === 'ECONNREFUSED') hangUp(endReading);
    }
  }
}

/** ClickHouse waits five seconds for idle connections that clients keep alive, and then exits without closing tables. */
function hangUp(endReading: (fd: number) => void): void {
  for (const name of readdirSync('/dev/fd')) endReading(Number(name));
}
