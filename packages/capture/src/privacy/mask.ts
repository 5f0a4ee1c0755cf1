import { EVENT_TYPE, type RecordedEvent, scrubUrl } from '@falter/wire';
import { aroundOf } from '../host/dom.ts';
import { createFields, type Fields } from './fields.ts';
import { BLOCKED, createStates, MASKED, PLAIN } from './marks.ts';
import { isTold, maskInput, maskMutations, maskSheet } from './mask-changes.ts';
import { maskNote } from './mask-notes.ts';
import { maskTree, type Page } from './mask-tree.ts';
import { createWords, type Preset } from './preset.ts';

/** What the pass asks of the recorder, and tells it. */
export interface Surroundings {
  /** The live node behind an rrweb id: an incremental event does not tell what kind of field it speaks of. */
  nodeOf(id: number): Node | null;
  /** Something of ours threw: what it was to mask is gone. */
  onFault(): void;
  /** An event of a kind that nobody knows was dropped. */
  onUnknown(): void;
  /** A mark came or went: what the recording shows of that part is to be told anew. */
  onMark(): void;
}

/** Our own pass over every event before it is queued. One of these for each recording: it remembers which fields were passwords. */
export interface Privacy {
  /** Masks an event in place. False when nothing of it may leave. */
  mask(event: RecordedEvent): boolean;
  /** rrweb's maskInputFn. */
  maskInput: Fields['mask'];
}

export function createPrivacy(preset: Preset, { nodeOf, onFault, onUnknown, onMark }: Surroundings): Privacy {
  const rules = { strict: preset === 'strict', words: createWords(preset), onFault };
  const fields = createFields(preset, (field) => createStates()(field));

  /** The page as it is during one event. */
  function look(): Page {
    const stateOf = createStates();
    return { rules, nodeOf, stateOf, aroundState: (node) => stateOf(node && aroundOf(node)), shows: fields.shows };
  }

  /** Undefined for an event that is on no list. */
  function maskKnown({ type, data }: RecordedEvent): boolean | undefined {
    if (type === EVENT_TYPE.meta) data.href = scrubUrl(data.href);
    else if (type === EVENT_TYPE.fullSnapshot) maskTree(data.node, PLAIN, look());
    else if (type === EVENT_TYPE.plugin) return maskNote(data, preset);
    else if (type === EVENT_TYPE.incremental) return maskIncremental(data, look());
    else if (type !== EVENT_TYPE.domContentLoaded && type !== EVENT_TYPE.load) return undefined;
    return true;
  }

  // biome-ignore lint/suspicious/noExplicitAny: rrweb's data has another shape for each source
  function maskIncremental(data: any, page: Page): boolean | undefined {
    switch (data.source) {
      case 0: // Mutation
        if (maskMutations(data, page)) onMark();
        return true;
      case 1: // MouseMove
      case 6: // TouchMove
      case 12: // Drag
        data.positions = data.positions.filter(({ id }: { id: number }) => isTold(id, page));
        return data.positions.length > 0;
      case 2: // MouseInteraction
        return isTold(data.id, page);
      case 5: // Input
        if (!isTold(data.id, page)) return false;
        maskInput(data, page);
        return true;
      case 8: // StyleSheetRule
      case 13: // StyleDeclaration
      case 15: // AdoptedStyleSheet
        maskSheet(data, page);
        return true;
      case 9: // CanvasMutation: what canvases.ts saw. Nothing of it can be masked
        return !rules.strict && !(page.stateOf(page.nodeOf(data.id)) & (BLOCKED | MASKED));
      case 3: // Scroll
      case 4: // ViewportResize
      case 7: // MediaInteraction
      case 14: // Selection
      case 16: // CustomElement
        return true;
      default:
        return undefined;
    }
  }

  return {
    mask(event) {
      const kept = maskKnown(event);
      if (kept === undefined) onUnknown();
      return kept === true;
    },
    maskInput: fields.mask,
  };
}
