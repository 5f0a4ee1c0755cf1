import { readdirSync, readFileSync } from 'node:fs';
import { startFalter } from '../falter-process.ts';
import { type Bench, median, spread } from './bench.ts';

const RUNS = 5;

/** Seconds after `falter ready` at which memory is read: start-up garbage is gone, nothing has been recorded. */
const IDLE_S = 5;

/** From the command to `falter ready` on an empty directory, and what the idle process tree holds in memory. */
const start: Bench = async () => {
  const seconds: number[] = [];
  const memory: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const started = performance.now();
    const falter = await startFalter();
    seconds.push((performance.now() - started) / 1000);
    await new Promise((resolve) => setTimeout(resolve, IDLE_S * 1000));
    memory.push(treeRssMb(falter.pid));
    await falter.stop();
  }
  spread('ready', seconds, 's');
  spread('resident, whole process tree', memory, 'MB');
  return { ready_seconds: median(seconds), rss_idle_mb: median(memory) };
};

/** Resident memory of a process and all below it. Linux: reads /proc; pages shared between them are counted once (Pss). */
function treeRssMb(pid: number): number {
  const children = new Map<number, number[]>();
  for (const entry of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    const parent = Number(/^PPid:\s+(\d+)/m.exec(readProc(`${entry}/status`))?.[1]);
    children.set(parent, [...(children.get(parent) ?? []), Number(entry)]);
  }
  const below = (of: number): number[] => [of, ...(children.get(of) ?? []).flatMap(below)];
  const kilobytes = below(pid).map((each) => Number(/^Pss:\s+(\d+)/m.exec(readProc(`${each}/smaps_rollup`))?.[1] ?? 0));
  return kilobytes.reduce((sum, each) => sum + each, 0) / 1024;
}

/** Text of a file below /proc, '' when the process is gone. */
function readProc(path: string): string {
  try {
    return readFileSync(`/proc/${path}`, 'utf8');
  } catch {
    return '';
  }
}

export default start;
