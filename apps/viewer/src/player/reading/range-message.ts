import type { RangeMessage } from './messages.ts';
import type { PartMap } from './part-map.ts';
import type { Step } from './steps.ts';

/** What of a range is not in its step: its run, up to which part the run was told of files, and what never arrived. */
export interface RangeParts {
  run: number;
  toldTo: number;
  base: string;
  absent: string[];
}

/** A step of reading as the worker is asked for it. */
export function rangeMessage(map: PartMap, step: Step, { toldTo, ...parts }: RangeParts): RangeMessage {
  const { startedAt } = map;
  const bounds = new Map(
    map.segments.map(({ id, at, until }) => [id, { from: startedAt + at, until: startedAt + until }]),
  );
  const since = map.parts.filter(({ seq }) => seq > toldTo);
  return {
    ...{ ...parts, startedAt, begin: step.begin?.id },
    snapshots: map
      .snapshotsIn(step.fromSeq, step.toSeq)
      .map((snapshot) => ({ ...snapshot, bounds: bounds.get(snapshot.id) })),
    told: since.flatMap(({ told }) => told),
    tellers: since.flatMap(({ snapshots }) => snapshots),
    moment: step.moment === undefined ? undefined : startedAt + step.moment,
  };
}
