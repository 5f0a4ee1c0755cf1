import { type DegradedPayload, EVENT_TYPE, type RecordedEvent } from '@falter/wire';
import { record } from '@rrweb/record';
import { createStorm, type Storm } from './storm.ts';

/** A running recorder. Only this file knows rrweb. */
export interface Recorder {
  /** Takes a full snapshot now. Throws before the first one, which rrweb takes by itself when the document is ready. */
  snapshot(): void;
  /** Undoes everything that rrweb changed on the page. */
  stop(): void;
}

/** rrweb's id of a node, 0 when it has none. */
export function idOf(node: Node): number {
  return Math.max(0, record.mirror.getId(node));
}

/** The node behind rrweb's id, null when it is gone. */
export function nodeOf(id: number): Node | null {
  return record.mirror.getNode(id);
}

/** A snapshot in between lets a replay begin there, and heals what a lost batch broke. */
const CHECKOUT_EVERY_MS: number = 5 * 60 * 1000;

/** rrweb replaces these as well and leaves them replaced when it stops. */
const FORGOTTEN = ['addRule', 'removeRule'] as const;

/** What the recorder hands over, and asks. */
export interface Listener {
  /** Gets every event, the first ones before `startRecorder` returns. */
  emit(event: RecordedEvent): void;
  /** What stands for the value of a field. Text is not masked here: the pass over every event does that, marks and all. */
  maskInput(text: string, field: HTMLElement): string;
  /** A part of the page is no longer followed in full, or is again. */
  degraded(payload: DegradedPayload): void;
  /** Errors inside rrweb are counted and go no further. */
  onFault(): void;
}

/** Starts recording. */
export function startRecorder({ emit, maskInput, degraded, onFault }: Listener): Recorder {
  const storm = createStorm(degraded);
  const sheet = CSSStyleSheet.prototype;
  const before = FORGOTTEN.map((name) => [name, sheet[name]] as const);
  const options = {
    emit(event: RecordedEvent) {
      emit(event);
      if (event.type === EVENT_TYPE.fullSnapshot) storm.refresh();
    },
    // Not an option of rrweb's: a mend in adapt/ asks for it.
    takeMutations: storm.take,
    maskInputFn: maskInput,
    // By selectors alone: adapt/fast.ts takes out what asks for classes.
    blockSelector: '.falter-block,[data-falter-block]',
    ignoreClass: 'falter-block',
    // What says nothing about how a page looks is left out by adapt/fast.ts.
    slimDOMOptions: { headWhitespace: true },
    inlineStylesheet: true,
    // Tells a visitor's typing from a script's.
    userTriggeredOnInput: true,
    recordAfter: 'DOMContentLoaded',
    checkoutEveryNms: CHECKOUT_EVERY_MS,
    sampling: { mousemove: 50, mousemoveCallback: 500, scroll: 150, media: 800 },
    errorHandler: () => {
      onFault();
      return true;
    },
  } satisfies Parameters<typeof record<RecordedEvent>>[0] & { takeMutations: Storm['take'] };
  const stop = record<RecordedEvent>(options);
  return {
    snapshot: () => record.takeFullSnapshot(),
    stop() {
      storm.stop();
      stop?.();
      for (const [name, method] of before) Object.assign(sheet, { [name]: method });
    },
  };
}
