import { randomBytes } from 'node:crypto';
import { closeSync, readFileSync, statSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { answering, type Child, describeEnding, startChild } from './child.ts';
import { lastComplaint } from './complaint.ts';
import { configure } from './config.ts';
import type { Engine, EngineOptions } from './engine.ts';
import { EngineError } from './errors.ts';
import { type Layout, openPrivate, prepareLayout } from './layout.ts';
import { locateLibrary } from './library.ts';
import { choosePort } from './port.ts';
import { exitCodes, type Setup } from './setup.ts';
import { supervise } from './supervise.ts';

const username = 'falter';

/** A port may be taken between our look and the engine's; the third failure has another reason. */
const startAttempts = 3;

/** An engine whose parent was killed closes its tables first. Longer than it may take for that (`stopGraceMs`). */
const orphanPatienceMs = 12_000;

/**
 * Starts a ClickHouse of its own on `directory` and keeps it running until `stop`, under one url.
 *
 * @throws EngineError with `code` `locked`, `unsupported-platform`, `directory` or `failed-to-start`.
 */
export async function startEngine(options: EngineOptions): Promise<Engine> {
  const library = locateLibrary();
  const layout = prepareLayout(options.directory);
  const lockFile = openPrivate(layout.lock);
  try {
    const { child, setup } = await firstChild(layout, library, lockFile);
    return supervise({ layout, lockFile, setup, onEvent: options.onEvent }, child);
  } catch (error) {
    closeSync(lockFile);
    throw error;
  }
}

async function firstChild(layout: Layout, library: string, lockFile: number): Promise<{ child: Child; setup: Setup }> {
  const password = randomBytes(24).toString('base64url');
  const orphanDeadline = Date.now() + orphanPatienceMs;
  for (let failures = 0; ; ) {
    const door = { port: await choosePort(), username, password };
    const setup = { library, door, ...configure(layout, door) };
    const logged = statSync(layout.log, { throwIfNoEntry: false })?.size ?? 0;
    const child = startChild(layout, lockFile, setup);
    const ending = await answering(child, setup);
    if (!ending) return { child, setup };
    if (ending.code === exitCodes.locked) {
      await waitForOrphan(layout, orphanDeadline);
    } else if (++failures === startAttempts) {
      const why = lastComplaint(layout.log, logged) ?? describeEnding(ending);
      throw new EngineError('failed-to-start', `The engine ended at its start: ${why} See ${layout.log}.`);
    }
  }
}

/**
 * Returns after a moment when the process that locked the directory is gone: what holds the lock then is its engine,
 * about to stop.
 *
 * @throws EngineError `locked` when the holder lives, or when the lock outlives it beyond the deadline.
 */
async function waitForOrphan(layout: Layout, deadline: number): Promise<void> {
  const holder = Number(readFileSync(layout.lock, 'utf8'));
  if (isAlive(holder) || Date.now() > deadline) {
    const what = `${layout.directory} is in use by process ${holder || 'unknown'}.`;
    throw new EngineError('locked', `${what} Stop that process or choose another directory.`);
  }
  await sleep(200);
}

function isAlive(pid: number): boolean {
  if (!pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives and belongs to somebody else.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
