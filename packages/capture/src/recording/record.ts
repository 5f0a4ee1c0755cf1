import type { RecordedEvent } from '@falter/wire';
import { record } from '@rrweb/record';
import { createInputMask, MASKED_TEXT, maskText } from '../privacy/mask-rules.ts';

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

/** Every input by its tag, so that no type is forgotten: hidden, file, and those that do not exist yet. */
const MASKED_INPUTS: Record<string, boolean> = { input: true, textarea: true, select: true, option: true };

/** Everything that says nothing about what the visitor sees. Changes of the title stay: a single-page app names its views so. */
const SLIM = {
  script: true,
  comment: true,
  headFavicon: true,
  headWhitespace: true,
  headMetaDescKeywords: true,
  headMetaSocial: true,
  headMetaRobots: true,
  headMetaHttpEquiv: true,
  headMetaAuthorship: true,
  headMetaVerification: true,
};

/** rrweb replaces these as well and leaves them replaced when it stops. */
const FORGOTTEN = ['addRule', 'removeRule'] as const;

/** Starts recording. `emit` gets every event, the first ones before this returns; errors inside rrweb are counted by `onFault` and go no further. */
export function startRecorder(emit: (event: RecordedEvent) => void, onFault: () => void): Recorder {
  const sheet = CSSStyleSheet.prototype;
  const before = FORGOTTEN.map((name) => [name, sheet[name]] as const);
  const stop = record<RecordedEvent>({
    emit,
    maskInputOptions: MASKED_INPUTS,
    maskInputFn: createInputMask(),
    maskTextSelector: MASKED_TEXT,
    maskTextFn: maskText,
    // By selectors alone: adapt/fast.ts takes out what asks for classes.
    blockSelector: '.falter-block,[data-falter-block]',
    ignoreClass: 'falter-block',
    slimDOMOptions: SLIM,
    inlineStylesheet: true,
    inlineImages: false,
    collectFonts: false,
    recordCanvas: false,
    recordCrossOriginIframes: false,
    // Tells a visitor's typing from a script's.
    userTriggeredOnInput: true,
    recordAfter: 'DOMContentLoaded',
    checkoutEveryNms: CHECKOUT_EVERY_MS,
    sampling: { mousemove: 50, mousemoveCallback: 500, scroll: 150, media: 800 },
    errorHandler: () => {
      onFault();
      return true;
    },
  });
  return {
    snapshot: () => record.takeFullSnapshot(),
    stop() {
      stop?.();
      for (const [name, method] of before) Object.assign(sheet, { [name]: method });
    },
  };
}
