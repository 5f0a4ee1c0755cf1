import { randomUUID } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SpoolError } from './errors.ts';

const NAME = 'lock';

/**
 * Holds a directory for this process, until the returned function is called or the process is gone. Node has no flock: the file
 * names who holds it and when that process began, so that the number of a dead one, given to another, locks nobody out.
 * @throws SpoolError `locked`, naming the holder
 */
export function lockDirectory(directory: string): () => void {
  const path = join(directory, NAME);
  const mine = join(directory, `${NAME}-${randomUUID()}`);
  const text = `${process.pid} ${startOf(process.pid)}\n`;
  writeFileSync(mine, text, { mode: 0o600 });
  try {
    while (!linked(mine, path)) breakIfDead(directory, path);
  } finally {
    rmSync(mine, { force: true });
  }
  return () => {
    if (readIfThere(path) === text) rmSync(path, { force: true });
  };
}

/** A link appears whole or not at all, and only one of many that try at once gets it. */
function linked(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw cause;
  }
}

function breakIfDead(directory: string, path: string): void {
  const text = readIfThere(path);
  if (text === undefined) return;
  const [pid = '', start = ''] = text.trim().split(' ');
  if (Number(pid) > 0 && isAlive(Number(pid)) && startOf(Number(pid)) === start) {
    const advice = 'Stop that process or choose another directory.';
    throw new SpoolError('locked', `${directory} is in use by process ${pid}. ${advice}`);
  }
  // Taken away by its new name: whoever else found it dead takes away nothing, and never a fresh one.
  const away = `${path}-${randomUUID()}`;
  try {
    renameSync(path, away);
  } catch {
    return;
  }
  if (readIfThere(away) !== text) linked(away, path);
  rmSync(away, { force: true });
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    return (cause as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** When a process began, in the kernel's count; '' where nobody can tell (not Linux, or no such process). */
function startOf(pid: number): string {
  const stat = readIfThere(`/proc/${pid}/stat`) ?? '';
  // The name of the program, in brackets, may hold anything.
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
}
