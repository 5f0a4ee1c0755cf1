import { describe, expect, it } from 'vitest';
import { filesBelow, isTest, ROOMS, read, sourcesOf } from './house.ts';

/** Files with one subject that is long: each with its reason. */
const LONGER: Record<string, { lines: number; reason: string }> = {
  'packages/wire/src/index.ts': { lines: 400, reason: 'a list of what the other files export' },
  'packages/store/src/index.ts': { lines: 400, reason: 'a list of what the other files export' },
};

function lines(path: string): number {
  return read(path).split('\n').length - 1;
}

const sources = ROOMS.flatMap(sourcesOf);

describe('a file holds one screenful of ideas', () => {
  it('at most 250 lines', () => {
    const long = sources.filter((path) => lines(path) > (LONGER[path]?.lines ?? 250));
    expect(long.map((path) => `${path}: ${lines(path)}`)).toEqual([]);
  });

  it('at most 80 lines for a signal, 40 for a main.ts', () => {
    const signals = sources.filter((path) => /^packages\/detector\/src\/signals\/[\w-]+\.ts$/.test(path));
    const mains = sources.filter((path) => /\/main\.tsx?$/.test(path));
    const long = [...signals.filter((path) => lines(path) > 80), ...mains.filter((path) => lines(path) > 40)];
    expect(long.map((path) => `${path}: ${lines(path)}`)).toEqual([]);
  });

  it('has no drawer', () => {
    const drawers = sources.filter((path) => /(^|\/)(utils?|helpers?|common|misc|lib)(\/|\.tsx?$)/.test(path));
    expect(drawers).toEqual([]);
  });
});

describe('what is written', () => {
  it('has nothing left to do on main', () => {
    const all = [...sources, ...filesBelow('test')].filter((path) => /\.(tsx?|sql|css)$/.test(path));
    const word = new RegExp(['TO', 'DO\\b|FIX', 'ME\\b|X', 'XX\\b'].join(''));
    expect(all.filter((path) => word.test(read(path)))).toEqual([]);
  });

  it('has an explained reason for every `any`', () => {
    const bare = sources.filter((path) => {
      const text = read(path).split('\n');
      return text.some((line, n) => /:\s*any\b|<any>|as any\b/.test(line) && !/biome-ignore/.test(text[n - 1] ?? ''));
    });
    expect(bare).toEqual([]);
  });

  it('is tested: every room has tests beside its files, and a page that explains it', () => {
    for (const room of ROOMS) {
      const files = filesBelow(room);
      expect(
        files.some((path) => isTest(path)),
        `${room} has tests`,
      ).toBe(true);
      expect(files, `${room} explains itself`).toContain(`${room}/README.md`);
    }
  });
});
