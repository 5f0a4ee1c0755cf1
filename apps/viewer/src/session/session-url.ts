/** What a link to a session says: the moment and the tab, both optional. */
export interface Moment {
  /** Milliseconds since the session's start. */
  at?: number;
  tab?: string;
  /** Epoch ms by the visitor's clock, as `falter.sessionUrl()` of the snippet tells it; `at` goes before it. */
  time?: number;
}

/** Reads `?at=`, `?tab=` and `?time=`. What is no number is as good as none. */
export function readMoment(query: URLSearchParams): Moment {
  const moment: Moment = {};
  const at = Number(query.get('at') ?? Number.NaN);
  if (Number.isFinite(at) && query.get('at')?.trim() !== '') moment.at = Math.max(0, Math.round(at));
  const time = Number(query.get('time') || Number.NaN);
  if (Number.isFinite(time)) moment.time = time;
  const tab = query.get('tab');
  if (tab !== null && tab !== '') moment.tab = tab;
  return moment;
}

/** What stands beside the replay, as an address says it; what is not said is as it always is. */
export interface Place {
  panel?: string;
  row?: string;
}

/** The permanent address of a moment in a session. */
export function sessionPath(id: string, { at, tab, panel, row }: Omit<Moment, 'time'> & Place = {}): string {
  const query = new URLSearchParams();
  if (at !== undefined) query.set('at', String(Math.max(0, Math.round(at))));
  if (tab !== undefined) query.set('tab', tab);
  if (panel !== undefined) query.set('panel', panel);
  if (row !== undefined) query.set('row', row);
  const text = query.toString();
  return `/sessions/${encodeURIComponent(id)}${text === '' ? '' : `?${text}`}`;
}
