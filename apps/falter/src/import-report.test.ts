import { expect, it, vi } from 'vitest';
import { ImportReport, type Verdict } from './import-report.ts';

/** What stands on the terminal behind an import of one file. */
function told(verdict: Verdict, json = false): string {
  const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  new ImportReport({ json, files: 1, viewer: undefined }).add(verdict);
  const texts = write.mock.calls.map(([text]) => String(text));
  write.mockRestore();
  return texts.join('');
}

it('the name of a file says nothing to the terminal, and fakes no line', () => {
  const file = 'a\u001b]0;title\u0007\u001b[2J\r\nimported  b\u009b31m\u202e.json';
  expect(told({ file, verdict: 'refused', reason: 'is\u001b[1m bad' })).toBe(
    'refused        a\ufffd]0;title\ufffd\ufffd[2J\ufffd\ufffdimported  b\ufffd31m\ufffd.json is\ufffd[1m bad\n',
  );
  expect(JSON.parse(told({ file, verdict: 'refused', reason: '' }, true))).toMatchObject({ file });
});

it('a name in any language stays as it is', () => {
  expect(told({ file: 'Größe/日本語 🎉.json', verdict: 'refused', reason: 'is empty.' })).toBe(
    'refused        Größe/日本語 🎉.json is empty.\n',
  );
});
