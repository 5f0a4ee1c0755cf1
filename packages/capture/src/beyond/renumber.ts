import { EVENT_TYPE, type RecordedEvent } from '@falter/wire';
import { nodesIn } from './tree.ts';

/** Nodes of one document in a frame: between the numbers of two frames there is room for so many. */
export const NODES_MAX = 10_000_000;

type Numbers = (value: unknown) => number | null;

// biome-ignore lint/suspicious/noExplicitAny: another page's data, looked into field by field
type Foreign = any;

/** What of rrweb's incremental events carries numbers of nodes, by source. What is not here is not taken from a frame. */
const SOURCES: Readonly<Record<number, (data: Foreign, number: Numbers) => void>> = {
  0: renumberMutation,
  1: renumberPositions,
  2: renumberNode,
  3: renumberNode,
  5: renumberNode,
  6: renumberPositions,
  7: renumberNode,
  8: renumberStyle,
  9: renumberNode,
  12: renumberPositions,
  13: renumberStyle,
  14: ({ ranges }, number) => {
    for (const range of ranges) Object.assign(range, { start: number(range.start), end: number(range.end) });
  },
  15(data, number) {
    renumberNode(data, number);
    data.styleIds = data.styleIds.map(number);
    for (const style of data.styles ?? []) style.styleId = number(style.styleId);
  },
};

/**
 * Gives the nodes of an event out of a frame numbers of their own in the recording of the page around it, in place: `base` is added. Undefined for
 * what is no such event. Only a full snapshot and rrweb's changes are taken.
 */
export function renumber(event: Foreign, base: number): RecordedEvent | undefined {
  const number: Numbers = (value) => {
    if (value === null || value === undefined || value === 0 || value === -1) return (value ?? null) as number | null;
    if (!Number.isInteger(value) || (value as number) < 0 || (value as number) >= NODES_MAX) throw new RangeError();
    return (value as number) + base;
  };
  try {
    const { type, timestamp, data } = event;
    if (!Number.isFinite(timestamp)) return undefined;
    if (type === EVENT_TYPE.fullSnapshot && data.node.type === 0) renumberTree(data.node, number);
    else if (type === EVENT_TYPE.incremental && Object.hasOwn(SOURCES, data.source))
      SOURCES[data.source]?.(data, number);
    else return undefined;
    return { type, timestamp, data };
  } catch {
    // Not of the shape that a recorder makes.
    return undefined;
  }
}

function renumberTree(root: Foreign, number: Numbers): void {
  for (const node of nodesIn(root) as Iterable<Foreign>) {
    node.id = number(node.id);
    if (node.rootId !== undefined) node.rootId = number(node.rootId);
  }
}

function renumberMutation(data: Foreign, number: Numbers): void {
  for (const add of data.adds) {
    for (const key of ['parentId', 'nextId', 'previousId']) if (key in add) add[key] = number(add[key]);
    renumberTree(add.node, number);
  }
  for (const gone of data.removes) Object.assign(gone, { id: number(gone.id), parentId: number(gone.parentId) });
  for (const changed of [data.texts, data.attributes].flat()) changed.id = number(changed.id);
}

function renumberPositions({ positions }: Foreign, number: Numbers): void {
  for (const position of positions) position.id = number(position.id);
}

function renumberNode(data: Foreign, number: Numbers): void {
  data.id = number(data.id);
}

/** A sheet is named by its element, or, if it has none, by a number of its own. */
function renumberStyle(data: Foreign, number: Numbers): void {
  for (const key of ['id', 'styleId']) if (key in data) data[key] = number(data[key]);
}
