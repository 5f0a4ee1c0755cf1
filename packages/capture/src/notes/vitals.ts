import type { VitalPayload } from '@falter/wire';
import { attempt, type Guard } from '../host/guard.ts';
import { createInp, type Interaction } from './inp.ts';
import { createCls, type Shift } from './layout-shifts.ts';

/** Measures how the document feels. */
export interface VitalsWatch {
  /** Reports what changed since it was last told: the page is hidden or left, and may not come back. */
  settle(): void;
  stop(): void;
}

/**
 * LCP, CLS, INP, FCP and TTFB by the definitions of web-vitals 5 (https://github.com/GoogleChrome/web-vitals), as far as the browser
 * tells: times count from when a prerendered page was shown, paints count until the page was first hidden. A page that comes back out
 * of the back/forward cache goes on where it was.
 */
export function watchVitals(report: (vital: VitalPayload) => void, guard: Guard): VitalsWatch {
  const values = new Map<VitalPayload['name'], number>();
  const told = new Map<VitalPayload['name'], number>();
  const observers: [PerformanceObserver, (entry: never) => void][] = [];
  const [navigation] = performance.getEntriesByType('navigation') as [
    (PerformanceNavigationTiming & { activationStart?: number })?,
  ];
  const sinceShown = (time: number): number => Math.max(0, time - (navigation?.activationStart ?? 0));
  let hiddenAt = firstHidden();

  function observe<Entry>(type: string, take: (entry: Entry) => void, more: object = {}): void {
    attempt(() => {
      if (!PerformanceObserver.supportedEntryTypes.includes(type)) return;
      const observer = new PerformanceObserver(guard((list) => list.getEntries().forEach(take as () => void)));
      observer.observe({ type, buffered: true, ...more });
      observers.push([observer, take]);
    }, undefined);
  }
  const painted = (name: 'LCP' | 'FCP', time: number): void => {
    if (time < hiddenAt) values.set(name, sinceShown(time));
  };
  const addShift = createCls();
  const addInteraction = createInp();
  const interacted = (entry: Interaction): void => {
    const inp = addInteraction(entry);
    if (inp) values.set('INP', inp);
  };
  observe('largest-contentful-paint', ({ startTime }: PerformanceEntry) => painted('LCP', startTime));
  observe('paint', ({ name, startTime }: PerformanceEntry) => {
    if (name === 'first-contentful-paint') painted('FCP', startTime);
  });
  observe('layout-shift', (entry: Shift) => values.set('CLS', addShift(entry)));
  observe('event', interacted, { durationThreshold: 40 });
  observe('first-input', interacted);

  return {
    settle() {
      for (const [observer, take] of observers) observer.takeRecords().forEach(take as () => void);
      hiddenAt = Math.min(hiddenAt, performance.now());
      if (navigation?.responseStart) values.set('TTFB', sinceShown(navigation.responseStart));
      // What was painted and never moved, did not move.
      if (values.has('FCP') && !values.has('CLS')) values.set('CLS', 0);
      for (const [name, value] of values) {
        if (told.get(name) === value) continue;
        told.set(name, value);
        report({ name, value: name === 'CLS' ? Math.round(value * 1e4) / 1e4 : Math.round(value) });
      }
    },
    stop() {
      for (const [observer] of observers) observer.disconnect();
    },
  };
}

/** When the page was first in the background: what was painted after that tells nothing of how long it took. */
function firstHidden(): number {
  const hidden = performance.getEntriesByType('visibility-state').find(({ name }) => name === 'hidden');
  return hidden?.startTime ?? (document.visibilityState === 'hidden' ? 0 : Number.POSITIVE_INFINITY);
}
