import type {
  CausePart,
  ComparedShare,
  Dashboard,
  DashboardBucket,
  DashboardCause,
  DashboardElement,
  DashboardRow,
  Estimate,
  ShareNow,
} from '@falter/wire';

const DAY = 86_400_000;

/** A rough interval: the real one is the API's work. */
function estimate(value: number, half: number): Estimate {
  return { value, low: Math.max(0, value - half), high: Math.min(1, value + half) };
}

/** `found` of `of`, whose lists are told apart by `name`. */
export function shareNow(found: number, of: number, name = 'all'): ShareNow {
  const query = { from: '2026-11-15T00:00:00.000Z', to: '2026-11-21T12:00:00.000Z', bots: 'exclude', release: name };
  return {
    found: { count: found, query: { ...query, minScore: '25' } },
    of: { count: of, query },
    share: of === 0 ? null : estimate(found / of, 0.05),
  };
}

/** With the period before, and the change as its interval has it. */
export function compared(now: [number, number], before: [number, number], name = 'all'): ComparedShare {
  const [mine, theirs] = [shareNow(...now, name), shareNow(...before, name)];
  const value = (mine.share?.value ?? 0) - (theirs.share?.value ?? 0);
  const change = mine.share && theirs.share ? { value, low: value - 0.02, high: value + 0.02 } : null;
  return { ...mine, previous: theirs, change };
}

export function row(name: string, now: [number, number], before: [number, number] = now): DashboardRow {
  return { name, ...compared(now, before, name) };
}

export function element(part: Partial<DashboardElement>, now: [number, number]): DashboardElement {
  const names = { signal: 'rage-click', page: '/checkout', element: 'button "Pay now"', meanScore: 61 };
  return { ...names, ...compared(now, now, `element ${part.element}`), ...part };
}

/** A thing to fix, or one that got better: `parts` as [signal, element, message] on `page`. */
export function cause(
  page: string,
  parts: [signal: string, element: string, message?: string][],
  [now, before]: [now: [number, number], before: [number, number]],
): DashboardCause {
  const told = parts.map(([signal, element, message]): CausePart => {
    return { signal, element, messages: message === undefined ? [] : [message], issue: '' };
  });
  return { page, parts: told, meanScore: 61, ...compared(now, before, `cause ${page} ${parts.flat().join(' ')}`) };
}

function bucket(day: number): DashboardBucket {
  const from = Date.UTC(2026, 10, 15) + day * DAY;
  const times = { from: new Date(from).toISOString(), to: new Date(from + DAY).toISOString() };
  return { ...times, now: shareNow(3 + day, 40 + day, `day ${day}`), previous: shareNow(5, 38, `day ${day} before`) };
}

const ranking = <Row>(rows: Row[]): { rows: Row[]; more: number } => ({ rows, more: 0 });

/** A dashboard as the API tells it; what a test cares about is passed in. */
export function dashboard(part: Partial<Dashboard> = {}): Dashboard {
  return {
    ...{ from: '2026-11-15T00:00:00.000Z', to: '2026-11-21T12:00:00.000Z' },
    ...{ previousFrom: '2026-11-08T00:00:00.000Z', previousTo: '2026-11-14T12:00:00.000Z' },
    ...{
      compare: 'day',
      step: 'day',
      tz: 'UTC',
      minScore: 25,
      botsCount: false,
      at: '2026-11-21T12:00:01.000Z',
      recorded: true,
    },
    struggling: compared([124, 1000], [93, 1000]),
    flagged: { count: 200, query: { flagged: 'yes' } },
    bots: { count: 12, query: { bots: 'only' } },
    buckets: Array.from({ length: 7 }, (_, day) => bucket(day)),
    signals: ranking([row('rage-click', [60, 1000], [90, 1000]), row('dead-click', [40, 1000])]),
    pages: ranking([row('/checkout', [50, 300]), row('/tea/:id', [20, 500], [5, 500])]),
    elements: ranking([element({}, [42, 300]), element({ signal: 'js-error', element: '(no element)' }, [2, 3])]),
    causes: ranking([
      cause(
        '/checkout',
        [['rage-click', 'button "Pay now"']],
        [
          [42, 300],
          [42, 300],
        ],
      ),
      cause(
        '/checkout',
        [['js-error', '(no element)']],
        [
          [2, 3],
          [2, 3],
        ],
      ),
    ]),
    improved: ranking([]),
    devices: ranking([row('mobile', [80, 400]), row('tablet', [2, 3])]),
    browsers: ranking(Array.from({ length: 11 }, (_, n) => row(`Browser ${n}`, [20 - n, 90]))),
    releases: ranking([row('unknown', [124, 1000])]),
    ...part,
  };
}
