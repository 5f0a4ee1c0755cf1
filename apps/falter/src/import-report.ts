import type { ImportPlan } from './import-plan.ts';
import type { Sent } from './import-sender.ts';
import { printable } from './printable.ts';

/** What became of one file. */
export interface Verdict {
  file: string;
  verdict: Sent | 'importable' | 'refused';
  /** Why it was refused. */
  reason?: string;
  plan?: ImportPlan;
}

/** Times a second that the line of progress is written. */
const EVERY_MS = 100;

const MIB = 1024 * 1024;

/** Tells how an import goes: a line a file on stdout; on a terminal also how far it is, in one line that is overwritten. */
export class ImportReport {
  readonly #json: boolean;
  readonly #files: number;
  readonly #viewer: string | undefined;
  readonly #verdicts: Verdict[] = [];
  #bytes = 0;
  #writtenAt = 0;

  constructor({ json, files, viewer }: { json: boolean; files: number; viewer: string | undefined }) {
    this.#json = json;
    this.#files = files;
    this.#viewer = viewer;
  }

  /** So many bytes more went out for this file. */
  progress(file: string, bytes: number): void {
    this.#bytes += bytes;
    if (!process.stderr.isTTY || performance.now() - this.#writtenAt < EVERY_MS) return;
    this.#writtenAt = performance.now();
    const done = `${this.#verdicts.length} of ${this.#files} files, ${(this.#bytes / MIB).toFixed(1)} MiB sent`;
    process.stderr.write(`\r\u001b[K${done}  ${printable(file)}`.slice(0, (process.stderr.columns || 80) + 3));
  }

  add(verdict: Verdict): void {
    this.#verdicts.push(verdict);
    if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
    process.stdout.write(`${this.#json ? asJson(verdict) : this.#asText(verdict)}\n`);
  }

  count(verdict: Verdict['verdict']): number {
    return this.#verdicts.filter((known) => known.verdict === verdict).length;
  }

  /** `3 imported, 1 already there, 2 refused`. */
  summary(): string {
    const kinds = ['importable', 'imported', 'already there', 'refused'] as const;
    const counts = kinds.filter((kind) => this.count(kind) > 0).map((kind) => `${this.count(kind)} ${kind}`);
    return `${this.#files} ${this.#files === 1 ? 'file' : 'files'}: ${counts.join(', ')}`;
  }

  #asText({ file, verdict, reason, plan }: Verdict): string {
    const head = `${verdict.padEnd(13)}  ${printable(file)}`;
    if (!plan) return `${head} ${printable(reason ?? '')}`;
    const tabs = plan.tabs === 1 ? '' : `${plan.tabs} tabs, `;
    const size = `${tabs}${plan.events} events, ${sizeOf(plan.bytes)}`;
    const where = this.#viewer ? `${this.#viewer}/sessions/${plan.session}` : plan.session;
    return [`${head}  ${size}  ${where}`, ...remarks(plan)].join('\n               ');
  }
}

function sizeOf(bytes: number): string {
  return bytes < MIB ? `${Math.ceil(bytes / 1024)} KiB` : `${(bytes / MIB).toFixed(1)} MiB`;
}

/** What is to be known of a recording that was taken all the same. */
function remarks({ leftOut, withoutSnapshot }: ImportPlan): string[] {
  const left = Object.entries(leftOut).map(([why, count]) => `${count} left out: ${why}`);
  return withoutSnapshot
    ? [...left, 'no snapshot of a page: searched for struggle, but nothing can be replayed']
    : left;
}

function asJson({ file, verdict, reason, plan }: Verdict): string {
  if (!plan) return JSON.stringify({ file, verdict, reason });
  const { session, tabs, events, bytes, leftOut, withoutSnapshot } = plan;
  return JSON.stringify({ file, verdict, session, tabs, events, bytes, leftOut, withoutSnapshot });
}
