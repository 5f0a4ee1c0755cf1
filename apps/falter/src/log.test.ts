import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { openLog } from './log.ts';

function terminal(): { lines: string[]; stream: Writable } {
  const lines: string[] = [];
  const stream = new Writable({
    write(chunk, _, done) {
      lines.push(String(chunk));
      done();
    },
  });
  return { lines, stream };
}

describe('the log', () => {
  it('keeps lines of JSON in a file, and tells the terminal only what a person must know', () => {
    const directory = mkdtempSync(join(tmpdir(), 'falter-log-'));
    const { lines, stream } = terminal();
    const log = openLog(join(directory, 'falter.log'), stream);
    log.say('detector died');
    log.fault('a batch failed', new Error('of ours'));
    const written = readFileSync(join(directory, 'falter.log'), 'utf8').trimEnd().split('\n');
    expect(written.map((line) => JSON.parse(line).msg)).toEqual(['detector died', 'a batch failed']);
    expect(JSON.parse(written[1] ?? '').err.message).toBe('of ours');
    expect(lines).toEqual(['detector died\n']);
    rmSync(directory, { recursive: true });
  });

  it.skipIf(!existsSync('/dev/full'))('F11 on a full disk says so once and goes on', () => {
    const { lines, stream } = terminal();
    const log = openLog('/dev/full', stream);
    for (let n = 0; n < 100; n++) log.fault('a batch failed', new Error('of ours'));
    log.say('detector died');
    expect(lines).toEqual([expect.stringMatching(/\/dev\/full cannot be written \(ENOSPC/), 'detector died\n']);
  });
});
