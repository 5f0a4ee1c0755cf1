import { describe, expect, it } from 'vitest';
import type { Label, Visit } from '../../corpus/visit.ts';
import { isAnsweredUnseen, isRecorded } from './recorded.ts';

const visit = (more: Partial<Visit>): Visit => {
  return {
    family: 'f',
    split: 'tune',
    seed: 0,
    recorder: 'rrweb',
    tabs: [],
    driver: [],
    page: [],
    labels: [],
    ...more,
  };
};
const label = (kind: Label['kind'], why = ''): Label => {
  return { kind, verdict: 'positive', at: 10_000, until: 20_000, sure: true, why };
};
const documents = (...hrefs: string[]) => [
  { tab: 'one', events: hrefs.map((href, n) => ({ type: 4, timestamp: 10_000 + n * 1000, data: { href } })) },
];

describe('what a recording holds', () => {
  it('is no error and no request where plain rrweb recorded it', () => {
    expect(isRecorded(visit({}), label('js-error'))).toBe(false);
    expect(isRecorded(visit({ recorder: 'snippet' }), label('js-error'))).toBe(true);
    expect(isRecorded(visit({}), label('dead-click'))).toBe(true);
  });

  it('is the page that was left soon, if anything of it was recorded', () => {
    const back = label('quick-back', '/tea for 900 ms');
    expect(isRecorded(visit({ tabs: documents('http://a.test/', 'http://a.test/tea') }), back)).toBe(true);
    expect(isRecorded(visit({ tabs: documents('http://a.test/', 'http://a.test/') }), back)).toBe(false);
  });

  it('is a page that somebody goes round to, if it is there each time', () => {
    const loop = label('page-loop', '/tea 3 times');
    const tea = 'http://a.test/tea';
    expect(isRecorded(visit({ tabs: documents(tea, 'http://a.test/', tea, tea) }), loop)).toBe(true);
    expect(isRecorded(visit({ tabs: documents(tea, 'http://a.test/', tea) }), loop)).toBe(false);
  });
});

describe('an answer that nobody records', () => {
  const flag = { at: 1000, until: 1000 };
  const told = (what: string, at = 1200) => ({ at, tab: 0, path: '/', what });

  it('is drawn, styled or a dialog of the browser, and all that came of the click', () => {
    expect(isAnsweredUnseen(visit({ page: [told('showed')] }), flag)).toBe(true);
    expect(isAnsweredUnseen(visit({ page: [told('showed')], recorder: 'snippet' }), flag)).toBe(false);
    expect(isAnsweredUnseen(visit({ page: [told('showed'), told('changed')] }), flag)).toBe(false);
    expect(isAnsweredUnseen(visit({ page: [told('dialog')] }), flag)).toBe(true);
    expect(isAnsweredUnseen(visit({ page: [told('ran'), told('showed', 9000)] }), flag)).toBe(false);
  });
});
