/** rrweb's event types (its `EventType`), by name. Written out because wire imports nothing. */
export const EVENT_TYPE = {
  domContentLoaded: 0,
  load: 1,
  fullSnapshot: 2,
  incremental: 3,
  meta: 4,
  custom: 5,
  plugin: 6,
} as const;

/**
 * One rrweb event as it travels and as it is stored: `timestamp` in epoch milliseconds of the page's clock. What is in
 * `data` belongs to rrweb; only the detector's timeline and the Replayer read it.
 */
export interface RecordedEvent {
  type: number;
  timestamp: number;
  // biome-ignore lint/suspicious/noExplicitAny: foreign data, its shape is rrweb's business
  data: any;
  delay?: number;
}
