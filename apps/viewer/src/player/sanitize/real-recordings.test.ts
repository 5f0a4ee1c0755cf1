import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RecordedEvent } from '@falter/wire';
import { describe, expect, it } from 'vitest';
import { Sanitizer } from './sanitizer.ts';

const FOLDER = join(import.meta.dirname, '../../../../../../shared/data/recordings');
const found = existsSync(FOLDER);
const names = found ? readdirSync(FOLDER) : [];
/** Without the index, recorder outputs without times, and stubs of a unit test (snapshots without a page). */
const files = names.filter((name) => name.endsWith('.json') && !/^_|^index\.json$|__rrvideo\.test/.test(name));

if (!found) console.log('Skipped: real recordings in the sanitiser, because ../shared/data/recordings is absent.');

describe.skipIf(!found)('recordings from the wild', () => {
  it.each(files)('%s passes the sanitiser whole', (name) => {
    const events = JSON.parse(readFileSync(join(FOLDER, name), 'utf8')) as RecordedEvent[];
    const sanitizer = new Sanitizer();
    const kept = events.map((event) => sanitizer.accept(event)).filter((event) => event !== undefined);
    // Damage is what no rrweb recorder writes; a page is not damaged because it draws on a canvas.
    expect(sanitizer.findings).toMatchObject({ refusedEvents: 0, refusedNodes: 0 });
    expect(kept.length + sanitizer.findings.unplayedEvents).toBe(events.length);
  });
});
