import { parseArgs } from 'node:util';
import { detect } from '@falter/detector';
import type { Finding } from '@falter/wire';
import { readRecordingFile } from './recording-file.ts';
import { wrongUse } from './usage.ts';

/**
 * `falter detect FILE... [--json]`: the findings of rrweb recordings on stdout, in the order of the files. Exit code 1 when
 * a file could not be read; the others are read all the same.
 * @throws UsageError without a file
 */
export async function run(args: readonly string[]): Promise<number> {
  const { files, json } = readArguments(args);
  let failed = false;
  for (const file of files) {
    try {
      process.stdout.write(json ? asJson(file) : asText(file));
    } catch (error) {
      failed = true;
      process.stderr.write(`falter: ${file} ${error instanceof Error ? error.message : error}\n`);
    }
  }
  return failed ? 1 : 0;
}

function readArguments(args: readonly string[]): { files: string[]; json: boolean } {
  try {
    const options = { json: { type: 'boolean', default: false } } as const;
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    if (positionals.length === 0) throw new Error('no file given.');
    return { files: positionals, json: values.json };
  } catch (cause) {
    throw wrongUse('detect', cause);
  }
}

interface Detected {
  startedAt: number;
  findings: readonly Finding[];
  skipped: number;
}

function detectFile(file: string): Detected {
  const { windows, skipped } = readRecordingFile(file);
  const tabs = windows.map(({ window, events }) => ({ tab: window || 'file', events }));
  const detection = detect(tabs, { closed: true });
  return { ...detection, skipped: skipped + detection.skipped };
}

/** One object a line; `at` and `until` in milliseconds since the recording's start, as in a link to the viewer. */
function asJson(file: string): string {
  const { startedAt, findings } = detectFile(file);
  const lines = findings.map(({ signal, at, until, page, target, why }) =>
    JSON.stringify({ file, signal, at: at - startedAt, until: until - startedAt, page, target, why }),
  );
  return lines.map((line) => `${line}\n`).join('');
}

function asText(file: string): string {
  const { startedAt, findings, skipped } = detectFile(file);
  const notice = skipped > 0 ? ` (${skipped} entries are no rrweb events and were left out)` : '';
  const count = findings.length === 1 ? '1 finding' : `${findings.length} findings`;
  const lines = findings.map(({ signal, at, why }) => `  ${clock(at - startedAt)}  ${signal.padEnd(16)}  ${why}`);
  return `${[`${file}: ${count}${notice}`, ...lines].join('\n')}\n`;
}

function clock(ms: number): string {
  const seconds = Math.max(0, ms) / 1000;
  return `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${(seconds % 60).toFixed(1).padStart(4, '0')}`;
}
