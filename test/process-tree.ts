import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** Linux only: what runs below a process, as the kernel knows it. */
export function childrenOf(pid: number): { pid: number; command: string }[] {
  const found = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return found.flatMap((name) => {
    try {
      const parent = Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${name}/status`, 'utf8'))?.[1]);
      const command = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ');
      return parent === pid ? [{ pid: Number(name), command }] : [];
    } catch {
      return [];
    }
  });
}

/** A process and all below it. */
export function treeOf(pid: number): number[] {
  return [pid, ...childrenOf(pid).flatMap((child) => treeOf(child.pid))];
}

/** Kills a process and all below it at one moment. */
export function killTree(pid: number): void {
  execFileSync('kill', ['-9', ...treeOf(pid).map(String)]);
}

/** The process below `pid` that holds the engine: the deepest one that has loaded its library; undefined while there is none. */
export function engineBelow(pid: number): number | undefined {
  const holding = treeOf(pid).filter((member) => {
    try {
      return readFileSync(`/proc/${member}/maps`, 'utf8').includes('libchdb.so');
    } catch {
      return false;
    }
  });
  return holding.at(-1);
}
