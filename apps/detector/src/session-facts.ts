import type { RecordingBatch } from '@falter/store';
import { IMPORT_AGENT } from '@falter/wire';
import { readUserAgent, type Visitor } from './visitor.ts';

/** What is known of a batch beside its lines. */
export type BatchFacts = Omit<RecordingBatch, 'lines'>;

/** What a tab's batches say of what is missing. */
interface TabFacts {
  batches: number;
  /** Highest sequence number + 1: more than `batches` where some are missing. */
  expected: number;
  /** Events that the page says it could not deliver. */
  dropped: number;
}

/** What the batches of a session say beside their events, added up as they come: a hostile session may have a hundred thousand of them. */
export class SessionFacts {
  readonly tabs: Map<string, TabFacts> = new Map();
  /** The batch that came last; undefined while there is none. */
  last: BatchFacts | undefined;
  /** Server time, epoch milliseconds. */
  firstSeenAt: number = Number.POSITIVE_INFINITY;
  /** It was recorded elsewhere. One batch that says so is enough: those of an import may come within one millisecond. */
  imported = false;

  add({ lines: _, ...batch }: RecordingBatch): void {
    const tab = this.tabs.get(batch.tab) ?? { batches: 0, expected: 0, dropped: 0 };
    this.tabs.set(batch.tab, tab);
    tab.batches++;
    tab.expected = Math.max(tab.expected, batch.seq + 1);
    tab.dropped = Math.max(tab.dropped, batch.dropped);
    if (!this.last || batch.receivedAt > this.last.receivedAt) this.last = batch;
    this.firstSeenAt = Math.min(this.firstSeenAt, batch.firstSeenAt);
    if (batch.userAgent === IMPORT_AGENT) this.imported = true;
  }

  /** Who the batches say was there. */
  get visitor(): Visitor {
    return readUserAgent(this.imported ? IMPORT_AGENT : (this.last?.userAgent ?? ''));
  }
}
