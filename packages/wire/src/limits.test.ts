import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from './batch.ts';
import { frame } from './framing.ts';
import * as limits from './limits.ts';
import { SAMPLE_ENVELOPE, sampleLines, utf8 } from './sample-batch.ts';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

describe('limits', () => {
  it('stand in the README, each with the value it has', () => {
    const rows = [...readme.matchAll(/^\| `([A-Z_]+)` +\| ([^|]+) \|/gm)].map(([, name, value]) => [
      name,
      value?.trim(),
    ]);
    const told = Object.fromEntries(rows);
    expect(Object.keys(told).sort()).toEqual(Object.keys(limits).sort());
    for (const [name, value] of Object.entries(limits)) {
      const written = value instanceof RegExp ? `\`${value.source}\`` : value.toLocaleString('en-US');
      expect(told[name], name).toBe(written);
    }
  });

  it('nest: an event fits into a batch, a batch into what a leaving page may send', () => {
    expect(limits.EVENT_MAX_BYTES).toBeLessThanOrEqual(limits.INFLATED_MAX_BYTES);
    expect(limits.BATCH_MAX_BYTES).toBeLessThanOrEqual(limits.INFLATED_MAX_BYTES);
    expect(limits.EVENT_MAX_BYTES + limits.ENVELOPE_MAX_BYTES).toBeLessThan(limits.BATCH_MAX_BYTES);
    expect(limits.ENVELOPE_MAX_BYTES).toBeLessThan(limits.KEEPALIVE_MAX_BYTES);
    expect(limits.KEEPALIVE_MAX_BYTES).toBeLessThan(limits.BATCH_MAX_BYTES);
    expect(limits.SESSION_IDLE_MS).toBeLessThan(limits.SESSION_MAX_MS);
  });

  it('leave sequence numbers for a whole session that never stops sending', () => {
    expect(limits.SESSION_MAX_MS / limits.FLUSH_EVERY_MS).toBeLessThan(limits.SEQ_MAX);
  });

  it('leave room for the longest envelope there can be, every character escaped', async () => {
    const id = 'x'.repeat(64);
    const longest = {
      ...SAMPLE_ENVELOPE,
      assets: Array.from({ length: limits.ASSETS_NAMED_MAX }, (_, n) => String(n).padStart(43, '0')),
      key: '\0'.repeat(limits.KEY_MAX_CHARS),
      release: '\0'.repeat(limits.RELEASE_MAX_CHARS),
      ...{ session: id, secret: id, tab: id, page: id, seq: limits.SEQ_MAX, sentAt: -limits.TIME_MAX_MS },
      counters: { dropped: Number.MAX_SAFE_INTEGER, faults: Number.MAX_SAFE_INTEGER },
    };
    expect(utf8(JSON.stringify(longest)).length).toBeLessThan(limits.ENVELOPE_MAX_BYTES);
    expect((await parse(frame(longest, sampleLines()))).envelope).toEqual(longest);
  });
});

describe('the README’s example', () => {
  it('is a batch', async () => {
    const example = /```batch\n([\s\S]+?)\n```/.exec(readme)?.[1] ?? '';
    const { envelope, lines } = await parse(utf8(example));
    expect(envelope.seq).toBe(3);
    expect(lines).toHaveLength(2);
  });
});
