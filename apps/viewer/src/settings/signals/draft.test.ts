import type { DetectionSettings } from '@falter/wire';
import { describe, expect, it } from 'vitest';
import { SIGNALS } from '../../testing/test-sessions.ts';
import { type Draft, differences, fromDraft, type SignalDraft, toDraft } from './draft.ts';

const NOTHING: DetectionSettings = { signals: {}, ignoredPages: [] };
const SET: DetectionSettings = {
  signals: {
    'rage-click': { weight: 40, options: { clicks: 4 }, ignoredPages: ['/game/*', '/x'] },
    'js-error': { off: true },
  },
  ignoredPages: ['/admin/*'],
};

/** The fields as they are without settings, with something of the rage click put in. */
function typed(fields: Partial<SignalDraft>): Draft {
  const draft = toDraft(NOTHING, SIGNALS);
  return { ...draft, signals: { ...draft.signals, 'rage-click': { ...draft.signals['rage-click']!, ...fields } } };
}

const read = (draft: Draft) => fromDraft(draft, SIGNALS);

describe('the fields', () => {
  it('show what a signal itself has where nothing is set', () => {
    expect(toDraft(NOTHING, SIGNALS).signals['rage-click']).toEqual({
      on: true,
      weight: '30',
      options: { clicks: '3', withinMs: '1000' },
      ignoredPages: '',
    });
  });

  it('show what is set', () => {
    const draft = toDraft(SET, SIGNALS);
    expect(draft.signals['rage-click']).toMatchObject({ on: true, weight: '40', ignoredPages: '/game/*\n/x' });
    expect(draft.signals['rage-click']?.options).toEqual({ clicks: '4', withinMs: '1000' });
    expect(draft.signals['js-error']?.on).toBe(false);
    expect(draft.ignoredPages).toBe('/admin/*');
  });

  it('become the settings that they came from', () => {
    for (const settings of [NOTHING, SET]) expect(read(toDraft(settings, SIGNALS)).settings).toEqual(settings);
  });

  it('become no setting where they are as the signal itself has it', () => {
    const draft = typed({ weight: '30.0', options: { clicks: '03', withinMs: ' 1000 ' } });
    expect(read(draft)).toEqual({ settings: NOTHING, faults: new Map() });
  });

  it('lose what a signal of another release had set, and nothing else', () => {
    const old: DetectionSettings = { ...SET, signals: { ...SET.signals, gone: { off: true } } };
    expect(read(toDraft(old, SIGNALS)).settings).toEqual(SET);
  });
});

describe('what is wrong', () => {
  const faultsOf = (fields: Partial<SignalDraft>) => [...read(typed(fields)).faults];

  it('is a number that is none or out of its range, by its field', () => {
    for (const weight of ['', ' ', '-1', '101', 'ten', '1e9']) {
      expect(faultsOf({ weight }), weight).toEqual([['rage-click.weight', 'A number from 0 to 100.']]);
    }
    expect(faultsOf({ options: { clicks: '1', withinMs: '9999' } })).toEqual([
      ['rage-click.options.clicks', 'A number from 2 to 20.'],
      ['rage-click.options.withinMs', 'A number from 100 to 5,000.'],
    ]);
  });

  it('is a page that cannot be one', () => {
    for (const page of ['https://shop.example/x', '/x?y=1', '/a b', `/${'x'.repeat(300)}`]) {
      expect(
        faultsOf({ ignoredPages: `/fine\n${page}` }).map(([field]) => field),
        page,
      ).toEqual(['rage-click.ignoredPages']);
    }
    const many = Array.from({ length: 101 }, (_, n) => `/${n}`).join('\n');
    expect(faultsOf({ ignoredPages: many })).toEqual([['rage-click.ignoredPages', 'At most 100 pages.']]);
  });

  it('is not an empty line, or a page twice', () => {
    const { settings, faults } = read(typed({ ignoredPages: '\n /a \n\n/a\n/b\n' }));
    expect(faults.size).toBe(0);
    expect(settings.signals['rage-click']?.ignoredPages).toEqual(['/a', '/b']);
  });
});

describe('two drafts', () => {
  it('differ in fields, each by its name', () => {
    const base = toDraft(NOTHING, SIGNALS);
    expect(differences(base, base).size).toBe(0);
    const other = { ...toDraft(SET, SIGNALS) };
    expect([...differences(other, base)].toSorted()).toEqual([
      'ignoredPages',
      'js-error.on',
      'rage-click.ignoredPages',
      'rage-click.options.clicks',
      'rage-click.weight',
    ]);
  });
});
