import { ISSUE_TREND_PARTS, type IssueDetail, type IssueRow, type IssueStack } from '@falter/wire';

// Issues as the API tells them, for the tests of their pages. Not part of the viewer.

const HOUR = 3_600_000;
const ago = (hours: number): string => new Date(Date.now() - hours * HOUR).toISOString();

export const PAY = '00000000000000aa';
export const ERROR = '00000000000000bb';

export function issueRow(values: Partial<IssueRow>): IssueRow {
  const id = values.id ?? PAY;
  return {
    ...{ id, kind: 'element', title: 'button "Pay now" does not answer', state: 'ongoing' },
    ...{ signals: ['dead-click', 'rage-click'], pages: ['/checkout', '/basket'], sessions: 1_240, persons: 312 },
    ...{ meanScore: 41.3, trend: Array.from({ length: ISSUE_TREND_PARTS }, (_, n) => (n * 7) % 13) },
    ...{ firstSeenAt: ago(400), lastSeenAt: ago(0.2), firstRelease: '2.3.0', lastRelease: '2.4.1' },
    query: { issue: id, from: ago(720), to: ago(0) },
    ...values,
  };
}

const part = (name: string, sessions: number) => {
  return { name, sessions, firstSeenAt: ago(300), lastSeenAt: ago(2), query: { issue: ERROR, release: name } };
};

export function issueDetail(values: Partial<IssueDetail>): IssueDetail {
  const row = issueRow({ id: ERROR, kind: 'error', state: 'new', signals: ['js-error', 'error-click'], ...values });
  const example = {
    ...{ session: 'session-of-the-tests', finding: 'f1', signal: 'error-click', at: 61_300, seenAt: ago(3) },
    ...{
      page: 'https://shop.example/checkout?step=',
      why: 'Clicked button "Pay now", and at once the page’s code failed.',
    },
    ...{
      release: '2.4.1',
      browser: 'Firefox 140',
      os: 'Windows 11',
      device: 'desktop',
      score: 66,
      person: 'ann',
      hasStack: true,
    },
  };
  return {
    ...row,
    title: "TypeError: Cannot read properties of undefined (reading 'amount')",
    ...{ from: ago(720), to: ago(0), decision: null },
    ...{ releases: [part('2.4.1', 90), part('2.4.0', 12)], where: [part('/checkout', 80), part('/basket', 22)] },
    ...{ browsers: [part('Firefox', 60), part('Chrome', 42)], devices: [part('desktop', 102)] },
    examples: [example, { ...example, session: 'another-session-here', score: 12, person: '', hasStack: false }],
    history: [{ state: 'open', release: '', at: ago(30), by: 'Ada', note: 'It is back on staging.' }],
    ...values,
  };
}

export const STACK: IssueStack = {
  title: 'TypeError',
  explained: 'The page that the server sent was not what the browser rendered.',
  session: 'session-of-the-tests',
  release: '2.4.1',
  frames: [
    {
      ...{ name: 'sumOf', file: 'src/cart.ts', line: 3, column: 15, library: false, mapped: true },
      built: { file: 'https://shop.example/assets/shop-Bx3kdQ9a.js', line: 1, column: 2_201 },
      code: [
        { line: 1, text: 'export interface Cart { total?: { amount: number } }' },
        { line: 2, text: 'export function sumOf(cart: Cart): number {' },
        { line: 3, text: '  return cart.total!.amount * 100;' },
        { line: 4, text: '}' },
      ],
    },
    {
      ...{
        name: 'commitRoot',
        file: 'node_modules/react-dom/index.js',
        line: 991,
        column: 3,
        library: true,
        mapped: true,
      },
      ...{ built: { file: 'https://shop.example/assets/shop-Bx3kdQ9a.js', line: 1, column: 9 }, code: [] },
    },
    {
      ...{ name: '', file: 'https://cdn.example/pay.js', line: 1, column: 77, library: false, mapped: false },
      ...{ built: { file: 'https://cdn.example/pay.js', line: 1, column: 77 }, code: [] },
    },
  ],
  missing: ['https://cdn.example/pay.js'],
};
