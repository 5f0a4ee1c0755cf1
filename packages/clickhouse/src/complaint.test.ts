import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lastComplaint } from './complaint.ts';
import { scratch } from './test-support.ts';

function logOf(text: string): string {
  const path = join(scratch(), 'engine.log');
  writeFileSync(path, text);
  return path;
}

test('quotes the last error as one sentence, without its time and thread', () => {
  const log = logOf(`2026.11.21 21:00:00.1 [ 1 ] {} <Information> Context: fine
2026.11.21 21:00:00.2 [ 1 ] {} <Error> a: Code: 1. DB::Exception: first. (A)
Code: 62. DB::Exception: Syntax error: failed at position 8. (SYNTAX_ERROR)
2026.11.21 21:00:00.3 [ 1 ] {} <Information> Context: Shutdown
`);
  expect(lastComplaint(log, 0)).toBe('Code: 62. DB::Exception: Syntax error: failed at position 8. (SYNTAX_ERROR).');
});

test("quotes Node's errors too", () => {
  const log = logOf('node:internal:1\nError: ENOSPC: no space left on device, open\n    at writeFileSync (x:1)\n');
  expect(lastComplaint(log, 0)).toBe('Error: ENOSPC: no space left on device, open.');
});

test('reads only what was written since', () => {
  const before = 'Code: 1. DB::Exception: of last week.\n';
  expect(lastComplaint(logOf(`${before}all well\n`), before.length)).toBeUndefined();
  expect(lastComplaint(logOf(`${before}Code: 2. DB::Exception: new.\n`), before.length)).toBe(
    'Code: 2. DB::Exception: new.',
  );
});

test('reads a rotated log from its start', () => {
  expect(lastComplaint(logOf('Code: 2. DB::Exception: new.\n'), 10_000_000)).toBe('Code: 2. DB::Exception: new.');
});

test('stays short and reads only the end of a huge log', () => {
  const long = `${'x'.repeat(300_000)}\nCode: 3. DB::Exception: ${'y'.repeat(5000)}\n`;
  expect(lastComplaint(logOf(long), 0)?.length).toBeLessThanOrEqual(501);
});

test('says nothing about an empty log', () => {
  expect(lastComplaint(logOf(''), 0)).toBeUndefined();
});
