import { EVENT_TYPE, PLUGIN, type RecordedEvent } from '@falter/wire';
import type { RecorderTraits } from './pointer.ts';
import { INTERACTION, type Raw, SOURCE, toNumber, toRaw, toText } from './raw.ts';

/** What must be known of a whole tab before its first event is read. */
export interface TabTraits extends RecorderTraits {
  /** Numbers of the snapshots that the snippet introduces as a new document; empty for other recorders. */
  introduced: Set<number>;
  firstHref: string;
}

/** What a tab tells of its recorder, event after event. */
export class TraitScan {
  readonly traits: TabTraits = {
    ...{ presses: false, focus: false, selections: false, touch: false, submits: false, canvas: false, firstHref: '' },
    introduced: new Set(),
  };
  #read = 0;
  #snapshot = -1;

  /** A scan that begins anew, and knows already what another one has learned of the same tab. */
  static of(other: TraitScan | undefined): TraitScan {
    const scan = new TraitScan();
    if (other) Object.assign(scan.traits, other.traits, { introduced: new Set(other.traits.introduced) });
    return scan;
  }

  /** Takes the next events. Tells whether they change how those before them are to be read. */
  scan(events: readonly RecordedEvent[]): boolean {
    const { presses, focus, selections, touch, submits, canvas, firstHref } = this.traits;
    const before = this.#read;
    let isOther = false;
    for (const { type, data } of events) {
      if (type === EVENT_TYPE.incremental) this.#incremental(data);
      else if (type === EVENT_TYPE.meta) this.traits.firstHref ||= toText(toRaw(data).href);
      else if (type === EVENT_TYPE.fullSnapshot) this.#snapshot = this.#read;
      else if (type === EVENT_TYPE.plugin && data?.plugin === PLUGIN.page) {
        isOther ||= this.#snapshot < before && !this.traits.introduced.has(this.#snapshot);
        this.traits.introduced.add(this.#snapshot);
        this.traits.submits = true;
      }
      this.#read++;
    }
    const { traits } = this;
    isOther ||=
      traits.canvas !== canvas ||
      traits.presses !== presses ||
      traits.focus !== focus ||
      traits.selections !== selections;
    return isOther || traits.touch !== touch || traits.submits !== submits || traits.firstHref !== firstHref;
  }

  #incremental(data: RecordedEvent['data'] | undefined): void {
    if (data?.source === SOURCE.canvas) this.traits.canvas = true;
    if (data?.source === SOURCE.selection) this.traits.selections = true;
    if (data?.source !== SOURCE.mouseInteraction) return;
    const { type, pointerType } = data;
    if (type === INTERACTION.touchStart) this.traits.touch = true;
    if (type === INTERACTION.mouseDown || type === INTERACTION.touchStart) this.traits.presses = true;
    else if (type === INTERACTION.focus) this.traits.focus = true;
    // Recorders that tell the kind of pointer (rrweb 2) tell selections as well; a session may simply have none.
    if (pointerType !== undefined) this.traits.selections = true;
  }
}

/** One pass over a tab, before it is read. */
export function traitsOf(events: readonly RecordedEvent[]): TabTraits {
  const scan = new TraitScan();
  scan.scan(events);
  return scan.traits;
}

/** `1280x720`, '' when it is no size. */
export function sizeOf(size: Raw): string {
  const width = toNumber(size.width, 0);
  const height = toNumber(size.height, 0);
  return width > 0 && height > 0 ? `${Math.round(width)}x${Math.round(height)}` : '';
}
