import { defineSignal, type SignalDefinition } from '../signal.ts';
import type { FlurryStep } from '../timeline/pointer-path.ts';
import { lasting } from '../timeline/wording.ts';

/** The pointer goes round and to and fro in one place, fast and for nothing. */
export const thrashedCursor: SignalDefinition = defineSignal({
  id: 'thrashed-cursor',
  title: 'Thrashed cursor',
  summary: 'The pointer is moved round and to and fro in one place, fast, with no button down.',
  version: 2,
  weight: 4,
  reads: ['flurry'],
  options: { turned: 1_170, speed: 600, box: 500, leastMs: 1_200 },
  optionWords: {
    turned: { label: 'Turned within two seconds at least', unit: '°', min: 360, max: 9_000, step: 90 },
    speed: { label: 'As fast as this', unit: 'px/s', min: 300, max: 5_000, step: 50 },
    box: { label: 'Within a place not wider than this', unit: 'px', min: 50, max: 3_000, step: 50 },
    leastMs: { label: 'For at least', unit: 'ms', min: 200, max: 10_000, step: 100 },
  },
  *detect(flurries, options) {
    for (const flurry of flurries) {
      if (!isThrashing(flurry, options) || flurry.ignored.includes('thrashed-cursor')) continue;
      const { at, until, target, turned, way } = flurry;
      const rounds = Math.round(turned / 360);
      const over = target?.label ? ` over ${target.label}` : '';
      yield {
        first: flurry,
        until,
        target,
        evidence: [{ kind: 'pointer', at, text: `${way} pixels and ${rounds} full turns within two seconds${over}` }],
        why: `Moved the pointer round and to and fro${over} ${lasting(until - at)}.`,
        confidence: 0.5,
      };
    }
  },
});

function isThrashing(
  { at, until, turned, way, box, moveMs }: FlurryStep,
  options: { turned: number; speed: number; box: number; leastMs: number },
): boolean {
  if (until - at < options.leastMs || turned < options.turned || box > options.box) return false;
  return (way / moveMs) * 1_000 >= options.speed;
}
