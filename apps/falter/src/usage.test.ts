import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { runFalter } from '../../../test/falter-process.ts';
import { USAGE, useOf } from './usage.ts';

const commands = [...USAGE.matchAll(/^falter (\w+)/gm)].map(([, name]) => name ?? '');

describe('the usage', () => {
  it('is the one in the README', () => {
    const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
    const [, block = ''] = /```\n(falter start[^`]*)```/.exec(readme) ?? [];
    expect(block).toBe(USAGE);
  });

  it('has each command that there is, and fits into a terminal', () => {
    const main = readFileSync(new URL('main.ts', import.meta.url), 'utf8');
    const known = [...main.matchAll(/^ {2}(\w+): \(\) => import/gm)].map(([, name]) => name);
    expect(commands.toSorted()).toEqual(known.toSorted());
    expect(USAGE.split('\n').filter((line) => line.length > 115)).toEqual([]);
  });

  it.each([
    ['detect', 1],
    ['import', 4],
    ['export', 7],
    ['erase', 6],
    ['keys', 3],
    ['doctor', 2],
  ] as const)('of %s names the %d options that it takes', (command, count) => {
    const source = readFileSync(new URL(`${command}.ts`, import.meta.url), 'utf8');
    const taken = [...source.matchAll(/([\w-]+)'?: (?:\{ (?:type: '(?:string|boolean)'|\.\.\.text)|text\b)/g)];
    const named = [...useOf(command).matchAll(/--([\w-]+)/g)].map(([, name]) => name);
    expect(named).toHaveLength(count);
    expect(taken.map(([, name]) => name).toSorted()).toEqual(named.toSorted());
  });
});

describe('falter', () => {
  it.each([[[]], [['help']], [['--help']]])('%j says how it is used', async (args) => {
    expect(await runFalter(args)).toEqual({ code: 0, stdout: USAGE, stderr: '' });
  });

  it('does not know what is no command', async () => {
    const { code, stderr } = await runFalter(['exprot']);
    expect([code, stderr]).toEqual([2, `falter: there is no command "exprot".\n\n${USAGE}`]);
  });

  it.each([['keys', 'begin'], ['export'], ['import'], ['detect'], ['doctor', '--what']])(
    '%s, used wrongly, says its own name once and how it is used',
    async (command, ...args) => {
      const { code, stderr } = await runFalter([command, ...args]);
      expect([code, stderr.includes(useOf(command as 'keys'))]).toEqual([2, true]);
      expect(stderr).toMatch(/^falter: (?!\[falter\])/);
    },
  );
});
