import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from './batch.ts';
import { WIRE_ERRORS, WireError, type WireErrorName } from './errors.ts';
import { frame } from './framing.ts';
import { gzip } from './gzip.ts';
import { BATCH_MAX_BYTES, EVENT_MAX_BYTES, INFLATED_MAX_BYTES } from './limits.ts';
import { SAMPLE_ENVELOPE, utf8 } from './sample-batch.ts';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

/** What only the collector can know: it has the headers, the projects, the sessions and the store. */
const COLLECTORS: WireErrorName[] = [
  'unknown_key',
  'foreign_origin',
  'wrong_secret',
  'timeout',
  'conflict',
  'unwanted',
  'erased',
  'wrong_type',
  'wrong_hash',
  'unsupported_encoding',
  'too_many_sessions',
  'store_unavailable',
];

const batch = (events: string | Uint8Array) =>
  frame(SAMPLE_ENVELOPE, typeof events === 'string' ? utf8(events) : events);
const large = async (text: string) => batch(await gzip(utf8(text)));

/** One body for every name that reading a batch can end with. */
const BODIES: Record<string, () => Uint8Array | Promise<Uint8Array>> = {
  empty: () => new Uint8Array(),
  bad_envelope: () => utf8('[]\n{}'),
  wrong_version: () => utf8('{"v":2}\n{}'),
  truncated: async () => batch((await gzip(utf8('{}'))).subarray(0, 12)),
  not_json: () => batch('{'),
  bad_event: () => batch('{}'),
  too_deep: () => batch(`{"a":${'['.repeat(10_000)}`),
  too_large: () => new Uint8Array(BATCH_MAX_BYTES + 1),
  inflates_too_far: () => large(' '.repeat(INFLATED_MAX_BYTES + 1)),
  event_too_large: () => large(`{"a":"${'x'.repeat(EVENT_MAX_BYTES)}"}`),
  too_many_events: () => large('{"type":3,"timestamp":1}\n'.repeat(6_000)),
  too_many_values: () => large(`{"a":[${'0,'.repeat(900_000)}`),
};

describe('WIRE_ERRORS', () => {
  it('has a body for each name that is not the collector’s, and no other', () => {
    expect([...Object.keys(BODIES), ...COLLECTORS].sort()).toEqual(Object.keys(WIRE_ERRORS).sort());
  });

  it.each(Object.keys(BODIES))('%s is what its body ends with', async (name) => {
    const body = await BODIES[name]!();
    await expect(parse(body)).rejects.toMatchObject({ name, status: WIRE_ERRORS[name as WireErrorName] });
  });

  it('has a client’s or an unavailable store’s status for each name', () => {
    for (const status of Object.values(WIRE_ERRORS))
      expect([400, 401, 403, 404, 408, 409, 410, 413, 415, 422, 429, 503]).toContain(status);
  });

  it('stands in the README, each name with its status and who raises it', () => {
    const rows = [...readme.matchAll(/^\| `([a-z_]+)` +\| (\d{3}) +\| (wire|collector) +\|/gm)];
    const told = rows.map(([, name, status, who]) => [name, Number(status), who]);
    const known = Object.entries(WIRE_ERRORS).map(([name, status]) => {
      return [name, status, COLLECTORS.includes(name as WireErrorName) ? 'collector' : 'wire'];
    });
    expect(told).toEqual(known);
  });
});

describe('a WireError', () => {
  it('is an Error with a permanent name, its status, where it comes from, and a cause', () => {
    const cause = new Error('because');
    const error = new WireError('conflict', 'seq is taken. Send the next.', { cause });
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({
      name: 'conflict',
      status: 409,
      message: '[wire] seq is taken. Send the next.',
      cause,
    });
    expect(String(error)).toBe('conflict: [wire] seq is taken. Send the next.');
  });
});
