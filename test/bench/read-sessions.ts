import type { Client } from '@falter/store';

const DAY_MS = 86_400_000;

/** Sessions begin in so many days, each as likely in any of them. */
export const DAYS = 30;

/** Rows of one insert: they take seconds, and an insert has thirty. */
const GROUP = 100_000;

/**
 * Writes sessions as a shop has them, numbered `from` to `to`: one in four with findings, one in twenty of a bot; each with a batch
 * of ~1 kB. An insert holds one day, as a collector's do. Parts merge as they would in the months before somebody asks.
 */
export async function generate(store: Client, { from, to }: { from: number; to: number }): Promise<void> {
  const today = Math.floor(Date.now() / DAY_MS) * DAY_MS;
  for (let first = from; first < to; first += GROUP) {
    const day = today - (Math.floor(first / GROUP) % DAYS) * DAY_MS;
    await insertGroup(store, { day, first, rows: Math.min(GROUP, to - first) });
  }
}

async function insertGroup(store: Client, group: { day: number; first: number; rows: number }): Promise<void> {
  const at = `fromUnixTimestamp64Milli(${group.day} + toInt64(cityHash64(number) % ${DAY_MS}), 'UTC')`;
  const numbers = `FROM numbers(${group.first}, ${group.rows})`;
  await store.command(`
    INSERT INTO sessions (project, session, first_seen_at, revision, last_seen_at, started_at, ended_at, entry_url, title, release, browser,
      os, device, viewport, language, closed, bot, score, findings, pages, clicks, events, tabs, has_snapshot, search)
    SELECT 'default', concat('bench-session-', toString(number)), ${at} AS seen, 1, seen, seen, seen + 60,
      concat('https://shop.example/checkout/', toString(number % 100000)), 'Checkout', concat('v', toString(number % 7)),
      ['Chrome 141', 'Firefox 140', 'Safari 19'][number % 3 + 1], 'Linux', ['desktop', 'mobile'][number % 2 + 1], '1280x720', 'en', true,
      number % 20 = 0, if(number % 4 = 0, number % 100, 0),
      if(number % 4 = 0, map(['rage-click', 'dead-click', 'js-error'][intDiv(number, 4) % 3 + 1], 1), map()),
      3, 12, 400, ['tab'], true, concat('https://shop.example/checkout/', toString(number % 100000), ' pay now card number')
    ${numbers}`);
  const line = `concat('{"type":3,"timestamp":1,"data":"', repeat(hex(cityHash64(number)), 60), '"}')`;
  await store.command(`
    INSERT INTO batches (project, session, tab, seq, first_seen_at, received_at, sent_at, secret, hash, events, bytes, lines)
    SELECT 'default', concat('bench-session-', toString(number)), 'tab', 0, ${at} AS seen, seen, seen, repeat('a', 64), repeat('b', 64), 1,
      1000, ${line}
    ${numbers}`);
}

/** Waits until the engine has merged what was written, at most `seconds`. */
export async function settle(store: Client, seconds: number): Promise<void> {
  const deadline = Date.now() + seconds * 1_000;
  for (let quiet = 0; quiet < 3 && Date.now() < deadline; ) {
    const [row] = await store.rows<{ n: number }>('SELECT toUInt32(count()) AS n FROM system.merges', {});
    quiet = row?.n === 0 ? quiet + 1 : 0;
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
}
