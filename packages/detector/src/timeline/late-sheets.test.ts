import { describe, expect, it } from 'vitest';
import { readLateSheets } from './late-sheets.ts';
import { type Raw, SOURCE } from './raw.ts';

const sheetsIn = (data: Raw): string[] => {
  const found: string[] = [];
  readLateSheets(data, (css) => found.push(css));
  return found;
};

describe('sheets that come after their document', () => {
  it('are those of a link that was loaded later', () => {
    const attributes = [
      { id: 4, attributes: { _cssText: 'a{}' } },
      { id: 5, attributes: { class: 'b' } },
    ];
    expect(sheetsIn({ source: SOURCE.mutation, attributes })).toEqual(['a{}']);
  });

  it('are rules that a script inserts, and whole texts that it puts in their place', () => {
    expect(sheetsIn({ source: SOURCE.styleRule, adds: [{ rule: '.a{}' }, { rule: 7 }] })).toEqual(['.a{}']);
    expect(sheetsIn({ source: SOURCE.styleRule, replaceSync: '.b{}' })).toEqual(['.b{}']);
  });

  it('are sheets that a shadow root adopts', () => {
    const styles = [{ styleId: 1, rules: [{ rule: '.a{}' }, { rule: '.b{}' }] }];
    expect(sheetsIn({ source: SOURCE.adoptedStyleSheet, styles })).toEqual(['.a{}', '.b{}']);
  });

  it('are none in what is no such event, and none in nonsense', () => {
    expect(sheetsIn({ source: SOURCE.scroll, adds: [{ rule: '.a{}' }] })).toEqual([]);
    expect(sheetsIn({ source: SOURCE.adoptedStyleSheet, styles: 'x' })).toEqual([]);
  });
});
