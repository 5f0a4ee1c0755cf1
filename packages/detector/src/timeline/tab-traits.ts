import { EVENT_TYPE, PLUGIN, type RecordedEvent } from '@falter/wire';
import type { RecorderTraits } from './pointer.ts';
import { INTERACTION, type Raw, SOURCE, toNumber, toRaw, toText } from './raw.ts';

/** What must be known of a whole tab before its first event is read. */
export interface TabTraits extends RecorderTraits {
  /** Numbers of the snapshots that the snippet introduces as a new document; empty for other recorders. */
  introduced: ReadonlySet<number>;
  firstHref: string;
}

/** One pass over a tab, before it is read. */
export function traitsOf(events: readonly RecordedEvent[]): TabTraits {
  let presses = false;
  let focus = false;
  let selections = false;
  let touch = false;
  let firstHref = '';
  let snapshot = -1;
  const introduced = new Set<number>();
  for (let i = 0; i < events.length; i++) {
    const { type, data } = events[i]!;
    if (type === EVENT_TYPE.incremental && data?.source === SOURCE.mouseInteraction) {
      if (data.type === INTERACTION.touchStart) touch = true;
      if (data.type === INTERACTION.mouseDown || data.type === INTERACTION.touchStart) presses = true;
      else if (data.type === INTERACTION.focus) focus = true;
      // Recorders that tell the kind of pointer (rrweb 2) tell selections as well; a session may simply have none.
      if (data.pointerType !== undefined) selections = true;
    } else if (type === EVENT_TYPE.incremental && data?.source === SOURCE.selection) selections = true;
    else if (type === EVENT_TYPE.meta) firstHref ||= toText(toRaw(data).href);
    else if (type === EVENT_TYPE.fullSnapshot) snapshot = i;
    else if (type === EVENT_TYPE.plugin && data?.plugin === PLUGIN.page) introduced.add(snapshot);
  }
  return { presses, focus, selections, touch, submits: introduced.size > 0, introduced, firstHref };
}

/** `1280x720`, '' when it is no size. */
export function sizeOf(size: Raw): string {
  const width = toNumber(size.width, 0);
  const height = toNumber(size.height, 0);
  return width > 0 && height > 0 ? `${Math.round(width)}x${Math.round(height)}` : '';
}
