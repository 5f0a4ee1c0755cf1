import { createHash } from 'node:crypto';
import { ASSETS_NAMED_MAX, EVENT_TYPE, ID_PATTERN, parseEventLines, type RecordedEvent, WireError } from '@falter/wire';
import type { RecordingFile } from './recording-file.ts';
import { type SheetText, splitSheets } from './split-sheets.ts';

/** Inflated bytes that a batch is filled to: far below every limit of the wire, and never more values than a batch may have. */
const BATCH_BYTES: number = 1536 * 1024;
const BATCH_EVENTS = 2_000;

/** Inflated bytes of a session that the collector takes. */
const SESSION_MAX_BYTES: number = 128 * 1024 * 1024;

export interface PlannedBatch {
  tab: string;
  seq: number;
  lines: string;
  events: number;
  /** Page clock of its last event, epoch ms. */
  sentAt: number;
  /** Hashes that its lines refer to. */
  assets: string[];
}

/** A file as it will be sent. The same recording has the same ids, so what is there already is not stored again. */
export interface ImportPlan {
  session: string;
  /** Made from the content, as the id is: who imports the same recording again may append to it. */
  secret: string;
  batches: PlannedBatch[];
  /** Texts of style sheets that the batches refer to, by hash. */
  sheets: Map<string, SheetText>;
  tabs: number;
  events: number;
  /** Inflated, with every style sheet in its place. */
  bytes: number;
  /** How many entries are left out, by reason: `not_an_event` or the name with which the wire refuses an event. */
  leftOut: Record<string, number>;
  /** No window has a snapshot of a page: it can be searched for struggle, and not replayed. */
  withoutSnapshot: boolean;
}

interface Line {
  text: string;
  bytes: number;
  /** With style sheets in their places. */
  wholeBytes: number;
  at: number;
  sheets: SheetText[];
  assets: string[];
}

/** @throws Error that says why this recording cannot be imported. */
export async function planImport({ windows, skipped }: RecordingFile): Promise<ImportPlan> {
  const all = windows.flatMap(({ events }) => events);
  if (!all.some(isTelling)) throw new Error(nothingIn(all));
  const leftOut: Record<string, number> = skipped > 0 ? { not_an_event: skipped } : {};
  const tabs: { tab: string; lines: Line[] }[] = [];
  for (const { window, events } of windows) {
    const lines: Line[] = [];
    for (const event of events) {
      const line = lineOf(event);
      if (typeof line !== 'string') lines.push(line);
      else leftOut[line] = (leftOut[line] ?? 0) + 1;
    }
    if (lines.length > 0) tabs.push({ tab: tabId(window), lines });
  }
  const lines = tabs.flatMap((tab) => tab.lines);
  const bytes = lines.reduce((sum, line) => sum + line.wholeBytes, 0);
  if (bytes > SESSION_MAX_BYTES) {
    throw new Error(`has ${bytes} bytes of events, over ${SESSION_MAX_BYTES}. Cut it into one file a session.`);
  }
  const batches = tabs.flatMap(cut);
  if (batches.length === 0) throw new Error(`has no event that fits (${Object.keys(leftOut).join(', ')}).`);
  const content = hash(tabs.map(({ tab, lines }) => [tab, ...lines.map(({ text }) => text)].join('\n')).join('\n\n'));
  const events = batches.reduce((sum, batch) => sum + batch.events, 0);
  const ids = { session: `import-${content.slice(0, 32)}`, secret: hash(`secret of ${content}`) };
  const sheets = new Map(lines.flatMap((line) => line.sheets).map((sheet) => [sheet.hash, sheet]));
  return { ...ids, batches, sheets, tabs: tabs.length, events, bytes, leftOut, withoutSnapshot: !all.some(isSnapshot) };
}

/** The event as it is stored, or the name with which the wire refuses it. */
function lineOf(event: RecordedEvent): Line | string {
  try {
    const { line: text, sparedBytes, ...refers } = splitSheets(event);
    const bytes = new TextEncoder().encode(text);
    parseEventLines(bytes);
    const size = bytes.length + 1;
    return { text, bytes: size, wholeBytes: size + sparedBytes, at: Math.round(event.timestamp), ...refers };
  } catch (error) {
    // JSON.stringify gives up on what nests some thousand levels deep.
    return error instanceof WireError ? error.name : 'too_deep';
  }
}

/** Cut where the next event would not fit. How must never change: a batch is known by its number and its content. */
function cut({ tab, lines }: { tab: string; lines: readonly Line[] }): PlannedBatch[] {
  const groups: { lines: Line[]; assets: Set<string> }[] = [];
  let room = 0;
  for (const line of lines) {
    const group = groups.at(-1);
    const named = new Set([...(group?.assets ?? []), ...line.assets]);
    if (group && line.bytes <= room && group.lines.length < BATCH_EVENTS && named.size <= ASSETS_NAMED_MAX) {
      group.lines.push(line);
      group.assets = named;
    } else {
      groups.push({ lines: [line], assets: new Set(line.assets) });
      room = BATCH_BYTES;
    }
    room -= line.bytes;
  }
  return groups.map((group, seq) => ({
    tab,
    seq,
    lines: group.lines.map(({ text }) => text).join('\n'),
    events: group.lines.length,
    sentAt: group.lines.at(-1)?.at ?? 0,
    assets: [...group.assets],
  }));
}

/** What the file calls its window, where the wire can; else a name made from it. */
function tabId(window: string): string {
  if (window === '') return 'imported-window-1';
  return ID_PATTERN.test(window) ? window : `window-${hash(window).slice(0, 32)}`;
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}

/** A page to look at, or anything that happened on one. */
function isTelling(event: RecordedEvent): boolean {
  return (
    isSnapshot(event) || event.type === EVENT_TYPE.plugin || (event.type === EVENT_TYPE.incremental && !!event.data)
  );
}

function isSnapshot({ type, data }: RecordedEvent): boolean {
  return type === EVENT_TYPE.fullSnapshot && typeof data?.node === 'object' && data.node !== null;
}

function nothingIn(events: readonly RecordedEvent[]): string {
  if (events.some(({ data }) => Array.isArray(data?.wireframes))) {
    return 'is the recording of a mobile app (PostHog wireframes) and not of a page. Only pages can be replayed.';
  }
  const advice = 'Give a recording with a full snapshot, or with what the visitor did.';
  return `has neither the snapshot of a page nor anything that happened on one. ${advice}`;
}
