import { attempt } from './host/guard.ts';

/** How far the snippet has come on this page, for the owner who is setting it up. */
export type CheckState =
  | 'loaded'
  | 'not-recorded'
  | 'consent-pending'
  | 'sampled-out'
  | 'recording'
  | 'delivered'
  | 'refused'
  | 'blocked-by-csp'
  | 'unreachable';

/** Tells the window that opened this page to see whether Falter works here. Never throws. */
export interface Check {
  /** `detail`: the reason of `not-recorded`, `name: message` of `refused`, the directive of `blocked-by-csp`. */
  tell(state: CheckState, detail?: string): void;
  /** What came back for a batch; undefined when nothing did. Reads the body of a refusal. */
  answered(response?: Response): void;
}

/** The browser tells of the forbidden request and of its failure in any order, at once. */
const POLICY_WAIT_MS = 500;

/** Whether this page was opened with #falter-check. A router may have changed the address before an async script has come. */
function isAsked(): boolean {
  const [navigation] = performance.getEntriesByType('navigation');
  return /#.*falter-check/.test(`${navigation?.name}\n${location.href}`);
}

/**
 * A check when somebody asks for it, undefined otherwise. Only a window at the collector's own origin can hear it, whoever opened
 * the page.
 */
export function openCheck(endpoint: string): Check | undefined {
  const { opener } = window;
  if (!opener || !isAsked()) return undefined;
  const { origin } = new URL(endpoint);
  let forbidden = false;

  function tell(state: CheckState, detail = ''): void {
    forbidden ||= state === 'blocked-by-csp';
    attempt(() => opener.postMessage({ falter: 'check', state, detail }, origin), undefined);
  }
  function answered(response?: Response): void {
    if (response?.ok) tell('delivered');
    else if (!response) setTimeout(() => forbidden || tell('unreachable'), POLICY_WAIT_MS);
    else {
      response.json().then(
        ({ error, message }) => tell('refused', `${error}: ${message}`),
        () => tell('refused', String(response.status)),
      );
    }
  }
  return { tell, answered };
}
