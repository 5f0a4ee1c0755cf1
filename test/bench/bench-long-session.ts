import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readStoredSession } from '@falter/app-detector';
import { startEngine } from '@falter/clickhouse';
import { judge } from '@falter/detector';
import { type Client, migrate, openClient } from '@falter/store';
import type { Bench } from './bench.ts';

const KEY = { project: 'bench', session: 'a-day' };
const { values } = parseArgs({
  args: process.argv.slice(3),
  options: { events: { type: 'string', default: '10000000' } },
});
const BATCH_EVENTS = 5_000;
const BATCHES = Math.ceil(Number(values.events) / BATCH_EVENTS);
const EVENTS = BATCHES * BATCH_EVENTS;
const DAY_MS = 24 * 3_600_000;

/** Milliseconds after which a reading is ended, to see how long it takes to end. */
const END_AFTER_MS = 2_000;

const PAGE = JSON.stringify({
  type: 0,
  id: 1,
  childNodes: [
    element(2, 'html', [
      element(3, 'body', [element(4, 'button', [text(5, 'Pay now')]), element(6, 'p', [text(7, '0')])]),
    ]),
  ],
});

/**
 * One session of a day with ten million events (H58): what a pointer does for the most part, scrolling of a part, a clock that ticks by an attribute and
 * a text, and every some minutes three quick clicks in vain. Most megabytes that reading and judging it takes beside what the process has anyway, how
 * long that is by the clock, and how long it takes to end a reading. `--events N`: of fewer.
 */
const longSession: Bench = async () => {
  const directory = mkdtempSync(join(tmpdir(), 'falter-bench-'));
  const engine = await startEngine({ directory });
  try {
    const url = `${engine.url}/bench`;
    await migrate({ url });
    const store = openClient({ url, timeoutMs: 600_000 });
    await fill(store);
    const ended_ms = await ending(store);
    const figures = { ...(await reading(store)), ended_ms };
    await store.close();
    return figures;
  } finally {
    await engine.stop();
    rmSync(directory, { recursive: true, force: true });
  }
};

/** The engine writes the events itself: they are a gigabyte. */
async function fill(store: Client): Promise<void> {
  const from = Date.now() - 2 * DAY_MS;
  await store.command(
    `INSERT INTO batches (project, session, tab, seq, first_seen_at, received_at, sent_at, page, secret, hash, user_agent, events, bytes, lines)
     WITH arrayStringConcat(arrayMap(n -> concat('{"timestamp":', toString({from:Int64} + intDiv(n * ${DAY_MS}, ${EVENTS})), ',', ${EVENT_SQL}, '}'),
         range(number * ${BATCH_EVENTS}, (number + 1) * ${BATCH_EVENTS})), '\\n') AS made
     SELECT {project:String}, {session:String}, 'tab', number, fromUnixTimestamp64Milli({from:Int64}), fromUnixTimestamp64Milli({from:Int64} + number * ${(DAY_MS / BATCHES) | 0}),
         fromUnixTimestamp64Milli({from:Int64} + (number + 1) * ${(DAY_MS / BATCHES) | 0}), 'page', repeat('a', 64), leftPad(toString(number), 64, '0'), '',
         ${BATCH_EVENTS}, length(made), made
     FROM numbers(${BATCHES})
     SETTINGS max_block_size = 16, max_insert_threads = 1`,
    { ...KEY, from },
  );
}

/** The rest of an event by its number: of each 55,555 events three are a click with its press, of the others fourteen in twenty moves. */
const EVENT_SQL = `multiIf(
    n = 0, '"type":4,"data":{"href":"https://shop.test/","width":1000,"height":700}',
    n = 1, '"type":2,"data":{"node":${PAGE.replaceAll("'", "''")},"initialOffset":{"left":0,"top":0}}',
    n % 55555 < 2, '"type":3,"data":{"source":3,"id":6,"x":0,"y":0}',
    n % 55555 < 8, concat('"type":3,"data":{"source":2,"type":', if(n % 55555 % 2 = 0, '1', '2'), ',"id":4,"x":90,"y":20,"pointerType":0}'),
    n % 20 < 14, concat('"type":3,"data":{"source":1,"positions":[{"x":', toString(n * 7 % 900), ',"y":', toString(n * 3 % 600), ',"id":', if(n % 40 < 20, '3', '6'), ',"timeOffset":0}]}'),
    n % 20 < 17, concat('"type":3,"data":{"source":3,"id":6,"x":0,"y":', toString(n % 5000), '}'),
    n % 20 < 19, concat('"type":3,"data":{"source":0,"texts":[],"removes":[],"adds":[],"attributes":[{"id":6,"attributes":{"style":"left: ', toString(n % 1000), 'px"}}]}'),
    concat('"type":3,"data":{"source":0,"attributes":[],"removes":[],"adds":[],"texts":[{"id":7,"value":"', toString(n), '"}]}'))`;

async function reading(store: Client): Promise<{ rss_mb: number; seconds: number }> {
  const before = process.memoryUsage().rss;
  let most = before;
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss);
  }, 100);
  const began = performance.now();
  const read = await readStoredSession({ store, key: KEY }, Date.now());
  if (!read) throw new Error('the session is gone');
  const { events, findings } = judge(read.reading, {});
  most = Math.max(most, process.memoryUsage().rss);
  clearInterval(watch);
  if (events !== EVENTS) throw new Error(`${events} of ${EVENTS} events were read`);
  const seconds = (performance.now() - began) / 1e3;
  const signals = [...new Set(findings.map(({ signal }) => signal))].join(', ');
  process.stderr.write(`${events} events, ${findings.length} findings (${signals}) in ${seconds.toFixed(1)} s\n`);
  return { rss_mb: (most - before) / 1e6, seconds };
}

async function ending(store: Client): Promise<number> {
  const stopped = new AbortController();
  let at = 0;
  setTimeout(() => {
    at = performance.now();
    stopped.abort();
  }, END_AFTER_MS);
  const read = readStoredSession({ store, key: KEY, signal: stopped.signal }, Date.now());
  await read.then(
    () => {
      throw new Error('the reading did not end');
    },
    () => {},
  );
  return performance.now() - at;
}

function element(id: number, tagName: string, childNodes: unknown[]): object {
  return { type: 2, id, tagName, attributes: {}, childNodes };
}

function text(id: number, textContent: string): object {
  return { type: 3, id, textContent };
}

export default longSession;
