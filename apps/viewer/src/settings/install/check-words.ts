import type { CheckNews } from './site-check.ts';

/** How a line of the check is marked. */
export type Mark = 'good' | 'bad' | 'waiting';

export interface CheckWords {
  mark: Mark;
  text: string;
  todo: string;
}

const COPY_AGAIN = 'Copy the tag again from this page and deploy it.';

/** What the snippet said, in words for the owner of the site. */
export function checkWords({ state, detail }: CheckNews): CheckWords {
  switch (state) {
    case 'loaded':
      return good('The snippet runs on the page.');
    case 'recording':
      return good('It records.');
    case 'delivered':
      return good('Its first batch was taken: the way is open.');
    case 'consent-pending':
      return { mark: 'waiting', text: 'It waits for consent.', todo: 'Agree on the page, as a visitor would.' };
    case 'sampled-out':
      return bad(
        'This visit was not drawn.',
        'The tag, or Settings, Recording, records a share of the visits. Check in a private window for another draw.',
      );
    case 'switched-off':
      return bad('Recording is switched off for this project.', 'Switch it on in Settings, Recording.');
    case 'declined':
      return bad(
        'This browser says no: it sends Global Privacy Control or Do Not Track.',
        'These count as a no in Settings, Recording. Check with a browser that does not send them.',
      );
    case 'stopped':
      return bad(`It has stopped: ${detail}`, '');
    case 'not-recorded':
      return bad(`It does not record: ${detail}`, '');
    case 'blocked-by-csp':
      return bad(
        `The page's content security policy forbids it: ${detail}`,
        detail.startsWith('require-trusted-types-for')
          ? 'Use the tag of the tab One file: it adds no script to the page.'
          : 'Add the lines of the tab CSP.',
      );
    case 'unreachable':
      return bad(
        'Its batch does not reach Falter.',
        'An ad blocker, or a network that does not let it through: try a private window without extensions.',
      );
    case 'refused':
      return refused(detail);
    case 'popup-blocked':
      return bad('The browser did not open a window.', 'Allow pop-ups for this page and check again.');
    case 'cut-off':
      return bad(
        'The window was closed, or the site keeps its windows to itself.',
        'A site with a Cross-Origin-Opener-Policy of its own cannot be checked this way: watch the panel above instead.',
      );
    case 'silent':
      return bad('The snippet did not run within 8 seconds.', '');
    default:
      return { mark: 'waiting', text: `${state} ${detail}`.trim(), todo: '' };
  }
}

function good(text: string): CheckWords {
  return { mark: 'good', text, todo: '' };
}

function bad(text: string, todo: string): CheckWords {
  return { mark: 'bad', text, todo };
}

/** `detail` is what the snippet heard: `unknown_key: [wire] no project has this write key. Copy the tag again.` */
function refused(detail: string): CheckWords {
  const said = detail.replace(/^(\w+: )?\[[\w-]+\] /, '$1');
  // Its first sentence says what happened; what to do is told better here, where the tag stands.
  const happened = said.replace(/^(.+?[.!?])\s.*$/s, '$1');
  if (detail.startsWith('unknown_key')) return bad(`Falter refused its batch: ${happened}`, COPY_AGAIN);
  if (detail.startsWith('foreign_origin')) {
    return bad(`Falter refused its batch: ${happened}`, 'Allow its origin in the panel above, then check again.');
  }
  return bad(`Falter refused its batch: ${said}`, 'The page Health says what this means.');
}

/** What was heard, in order, without what later turned out to have come to nothing: a refused visit is not recorded. */
export function told(news: readonly CheckNews[]): readonly CheckNews[] {
  const isRefused = news.some(({ state }) => state === 'refused') && !news.some(({ state }) => state === 'delivered');
  return isRefused ? news.filter(({ state }) => state !== 'recording') : news;
}
