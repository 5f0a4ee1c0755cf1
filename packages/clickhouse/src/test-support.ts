import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { ask } from './ask.ts';
import type { Engine, EngineEvent } from './engine.ts';
import { startEngine } from './start.ts';

/** A directory for this test, removed after it. */
export function scratch(): string {
  const directory = mkdtempSync(join(tmpdir(), 'falter-clickhouse-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

/** An engine stopped after this test, and the events it told so far. */
export async function started(directory: string): Promise<{ engine: Engine; events: EngineEvent[] }> {
  const events: EngineEvent[] = [];
  const engine = await startEngine({ directory, onEvent: (event) => events.push(event) });
  onTestFinished(() => engine.stop());
  return { engine, events };
}

/** The answer to one statement, trimmed. */
export async function query(url: string, sql: string): Promise<string> {
  const { port, username, password } = new URL(url);
  return (await ask({ port: Number(port), username, password }, sql, 30_000)).trim();
}

/** Waits until `condition` returns something true and returns that. */
export async function until<T>(condition: () => T | Promise<T>): Promise<NonNullable<T>> {
  for (;;) {
    const result = await condition();
    if (result) return result;
    await sleep(20);
  }
}

/** Whether a process with this pid exists and is not merely waiting to be reaped. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

export interface OtherProcess {
  pid: number;
  engine: { url: string; pid: number };
  /** The next line of its output, stderr included. */
  line: () => Promise<string>;
  ended: Promise<number | NodeJS.Signals | null>;
}

const index = JSON.stringify(new URL('./index.ts', import.meta.url).href);

/**
 * Another Node process in its own process group that starts an engine on `directory` and then runs `then` (JavaScript,
 * `engine` in scope). Killed after the test if it still runs.
 */
export async function otherProcess(directory: string, then = ''): Promise<OtherProcess> {
  const script = `
    import { startEngine } from ${index};
    const engine = await startEngine({ directory: ${JSON.stringify(directory)} });
    console.log(JSON.stringify({ url: engine.url, pid: engine.pid() }));
    ${then || 'setInterval(() => {}, 1000);'}`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const pid = child.pid!;
  onTestFinished(() => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
  });
  const ended = new Promise<number | NodeJS.Signals | null>((resolve) => {
    child.once('exit', (code, signal) => resolve(signal ?? code));
  });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (piece: string) => {
    text += piece;
  });
  const line = async (): Promise<string> => {
    const end = (await until(() => text.indexOf('\n') + 1)) - 1;
    const first = text.slice(0, end);
    text = text.slice(end + 1);
    return first;
  };
  return { pid, engine: JSON.parse(await line()), line, ended };
}
