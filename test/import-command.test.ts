import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Dashboard, SessionDetail, SessionList } from '@falter/wire';
import { ASSET_MIN_CHARS, PLUGIN } from '@falter/wire';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readRecordingFile } from '../apps/falter/src/recording-file.ts';
import { launchBrowser } from './browser.ts';
import { ADMIN_TOKEN, type FalterProcess, freePort, runFalter, startFalter, until } from './falter-process.ts';
import { ROOT } from './house.ts';

const directory = mkdtempSync(join(tmpdir(), 'falter-import-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const START = Date.UTC(2023, 3, 1, 12);
const element = (id: number, tagName: string, childNodes: unknown[]) => ({
  type: 2,
  id,
  tagName,
  attributes: {},
  childNodes,
});

/** A page with a heading, and an error on it five seconds later. */
function visit(heading: string, startedAt = START) {
  const h1 = element(4, 'h1', [{ type: 3, id: 5, textContent: heading }]);
  const node = { type: 0, id: 1, childNodes: [element(2, 'html', [element(3, 'body', [h1])])] };
  const stack = { stack: '', source: '', line: 0, column: 0 };
  const payload = { kind: 'error', name: 'TypeError', message: `${heading} is undefined`, ...stack };
  return [
    { type: 4, timestamp: startedAt, data: { href: 'https://shop.example/cart', width: 800, height: 600 } },
    { type: 2, timestamp: startedAt + 1, data: { node, initialOffset: { left: 0, top: 0 } } },
    { type: 6, timestamp: startedAt + 5_000, data: { plugin: PLUGIN.error, payload } },
    {
      type: 3,
      timestamp: startedAt + 5_001,
      data: { source: 0, texts: [{ id: 5, value: `${heading}, later` }], attributes: [], removes: [], adds: [] },
    },
  ];
}

function file(name: string, content: unknown): string {
  const path = join(directory, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

async function textAt(falter: FalterProcess, path: string): Promise<string> {
  const answer = await fetch(`${falter.url}${path}`, { headers: { authorization: `Bearer ${ADMIN_TOKEN}` } });
  expect(answer.status, path).toBe(200);
  return answer.text();
}

interface Told {
  file: string;
  verdict: string;
  session?: string;
  tabs?: number;
  events?: number;
  reason?: string;
  withoutSnapshot?: boolean;
}

const told = (stdout: string): Told[] =>
  stdout.trim() === ''
    ? []
    : stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line));

describe('falter import, while no Falter runs', () => {
  it('starts one, waits for the detector, and stops it: the next start has what was imported', async () => {
    const data = join(directory, 'alone');
    const ports = { main: await freePort(), shop: await freePort() };
    const env = { FALTER_DATA: data, PORT: String(ports.main) };
    const good = file('alone.json', visit('Cart'));
    const { code, stdout, stderr } = await runFalter(['import', good, file('bad.json', '{"a":1}')], env);
    expect(stderr).toBe('');
    expect(code).toBe(1);
    expect(stdout).toMatch(/^imported {7}.*alone\.json {2}4 events/m);
    expect(stdout).toMatch(/^refused {8}.*bad\.json is JSON but no recording/m);
    expect(stdout).toContain('2 files: 1 imported, 1 refused. The detector has looked at all of them.');
    const falter = await startFalter({ data, ports });
    const { sessions } = await falter.get<SessionList>('/api/v1/sessions');
    expect(sessions).toMatchObject([{ live: false, findings: [{ signal: 'js-error', count: 1 }], durationMs: 5_001 }]);
    expect(sessions[0]?.startedAt).toBe(new Date(START).toISOString());
    const again = await runFalter(['import', good], env);
    expect([again.code, again.stdout.split('\n')[1]]).toEqual([0, '1 file: 1 already there.']);
    expect(await falter.stop()).toBe(0);
  }, 240_000);

  it('--dry-run looks at the files and starts nothing', async () => {
    const data = join(directory, 'never');
    const env = { FALTER_DATA: data, PORT: String(await freePort()) };
    const { code, stdout } = await runFalter(['import', '--dry-run', file('dry.json', visit('Dry'))], env);
    expect([code, stdout.split('\n')[1]]).toEqual([0, '1 file: 1 importable.']);
    expect(existsSync(data)).toBe(false);
  });

  it('used wrongly says how it is used', async () => {
    for (const args of [[], ['--nonsense', 'x'], ['x', '--url', 'ftp://x']]) {
      const { code, stderr } = await runFalter(['import', ...args], { FALTER_DATA: directory });
      expect([code, stderr.includes('    at ')]).toEqual([2, false]);
    }
  });
});

describe('falter import and export, beside a Falter that runs', () => {
  let falter: FalterProcess;
  const run = (args: string[], more: Record<string, string> = {}) =>
    runFalter(args, { FALTER_DATA: falter.data, PORT: new URL(falter.url).port, ...more });
  const detailOf = (session: string) =>
    until(
      () => falter.get<SessionDetail>(`/api/v1/sessions/${session}`),
      ({ closed, processing }) => closed && !processing,
      120_000,
    );
  beforeAll(async () => {
    falter = await startFalter();
  });
  afterAll(async () => {
    expect(await falter?.stop()).toBe(0);
  });

  it('brings a recording in, closed, with the times of the visit; out again it is what went in', async () => {
    const events = visit('Basket');
    const imported = await run(['import', '--json', file('one.json', events)]);
    expect(imported.code).toBe(0);
    const [{ verdict, session = '' } = {} as Told] = told(imported.stdout);
    expect(verdict).toBe('imported');
    const detail = await detailOf(session);
    expect(detail).toMatchObject({ closed: true, live: false, gaps: 0, startedAt: new Date(START).toISOString() });
    expect(detail.findings).toEqual([{ signal: 'js-error', count: 1 }]);
    // It came today and was recorded in 2023: no visit of today, so no number of the dashboard has it.
    expect(Date.now() - Date.parse(detail.arrivedAt)).toBeLessThan(3_600_000);
    const { struggling, flagged, bots } = await falter.get<Dashboard>('/api/v1/dashboard?bots=exclude');
    expect([struggling.of.count, flagged.count, bots.count]).toEqual([0, 0, 1]);
    const { code, stdout, stderr } = await run(['export', session]);
    expect([code, stderr]).toEqual([0, '4 events of tab 1 (imported-window-1)\n']);
    expect(JSON.parse(stdout)).toEqual(events);
    const twice = await run(['import', '--json', file('exported.json', stdout)]);
    expect(told(twice.stdout)).toMatchObject([{ verdict: 'already there', session }]);
  });

  it('keeps style sheets apart, and brings them out again: whole, or as references', async () => {
    const css = `.basket { color: red; } /* ${'x'.repeat(2_000)} */`;
    const events = visit('Styled');
    const link = { type: 2, id: 9, tagName: 'link', attributes: { _cssText: css }, childNodes: [] };
    Object.assign(events[1]?.data ?? {}, { head: link, again: link });
    const styled = file('styled.json', events);
    const [{ session = '' } = {} as Told] = told((await run(['import', '--json', styled])).stdout);
    await detailOf(session);
    expect(JSON.parse((await run(['export', session])).stdout)).toEqual(events);
    const { stdout } = await run(['export', session, '--references']);
    const [, hash = ''] = /"_cssText":"falter-css:([\w-]{43})"/.exec(stdout) ?? [];
    expect(stdout).not.toContain('.basket');
    expect(await textAt(falter, `/api/v1/assets/${hash}`)).toBe(css);
    expect((await run(['export', '--person', 'jane', '--references'])).code).toBe(2);
  });

  it("takes PostHog's export: each window a tab, compressed events as they were; each tab goes out by itself", async () => {
    const [first, second] = [visit('First'), visit('Second', START + 60_000)];
    const zipped = first.map((event) =>
      event.type === 2
        ? { ...event, cv: '2024-10', data: gzipSync(JSON.stringify(event.data)).toString('latin1') }
        : event,
    );
    const windows = ['0190f0aa-0000-7000-8000-00000000000a', '0190f0aa-0000-7000-8000-00000000000b'];
    const snapshots = [
      ...zipped.map((event) => ({ windowId: windows[0], ...event })),
      ...second.map((event) => ({ windowId: windows[1], ...event })),
    ];
    const path = file('posthog.json', { version: '2023-04-28', data: { id: 'x', person: null, snapshots } });
    const [{ session = '', tabs } = {} as Told] = told((await run(['import', '--json', path])).stdout);
    expect(tabs).toBe(2);
    expect((await detailOf(session)).tabs.map(({ id }) => id).toSorted()).toEqual(windows);
    const unclear = await run(['export', session]);
    expect(unclear.code).toBe(2);
    expect(unclear.stderr).toMatch(/^falter: this session has 2 tabs\. [^\n]+:\n {2}--tab 1 {2}4 events {2}2023-/);
    expect(unclear.stderr).toContain('UTC  https://shop.example/cart\n  --tab 2  4 events');
    const third = await run(['export', session, '--tab', '3']);
    expect([third.code, third.stderr]).toEqual([2, expect.stringContaining('has no tab "3"')]);
    expect(JSON.parse((await run(['export', session, '--tab', windows[1] as string])).stdout)).toEqual(second);
    const numbers = await Promise.all(['1', '2'].map((number) => run(['export', session, '--tab', number])));
    expect(numbers.map(({ stdout }) => JSON.parse(stdout)).toSorted((a, b) => a[0].timestamp - b[0].timestamp)).toEqual(
      [...[first, second]],
    );
    expect((await run(['export', session, '--out', join(directory, 'out.json')])).code).toBe(0);
    const written = [1, 2].map((n) => JSON.parse(readFileSync(join(directory, `out-${n}.json`), 'utf8')));
    expect(written.toSorted((a, b) => a[0].timestamp - b[0].timestamp)).toEqual([first, second]);
    expect(readdirSync(directory).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('what comes out plays in the official replayer', async () => {
    const [{ session = '' } = {} as Told] = told(
      (await run(['import', '--json', file('play.json', visit('Played'))])).stdout,
    );
    const { stdout } = await run(['export', session]);
    const browser = await launchBrowser();
    try {
      const page = await browser.newPage();
      const rrweb = createRequire(join(ROOT, 'apps/viewer/package.json')).resolve('rrweb');
      await page.addScriptTag({ path: join(dirname(rrweb), 'rrweb.umd.min.cjs') });
      const heading = await page.evaluate((text) => {
        const { rrweb } = window as unknown as { rrweb: { Replayer: new (events: unknown) => Official } };
        interface Official {
          iframe: HTMLIFrameElement;
          pause(at: number): void;
        }
        const replayer = new rrweb.Replayer(JSON.parse(text));
        replayer.pause(6_000);
        return replayer.iframe.contentDocument?.querySelector('h1')?.textContent;
      }, stdout);
      expect(heading).toBe('Played, later');
    } finally {
      await browser.close();
    }
  });

  it('cuts what is large, and loses nothing of it', async () => {
    const words = 'Many words, one after the other. '.repeat(15_000);
    const many = Array.from({ length: 30 }, (_, n) => ({
      type: 3,
      timestamp: START + 10_000 + n,
      data: { source: 0, texts: [{ id: 5, value: `${n} ${words}` }], attributes: [], removes: [], adds: [] },
    }));
    const events = [...visit('Large'), ...many];
    const [{ session = '', verdict } = {} as Told] = told(
      (await run(['import', '--json', file('large.json', events)])).stdout,
    );
    expect(verdict).toBe('imported');
    const detail = await detailOf(session);
    expect(detail.tabs[0]?.batches).toBeGreaterThan(5);
    expect(detail).toMatchObject({ closed: true, gaps: 0, dropped: 0 });
    // Nobody visited today: it is in no number about visitors, as bots are not.
    expect(detail).toMatchObject({ browser: 'Imported recording', os: '', device: 'unknown', bot: true });
    expect(JSON.parse((await run(['export', session])).stdout)).toEqual(events);
  }, 240_000);

  it('says what is wrong with the project, the token, the address and the session', async () => {
    const path = file('wrong.json', visit('Wrong'));
    const cases: [string[], Record<string, string>, string, number][] = [
      [['import', path, '--project', 'nobody'], {}, 'no project of this id', 1],
      [['import', path], { FALTER_ADMIN_TOKEN: 'not-the-token-of-this-one' }, 'does not know this admin token', 1],
      [['import', path, '--url', `http://127.0.0.1:${await freePort()}`], {}, 'nothing listens', 2],
      [['import', path, '--url', falter.shopUrl], {}, 'is no Falter', 2],
      [['export', 'no-such-session-00'], {}, 'There is no session of this id', 1],
      [['export'], {}, 'falter export SESSION', 2],
      [['export', 'x'], { PORT: String(await freePort()) }, 'no Falter runs here', 2],
    ];
    for (const [args, env, words, code] of cases) {
      const ended = await run(args, env);
      expect(ended.stderr).toMatch(/^falter: (?!\[falter\])/);
      expect([ended.code, ended.stderr.includes(words), ended.stderr.includes('    at ')], ended.stderr).toEqual([
        code,
        true,
        false,
      ]);
    }
  });
});

const RECORDINGS = join(ROOT, '../shared/data/recordings');
const there = existsSync(RECORDINGS);
if (!there)
  console.info(`skipped: importing recordings from the wild (no ${RECORDINGS}; they are not part of the project)`);

/** What does not become a session that can be replayed. Everything else in the folder does. */
const VERDICTS: Record<string, [verdict: string, why: string]> = {
  'index.json': ['refused', 'has no rrweb events'],
  '_rrweb2_recorder_snapshots.json': ['refused', 'is JSON but no recording'],
  'luminous8__rrweb-to-timeline__rrvideo.test_1_ab2d8d.json': ['refused', 'has neither the snapshot of a page nor'],
  'luminous8__rrweb-to-timeline__rrvideo.test_0_ab2d8d.json': ['imported', 'no snapshot'],
  'himanshu-dixit__session-recorder__CH28E7-PqOBcwBQzdqZ_2_27d51b.json': ['imported', 'no snapshot'],
  'kitadmin01__analytickit__recording_53873b.json': ['imported', 'no snapshot'],
  'kitadmin01__analytickit__recording_snapshots_d95c13.json': ['imported', 'no snapshot'],
  'steel-dev__steel-browser__test_d351be.json': ['imported', 'no snapshot'],
  // The same recordings as their plain ones: the same sessions.
  'PostHog__posthog-react-rrweb-player__homepage.packed.json': ['already there', ''],
  'filipkrw__rrweb__events_2261bc.packed.json': ['already there', ''],
  'himanshu-dixit__session-recorder__Nzf-25B5Gdh-8oc5YveKR_b3f30b.packed.json': ['already there', ''],
  'n3taway__rrweb-demo__events-copy_506e6c.packed.json': ['already there', ''],
  'rrweb-io__rrweb__events.packed.json': ['already there', ''],
};

/** Texts of all style sheets of events, in the shapes that rrweb has for them; rules as JSON. */
function sheetsOf(events: unknown): string[] {
  const sheets: string[] = [];
  JSON.stringify(events, function (this: { isStyle?: boolean }, key: string, value: unknown) {
    if (typeof value === 'string' && (key === '_cssText' || (key === 'textContent' && this.isStyle)))
      sheets.push(value);
    if (key === 'rules') sheets.push(typeof value === 'string' ? value : JSON.stringify(value));
    return value;
  });
  return sheets;
}

describe.skipIf(!there)('recordings from the wild', () => {
  /** Style sheets of what was imported, by session. */
  let sheetsBefore = new Map<string, string[]>();
  const readEvents = (path: string): unknown => {
    try {
      return readRecordingFile(path).windows.flatMap(({ events }) => events);
    } catch {
      return [];
    }
  };

  const list = (folder: string) =>
    readdirSync(join(RECORDINGS, folder))
      .filter((name) => name.endsWith('.json'))
      .map((name) => join(RECORDINGS, folder, name));

  it('are all imported, or refused with a reason', async () => {
    const files = [...list('.'), ...list('packed')];
    const env = { FALTER_DATA: join(directory, 'wild'), PORT: String(await freePort()) };
    const { code, stdout, stderr } = await runFalter(['import', '--json', ...files], env);
    expect([code, stderr]).toEqual([1, '']);
    const verdicts = told(stdout).map(({ file, verdict, reason, withoutSnapshot }) => {
      return [basename(file), verdict, reason ?? (withoutSnapshot ? 'no snapshot' : '')] as const;
    });
    expect(verdicts.map(([name]) => name)).toEqual(files.map((path) => basename(path)));
    for (const [name, verdict, why] of verdicts) {
      const [expected, because] = VERDICTS[name] ?? ['imported', ''];
      expect([name, verdict]).toEqual([name, expected]);
      if (because === '') expect(why).toBe('');
      else expect(why).toContain(because);
    }
    expect(verdicts.filter(([, verdict]) => verdict === 'imported').length).toBeGreaterThan(65);
    sheetsBefore = new Map(told(stdout).map(({ file: path, session = '' }) => [session, sheetsOf(readEvents(path))]));
  }, 240_000);

  it('have their style sheets apart, each once, and come out with them in their places', async () => {
    const falter = await startFalter({ data: join(directory, 'wild') });
    try {
      let referring = 0;
      for (const [session, before] of sheetsBefore) {
        if (session === '' || before.length === 0) continue;
        const path = `/api/v1/sessions/${session}/recording`;
        const whole = await textAt(falter, path);
        const lines = await textAt(falter, `${path}?assets=references`);
        const linesOf = (text: string) =>
          text
            .trimEnd()
            .split('\n')
            .map((line) => JSON.parse(line));
        expect(sheetsOf(linesOf(whole)).toSorted(), session).toEqual(before.toSorted());
        expect(
          sheetsOf(linesOf(lines)).every((text) => text.length < ASSET_MIN_CHARS),
          session,
        ).toBe(true);
        if (lines !== whole) referring++;
      }
      expect(referring).toBeGreaterThan(20);
    } finally {
      expect(await falter.stop()).toBe(0);
    }
  }, 240_000);

  it('without times are refused for that', async () => {
    const { recordings } = JSON.parse(readFileSync(join(RECORDINGS, '_rrweb2_recorder_snapshots.json'), 'utf8')) as {
      recordings: { events: unknown[] }[];
    };
    const files = recordings.map(({ events }, n) => file(`untimed-${n}.json`, events));
    expect(files.length).toBeGreaterThan(50);
    const { code, stdout } = await runFalter(['import', '--dry-run', '--json', ...files]);
    expect(code).toBe(1);
    for (const { verdict, reason } of told(stdout)) {
      expect(verdict).toBe('refused');
      expect(reason).toMatch(/^has no timestamps: nobody can tell when its \d+ events happened/);
    }
  });
});
