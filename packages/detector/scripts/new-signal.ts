import { existsSync, writeFileSync } from 'node:fs';
import { generatedFiles } from './generated.ts';
import { exportedName, SIGNALS } from './signal-files.ts';

/**
 * `npm run new:signal -- my-signal`: writes the rule, its test and its page, and adds it to the index. The test is red and
 * says what to write.
 */
const [id = ''] = process.argv.slice(2);
if (!/^[a-z]+(?:-[a-z]+)*$/.test(id) || id === 'index') {
  console.error('[detector] a signal needs a name like "my-signal". Use: npm run new:signal -- my-signal');
  process.exit(1);
}
const name = exportedName(id);
const title = `${id[0]!.toUpperCase()}${id.slice(1).replaceAll('-', ' ')}`;

const rule = `import { defineSignal, type SignalDefinition } from '../signal.ts';

/** Say in one sentence what the visitor does. */
export const ${name}: SignalDefinition = defineSignal({
  id: '${id}',
  title: '${title}',
  summary: 'Say in one sentence what it is.',
  version: 1,
  weight: 10,
  reads: ['click'],
  options: {},
  optionWords: {},
  *detect(steps) {
    for (const step of steps.slice(0, 0)) {
      yield { first: step, target: step.target, evidence: [], why: 'A sentence to read aloud.', confidence: 1 };
    }
  },
});
`;

const test = `import { describe, expect, it } from 'vitest';
import { el, findingsOf, page, type RecordingBuilder } from '../recording-builder.ts';

const dead = () => page(el('button', { id: 'pay' }, 'Pay now'));
const find = (recording: RecordingBuilder) => findingsOf('${id}', recording.wait(9_000));

/** Every false alarm that ${id}.md says it avoids, under the same name. */
const quiet: Record<string, () => RecordingBuilder> = {
  'two clicks': () => dead().clicks('#pay', 2, 200),
};

describe('${id} stays quiet', () => {
  for (const [name, recording] of Object.entries(quiet)) {
    it(name, () => expect(find(recording()).map(({ why }) => why)).toEqual([]));
  }
});

describe('${id} marks', () => {
  it('what it is for: write the shortest recording of it here, then the rule', () => {
    expect(find(dead().click('#pay')).map(({ why }) => why)).toEqual(['A sentence to read aloud.']);
  });
});
`;

const page = `<!-- generated: header -->
<!-- /generated -->

## What it sees

## Why it means struggle

## Defaults and where they come from

## False alarms it avoids

- two clicks

## False alarms it cannot avoid
`;

for (const [ending, text] of [
  ['ts', rule],
  ['test.ts', test],
  ['md', page],
] as const) {
  const path = `${SIGNALS}/${id}.${ending}`;
  if (existsSync(path)) {
    console.error(`[detector] ${path} exists already. Choose another name.`);
    process.exit(1);
  }
  writeFileSync(path, text);
  console.log(`wrote ${path}`);
}
for (const [path, text] of await generatedFiles()) writeFileSync(path, text);
console.log(`Now make it true: vitest run packages/detector/src/signals/${id}.test.ts`);
