import {
  answers,
  caughtError,
  circles,
  counts,
  dead,
  extensionError,
  hammered,
  harmless,
  needlessRequest,
  searchesInVain,
  shakes,
  wrongPage,
} from '../../episodes.ts';
import type { Episode, Family } from '../../family.ts';
import type { Person } from '../../person.ts';
import { renderSavings } from './pages.ts';

const presses = (name: string, at: string, one: Partial<Episode> & { press: string; wait: number }): Episode => ({
  name,
  at,
  ...one,
  run: async (p) => {
    await p.click(one.press, name);
    await p.read(one.wait);
  },
});

const money = async (p: Person, iban = 'DE12345678', sum = '20') => {
  await p.type('#wer', 'Bäckerei Kern', 0);
  await p.type('#iban', iban);
  await p.type('#betrag', sum, 0);
};
const on = async (p: Person) => {
  await p.click('#weiter', 'on');
  await p.read(1500);
};
const again = async (p: Person, field: string, text: string) => {
  await p.click(field, undefined, 3);
  await p.keys(text, 0);
};
const givesUp = (name: string, run: (p: Person) => Promise<void>, more: Partial<Episode> = {}): Episode => ({
  name,
  at: '/ueberweisung',
  place: 'last',
  ...more,
  positive: ['form-abandonment', ...(more.positive ?? [])],
  run: (p) =>
    p.through('form-abandonment', async () => {
      await run(p);
      await p.read(1300);
      await p.follow('aside a[href="/"]', 'lets it be');
      await p.read(1400);
    }),
});
const loop = (name: string, field: string, tries: string[], start: (p: Person) => Promise<void>): Episode =>
  givesUp(
    name,
    async (p) => {
      await start(p);
      await p.through('validation-loop', async () => {
        for (const text of tries) {
          await on(p);
          await again(p, field, text);
        }
        await on(p);
      });
    },
    { positive: ['error-message', 'validation-loop'] },
  );

const seeks = async (p: Person, words: string) => {
  await again(p, '#frage', words);
  await (p.chance.happens(0.5) ? p.key('Enter') : p.click('#los'));
  await p.read(2000);
};
const inVain = (name: string, words: string[]): Episode => ({
  name,
  at: '/fragen',
  positive: ['search-struggle'],
  run: (p) =>
    p.through('search-struggle', async () => {
      for (const one of words) await seeks(p, one);
    }),
});

const episodes: Episode[] = [
  dead('/', '#ziel', 'to save for a bicycle'),
  hammered('/', '#ziel', 'to save for a bicycle'),
  dead('/umsaetze', '#drucken', 'for the tax office'),
  hammered('/umsaetze', '#drucken', 'for the tax office'),
  dead('/karten', '#pin', 'to choose a number'),
  hammered('/karten', '#pin', 'to choose a number'),
  presses('wants to write', '/', { press: '#chat', wait: 2600, positive: ['js-error', 'error-click'] }),
  presses('no news of the account', '/', {
    press: '#neu',
    wait: 3000,
    positive: ['failed-request', 'error-click', 'js-error'],
    arranged: { konto: { status: 500 } },
  }),
  presses('waits for news of the account', '/', {
    press: '#neu',
    wait: 6600,
    positive: ['slow-response'],
    arranged: { konto: { delay: 4400 } },
  }),
  presses('waits for somebody to call', '/', {
    press: '#rueckruf',
    wait: 6600,
    positive: ['slow-response'],
    arranged: { rueckruf: { delay: 4600 } },
  }),
  presses('cannot lock the card', '/karten', {
    press: '#sperren',
    wait: 3000,
    positive: ['failed-request', 'error-message'],
    arranged: { sperren: { status: 503 } },
  }),
  {
    name: 'waits for the house',
    at: '/haus',
    place: 'own',
    positive: ['slow-page'],
    arranged: { '/haus.svg': { delay: 5600 } },
    run: async (p) => {
      await p.read(7500);
      await p.click('h1');
      await p.read(800);
    },
  },
  presses('sends nothing', '/ueberweisung', { press: '#weiter', wait: 2200, positive: ['error-message'] }),
  loop('too much at once', '#betrag', ['4000', '2500'], (p) => money(p, 'DE12345678', '5000')),
  loop('a number that is too short', '#iban', ['DE12', 'DE 1', 'AT12'], (p) => money(p, 'DE1')),
  givesUp('leaves the sum', async (p) => {
    await p.type('#wer', 'Bäckerei Kern', 0);
    await p.type('#iban', 'DE12345678', 0);
  }),
  givesUp('has no TAN', async (p) => {
    await money(p);
    await on(p);
  }),
  loop('the TAN does not fit', '#tan', ['1234', '4321'], async (p) => {
    await money(p);
    await on(p);
    await p.type('#tan', '9999', 0);
  }),
  givesUp(
    'is not carried out',
    async (p) => {
      await money(p);
      await on(p);
      await p.type('#tan', '4711', 0);
      await on(p);
    },
    { arranged: { auftrag: { status: 500 } }, positive: ['failed-request', 'error-message', 'error-click'] },
  ),
  {
    name: 'the long number',
    at: '/ueberweisung',
    positive: ['field-struggle'],
    run: async (p) => {
      await p.type('#wer', 'Kern', 0);
      await p.through('field-struggle', async () => {
        for (const start of ['DE 44 5', 'DE44 50', 'DE4450']) {
          await p.type('#iban', start, 0);
          await p.click('#zweck');
          await p.read(500);
          await p.click('#iban', undefined, 3);
          await p.erase(3);
        }
        await p.keys('DE12345678', 0);
      });
      await p.type('#betrag', '12', 0);
      await on(p);
      await p.type('#tan', '4711', 0);
      await on(p);
    },
  },
  harmless(
    '/ueberweisung',
    'form that is sent',
    ['form-abandonment', 'validation-loop', 'field-struggle', 'error-message'],
    async (p) => {
      await money(p);
      await on(p);
      await p.type('#tan', '4711', 0);
      await on(p);
    },
  ),
  harmless('/ueberweisung', 'draft that is kept', ['form-abandonment', 'error-message'], async (p) => {
    await money(p);
    await p.click('#vorlage', 'for later');
    await p.read(1500);
  }),
  inVain('a word that they do not use', ['depot', 'wertpapiere', 'aktien']),
  inVain('not twice', ['bausparen', 'haus bauen']),
  harmless('/fragen', 'search that finds', ['search-struggle', 'quick-back'], async (p) => {
    await seeks(p, 'zins');
    await p.follow('.treffer');
    await p.read(9000);
  }),
  harmless('/umsaetze', 'filter', ['search-struggle', 'form-abandonment'], async (p) => {
    await p.type('#eng', 'miete');
    await p.read(1600);
  }),
  wrongPage('/fragen', '#oft p:nth-of-type(3) a'),
  wrongPage('/', 'aside a[href="/karten"]'),
  circles('/', ['aside a[href="/karten"]', 'aside a[href="/fragen"]', 'aside a[href="/filiale"]']),
  harmless('/fragen', 'a page that helps', ['quick-back'], async (p) => {
    await p.follow('#oft p:nth-of-type(5) a');
    await p.read(9000);
    await p.back();
    await p.read(900);
  }),
  searchesInVain('/filiale'),
  harmless('/filiale', 'reading up and down', ['excessive-scroll', 'thrashed-cursor'], async (p) => {
    for (const by of [520, 480, -280, 560, 500]) {
      await p.scroll(by);
      await p.read(1600);
    }
  }),
  shakes('/umsaetze'),
  counts('/karten', 'stepper', '#hoch'),
  counts('/umsaetze', 'show more', '#aeltere', 420),
  counts('/umsaetze', 'sorting', '#nach-summe', 480),
  answers('/karten', 'toggle', '#ausland'),
  answers('/karten', 'copy button', '#kopie'),
  answers('/', 'download', '#auszug'),
  answers('/umsaetze', 'download', '#tabelle'),
  answers('/', 'show more', '#mehr'),
  needlessRequest('/'),
  extensionError('/karten'),
  caughtError('/'),
];

/** A savings bank, in German: accounts, transfers with a TAN, cards, questions. */
export const savings: Family = {
  name: 'savings',
  split: 'report',
  about:
    'German; documents of a server into which parts come later, a form to which fields are added, switches, a search of answers',
  pages: new URL('pages/', import.meta.url),
  render: (path) => renderSavings(path),
  api: ({ name }) =>
    name === 'konto' ? { stand: '1.188,40' } : name === 'rueckruf' ? { wann: 'morgen um neun' } : { ok: true },
  episodes,
};
