import type { Dashboard, DashboardBucket } from '@falter/wire';

type Step = Dashboard['step'];

const CLOCK = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
const MOMENT = { weekday: 'short', month: 'short', day: 'numeric', ...CLOCK } as const;

const SHORT: Record<Step, Intl.DateTimeFormatOptions> = {
  minute: CLOCK,
  quarter: CLOCK,
  hour: CLOCK,
  day: { month: 'short', day: 'numeric' },
  week: { month: 'short', day: 'numeric' },
};

const LONG: Record<Step, Intl.DateTimeFormatOptions> = {
  minute: MOMENT,
  quarter: MOMENT,
  hour: MOMENT,
  day: { weekday: 'short', month: 'short', day: 'numeric' },
  week: { month: 'short', day: 'numeric', year: 'numeric' },
};

/** `14:00` or `Nov 17`: for the axis of a chart. Epoch seconds in. */
export function axisTimeWords(seconds: number, { step, tz }: Pick<Dashboard, 'step' | 'tz'>): string {
  return new Date(seconds * 1000).toLocaleString('en', { ...SHORT[step], timeZone: tz });
}

/** `Tue, Nov 17, 14:00`, `Tue, Nov 17`, `week of Nov 16, 2026`. */
export function bucketWords(
  { from }: Pick<DashboardBucket, 'from'>,
  { step, tz }: Pick<Dashboard, 'step' | 'tz'>,
): string {
  const words = new Date(from).toLocaleString('en', { ...LONG[step], timeZone: tz });
  return step === 'week' ? `week of ${words}` : words;
}

/** `Nov 16, 00:00 to Nov 22, 14:20`: a period, in the reader's time zone. */
export function periodWords(from: string, to: string, tz: string): string {
  const words = (time: string): string => {
    const options = { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
    return new Date(time).toLocaleString('en', { ...options, timeZone: tz });
  };
  return `${words(from)} to ${words(to)}`;
}
