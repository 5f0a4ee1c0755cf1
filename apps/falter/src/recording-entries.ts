/** One thing that a file holds, and the window that it says it is from, '' where it says none. */
export interface Entry {
  window: string;
  value: unknown;
}

/** Names under which exports keep their list of events. */
const LISTS = ['events', 'snapshots', 'items'] as const;

const ADVICE = 'Give an array of rrweb events, one event a line, or an export of PostHog.';

/**
 * What a recording's text holds, in order: a JSON array; an object with such a list, as PostHog's and others' exports are; or
 * one thing a line.
 * @throws Error that says what is wrong with the text.
 */
export function entriesOf(text: string): Entry[] {
  const whole = tryParse(text);
  if (whole !== undefined) return listOf(whole).flatMap(itemsOf);
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const values = lines.map(tryParse);
  if (values.every((value) => value === undefined)) throw new Error(`is not JSON. ${ADVICE}`);
  return values.flatMap(itemsOf);
}

function listOf(whole: unknown): unknown[] {
  if (Array.isArray(whole)) return whole;
  if (!isObject(whole)) throw new Error(`is JSON but no recording. ${ADVICE}`);
  if (typeof whole.type === 'number') return [whole];
  // PostHog's file: {version, data: {snapshots}}, an older one {version, data: {snapshotsByWindowId}}.
  const content = isObject(whole.data) ? { ...whole, ...whole.data } : whole;
  for (const name of LISTS) if (Array.isArray(content[name])) return content[name];
  if (isObject(content.snapshotsByWindowId)) {
    return Object.entries(content.snapshotsByWindowId).map(([window, events]) => ({ window_id: window, data: events }));
  }
  throw new Error(`is JSON but no recording. ${ADVICE}`);
}

/** An event, or several with the window they are from: `{window_id, data: [...]}` and `[window, event]` are lines of PostHog's. */
function itemsOf(item: unknown): Entry[] {
  if (Array.isArray(item)) {
    const [window, event] = item;
    return item.length === 2 && typeof window === 'string' && isObject(event)
      ? [{ window, value: event }]
      : [{ window: '', value: undefined }];
  }
  if (!isObject(item)) return [{ window: '', value: item }];
  const window = typeof item.windowId === 'string' ? item.windowId : item.window_id;
  if (typeof window !== 'string') return [{ window: '', value: item }];
  if (Array.isArray(item.data) && item.type === undefined) return item.data.map((value) => ({ window, value }));
  const { windowId: _, window_id: __, ...value } = item;
  return [{ window, value }];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function tryParse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
