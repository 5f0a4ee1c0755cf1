/** How far the snippet has come on this page, for the owner who is setting it up. */
export type CheckState =
  | 'loaded'
  | 'not-recorded'
  | 'switched-off'
  | 'declined'
  | 'consent-pending'
  | 'sampled-out'
  | 'recording'
  | 'stopped'
  | 'delivered'
  | 'refused'
  | 'blocked-by-csp'
  | 'unreachable';

/** Says how far it has come, and in `detail` why not further. Never throws. */
export type Tell = (state: CheckState, detail?: string) => void;

/** Whether this page was opened with #falter-check. A router may have changed the address before an async script has come. */
export function isChecked(): boolean {
  return /#.*falter-check/.test(performance.getEntriesByType('navigation')[0]?.name + location.href);
}
