import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { staleFiles } from '../../scripts/generated.ts';
import { exportedName, PACKAGE, readDefinition, SIGNALS, signalIds } from '../../scripts/signal-files.ts';
import { signals } from './index.ts';

const SECTIONS = [
  'What it sees',
  'Why it means struggle',
  'Defaults and where they come from',
  'False alarms it avoids',
  'False alarms it cannot avoid',
];
const read = (file: string) => readFileSync(`${SIGNALS}/${file}`, 'utf8');

/** Items of the list under a heading. A long one may be wrapped. */
function listUnder(page: string, heading: string): string[] {
  const section = page.split(`## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  return section
    .split(/^- /m)
    .slice(1)
    .map((item) => item.replace(/\s+/g, ' ').trim());
}

/** Names of the cases in the test's `quiet` table. */
function quietCases(test: string): string[] {
  const table = test.split('const quiet: Record<string, () => RecordingBuilder> = {\n')[1]?.split('\n};')[0] ?? '';
  return [...table.matchAll(/^ {2}(?:'([^']+)'|"([^"]+)"): /gm)].map((match) => match[1] ?? match[2]!);
}

describe('the folder of signals', () => {
  it('is the index, in order', () => {
    expect(signals.map(({ id }) => id)).toEqual(signalIds());
  });

  it('holds a rule, a test and a page of each, and nothing else', () => {
    const files = signalIds().flatMap((id) => [`${id}.md`, `${id}.test.ts`, `${id}.ts`]);
    expect(readdirSync(SIGNALS).sort()).toEqual([...files, 'index.test.ts', 'index.ts'].sort());
  });

  it('agrees with everything that is generated from it', async () => {
    expect(await staleFiles()).toEqual([]);
  });
});

describe.each(signalIds())('%s', (id) => {
  it('is named like its file', async () => {
    expect((await readDefinition(id)).id).toBe(id);
    expect(read(`${id}.ts`)).toContain(`export const ${exportedName(id)}: SignalDefinition`);
  });

  it('is one screen long', () => {
    expect(read(`${id}.ts`).split('\n').length).toBeLessThanOrEqual(81);
  });

  it('has a page with five sections, none empty', () => {
    const page = read(`${id}.md`);
    expect([...page.matchAll(/^## (.*)$/gm)].map((match) => match[1])).toEqual(SECTIONS);
    for (const part of page.split(/^## .*$/m).slice(1)) expect(part.trim()).not.toBe('');
  });

  it('has a quiet case for every false alarm that its page says it avoids, and the other way round', () => {
    expect(quietCases(read(`${id}.test.ts`))).toEqual(listUnder(read(`${id}.md`), 'False alarms it avoids'));
  });

  it('explains every number', () => {
    const { options } = signals.find((signal) => signal.id === id)!;
    const explained = listUnder(read(`${id}.md`), 'Defaults and where they come from').join('\n');
    expect(Object.keys(options).filter((name) => !explained.includes(`\`${name}\``))).toEqual([]);
  });
});

describe('npm run new:signal', () => {
  const copy = mkdtempSync(`${PACKAGE}.scaffold-`);
  afterAll(() => rmSync(copy, { recursive: true, force: true }));
  for (const part of ['src', 'scripts', 'README.md'])
    cpSync(`${PACKAGE}${part}`, `${copy}/${part}`, { recursive: true });
  const run = (script: string, ...args: string[]) =>
    execFileSync(process.execPath, [`${copy}/scripts/${script}.ts`, ...args], { encoding: 'utf8', stdio: 'pipe' });

  it('writes the three files and adds them to everything that is generated', () => {
    expect(run('new-signal', 'odd-pause')).toContain('odd-pause.test.ts');
    expect(readFileSync(`${copy}/src/signals/index.ts`, 'utf8')).toContain(
      "import { oddPause } from './odd-pause.ts';",
    );
    expect(readFileSync(`${copy}/README.md`, 'utf8')).toContain('`odd-pause`');
    expect(readFileSync(`${copy}/src/signals/odd-pause.md`, 'utf8')).toContain('# Odd pause');
    expect(run('index-signals', '--check')).toBe('');
  });

  it('refuses a name that is taken or is none', () => {
    expect(() => run('new-signal', 'rage-click')).toThrow('exists already');
    expect(() => run('new-signal', 'Odd Pause')).toThrow('needs a name');
    expect(() => run('new-signal')).toThrow('needs a name');
  });

  it('is noticed by the check when the index is old', () => {
    rmSync(`${copy}/src/signals/odd-pause.ts`);
    expect(() => run('index-signals', '--check')).toThrow('out of date');
    expect(run('index-signals')).toContain('wrote');
    expect(run('index-signals', '--check')).toBe('');
  });
});
