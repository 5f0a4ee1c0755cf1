import { parentPort } from 'node:worker_threads';
import type { ReadSteps, StepsBatch } from '@falter/app-api';
import { type Gap, type OpenMap, openSourceMap, originalFrames, toStepRows } from '@falter/detector';
import { isRecordedEvent, type RecordedEvent, type StackFrame } from '@falter/wire';

/** What the thread is asked. Batches come one after another, by tab and sequence; `rows` ends them. */
export type Question =
  | { ask: 'begin' }
  | { ask: 'batch'; batch: StepsBatch }
  | { ask: 'rows'; startedAt: number; closed: boolean }
  | { ask: 'frames'; stacks: readonly string[]; maps: ReadonlyMap<string, string> };

/** What it answers: of `begin` and `batch` only that it is ready for more. */
export type Answer = { rows?: ReadSteps; frames?: StackFrame[][] } | { failed: string };

interface Tab {
  events: RecordedEvent[];
  gaps: Gap[];
  /** Number of the batch that came last; -1 before the first. */
  seq: number;
}

let tabs = new Map<string, Tab>();

/** A batch that comes in parts has one number for all of them; a number that is skipped is a batch that never arrived. */
function take({ tab: name, seq, lines }: StepsBatch): void {
  const tab = tabs.get(name) ?? { events: [], gaps: [], seq: -1 };
  tabs.set(name, tab);
  if (seq > tab.seq + 1) tab.gaps.push({ before: tab.events.length, batches: seq - tab.seq - 1 });
  tab.seq = seq;
  for (const line of lines.split('\n')) {
    const event: unknown = JSON.parse(line);
    if (isRecordedEvent(event)) tab.events.push(event);
  }
}

function answer(question: Question): Answer {
  switch (question.ask) {
    case 'begin':
      tabs = new Map();
      return {};
    case 'batch':
      take(question.batch);
      return {};
    case 'rows': {
      const recording = [...tabs].map(([tab, { events, gaps }]) => ({ tab, events, gaps }));
      tabs = new Map();
      return { rows: toStepRows(recording, question) };
    }
    case 'frames': {
      const maps = new Map<string, OpenMap>([...question.maps].map(([file, map]) => [file, openSourceMap(map)]));
      return { frames: question.stacks.map((stack) => originalFrames(stack, (file) => maps.get(file))) };
    }
  }
}

parentPort?.on('message', (question: Question) => {
  let told: Answer;
  try {
    told = answer(question);
  } catch (error) {
    // Its name alone: what a page wrote, and a parser quotes, belongs in no log.
    told = { failed: error instanceof Error ? error.name : 'unknown' };
  }
  parentPort?.postMessage(told);
});
