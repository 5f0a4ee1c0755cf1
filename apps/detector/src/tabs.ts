import type { Gap, TabRecording } from '@falter/detector';
import type { RecordingBatch } from '@falter/store';
import { isRecordedEvent, type RecordedEvent } from '@falter/wire';

interface Tab {
  tab: string;
  events: RecordedEvent[];
  gaps: Gap[];
  nextSeq: number;
}

/**
 * The tabs of a session from its batches, which come by tab and sequence. A missing sequence number is a gap: what did
 * not follow there may only not have arrived.
 */
export function toTabs(batches: readonly RecordingBatch[]): TabRecording[] {
  const tabs = new Map<string, Tab>();
  for (const { tab: name, seq, lines } of batches) {
    const tab = tabs.get(name) ?? { tab: name, events: [], gaps: [], nextSeq: 0 };
    tabs.set(name, tab);
    if (seq !== tab.nextSeq) tab.gaps.push({ before: tab.events.length, batches: seq - tab.nextSeq });
    tab.nextSeq = seq + 1;
    for (const event of eventsIn(lines)) tab.events.push(event);
  }
  return [...tabs.values()].map(({ tab, events, gaps }) => ({ tab, events, gaps }));
}

/**
 * The events of a batch; what is none is left out. Line by line: a line is a view of the text, while the lines joined into one array would be
 * copied twice more. @throws SyntaxError for what is no JSON
 */
export function eventsIn(lines: string): RecordedEvent[] {
  const events: RecordedEvent[] = [];
  for (let from = 0; from < lines.length; ) {
    const newline = lines.indexOf('\n', from);
    const end = newline < 0 ? lines.length : newline;
    const value: unknown = JSON.parse(lines.slice(from, end));
    if (isRecordedEvent(value)) events.push(value);
    from = end + 1;
  }
  return events;
}
