import { harmless, wrongPage } from '../../episodes.ts';
import type { Episode, Family } from '../../family.ts';
import type { Person } from '../../person.ts';
import { renderCouncil, WAYS } from './pages.ts';
import { CALM, COMPLAINTS } from './words.ts';

const hasForm = (way: string) => way !== 'beside' && way !== 'pop';

const says = async (p: Person, way: string, wrong: boolean) => {
  await p.arrange({ say: { text: p.chance.pick(wrong ? COMPLAINTS : CALM), wrong } });
  if (way === 'line' && p.chance.happens(0.6)) {
    await p.click(`#${way}-no`);
    await p.key('Enter');
  } else await p.click(`#${way}-go`);
  await p.read(2700);
};

const fill = async (p: Person, way: string) => {
  if (!hasForm(way)) return;
  await p.type(`#${way}-name`, p.chance.pick(['Ada', 'Bo Li', 'Miller']), 0);
  await p.type(`#${way}-no`, String(p.chance.whole(100, 99_999)), 0);
};

/** Is refused, mends it, and is taken. */
const refused = (way: string): Episode => ({
  name: `is refused at ${way}, then taken`,
  at: '/says',
  positive: ['error-message'],
  run: async (p) => {
    await fill(p, way);
    await says(p, way, true);
    if (hasForm(way)) {
      await p.type(`#${way}-no`, String(p.chance.whole(1, 9)), 0);
      await says(p, way, false);
    }
  },
});

/** Is refused once, and goes. */
const refusedAndGone = (way: string): Episode => ({
  name: `is refused at ${way}, and goes`,
  at: '/says',
  positive: ['error-message', ...(hasForm(way) ? (['form-abandonment'] as const) : [])],
  place: 'last',
  run: async (p) => {
    const run = async () => {
      await fill(p, way);
      await says(p, way, true);
      await p.follow('nav a[href="/"]', 'has enough');
      await p.read(1500);
    };
    await (hasForm(way) ? p.through('form-abandonment', run) : run());
  },
});

const taken = (way: string): Episode => {
  const kinds: Episode['negative'] = ['error-message', ...(hasForm(way) ? (['form-abandonment'] as const) : [])];
  const one = harmless('/says', hasForm(way) ? 'form that is taken' : 'what a button tells', kinds, async (p) => {
    await fill(p, way);
    await says(p, way, false);
  });
  return { ...one, name: `${one.name}: ${way}` };
};

const abandons = (name: string, at: string, run: (p: Person) => Promise<void>): Episode => ({
  name,
  at,
  positive: ['form-abandonment'],
  place: 'last',
  run: (p) =>
    p.through('form-abandonment', async () => {
      await run(p);
      await p.read(2200);
      await p.follow('nav a[href="/"]', 'has enough');
      await p.read(1500);
    }),
});

const finishes = (name: string, at: string, run: (p: Person) => Promise<void>): Episode => ({
  ...harmless(at, 'form in steps', ['form-abandonment', 'validation-loop'], async (p) => {
    await run(p);
    await p.read(1500);
  }),
  name,
});

const car = async (p: Person) => {
  await p.type('#plate', 'AB 123', 0);
  await p.type('#make', 'Opel', 0);
  await p.click('#go', 'on');
  await p.read(900);
};
const stall = async (p: Person) => {
  await p.type('#who', 'Ada Miller', 0);
  await p.type('#street', 'Elm 4', 0);
  await p.click('#on', 'on');
  await p.read(900);
};

/** Words, one after the other, each asked for in the way of this page. */
type Ask = (p: Person, words: string) => Promise<void>;
const askers: Record<string, Ask> = {
  '/books': async (p, words) => {
    await p.click('#title', undefined, 3);
    await p.keys(words, 0);
    await p.click('#look');
    await p.read(1700);
  },
  '/streets': async (p, words) => {
    await p.click('#w', undefined, 3);
    await p.keys(words, 0);
    await p.click('#go');
    await p.read(1700);
  },
  '/people': async (p, words) => {
    await p.click('#w', undefined, 3);
    await p.keys(words, 0);
    await p.read(3200);
  },
  '/notes': async (p, words) => {
    await p.click('#topic', undefined, 3);
    await p.keys(words, 0);
    await p.key('Enter');
    await p.read(1900);
  },
};
const VAIN: Record<string, [string, string, string]> = {
  '/books': ['mountains', 'high hills', 'alps'],
  '/streets': ['oak', 'oaktree', 'old oak'],
  '/people': ['xaver', 'mr x', 'zoe'],
  '/notes': ['swimming', 'the pool', 'baths'],
};
const FINDS: Record<string, string> = { '/books': 'river', '/streets': 'elm', '/people': 'mill', '/notes': 'school' };

const inVain = (at: string, count: number): Episode => ({
  name: `looks for something at ${at} in ${count} ways`,
  at,
  positive: ['search-struggle'],
  run: (p) =>
    p.through('search-struggle', async () => {
      for (const words of VAIN[at]!.slice(0, count)) await askers[at]!(p, words);
    }),
});
const finds = (at: string): Episode =>
  harmless(at, 'search that finds', ['search-struggle', 'quick-back'], async (p) => {
    await askers[at]!(p, FINDS[at]!);
    await p.follow('.hit');
    await p.read(9000);
  });

const pages = Object.keys(askers);

const episodes: Episode[] = [
  ...WAYS.map(refused),
  ...WAYS.map(refusedAndGone),
  ...WAYS.map(taken),
  ...WAYS.map(taken).map((one) => ({ ...one, name: `${one.name}, once more` })),
  abandons('leaves the stall at the first step', '/permit', async (p) => {
    await p.type('#who', 'Ada Miller', 0);
    await p.type('#street', 'Elm 4', 0);
  }),
  abandons('leaves the stall at the second step', '/permit', stall),
  abandons('leaves the stall at the last step', '/permit', async (p) => {
    await stall(p);
    await p.type('#goods', 'honey', 0);
    await p.click('#on', 'on');
    await p.read(900);
  }),
  finishes('applies for a stall', '/permit', async (p) => {
    await stall(p);
    await p.type('#goods', 'honey', 0);
    await p.click('#on', 'on');
    await p.read(900);
    await p.click('#send');
  }),
  abandons('leaves parking at the second step', '/wizard', car),
  abandons('leaves parking at the third step', '/wizard', async (p) => {
    await car(p);
    await p.type('#w-street', 'Elm', 0);
    await p.click('#go', 'on');
    await p.read(900);
  }),
  finishes('orders a card to park', '/wizard', async (p) => {
    await car(p);
    await p.type('#w-street', 'Elm', 0);
    await p.click('#go', 'on');
    await p.read(900);
    await p.type('#account', '1234567', 0);
    await p.click('#go', 'to order');
  }),
  abandons('leaves a letter', '/letter', async (p) => {
    await p.type('#about', 'Noise', 0);
    await p.type('#text', 'The bells ring all night long.', 0);
  }),
  finishes('sends a letter', '/letter', async (p) => {
    await p.type('#about', 'Noise', 0);
    await p.type('#text', 'The bells ring all night long.', 0);
    await p.click('#post');
  }),
  ...pages.map((at) => inVain(at, 3)),
  ...pages.map((at) => inVain(at, 2)),
  ...pages.map(finds),
  ...pages.map(finds).map((one) => ({ ...one, name: `${one.name}, once more` })),
  wrongPage('/', 'nav a[href="/letter"]'),
  {
    name: 'a result that is the wrong one',
    at: '/books',
    positive: ['quick-back'],
    run: (p) =>
      p.through('quick-back', async () => {
        await askers['/books']!(p, 'river');
        await p.follow('.hit');
        await p.read(1100);
        await p.back();
        await p.read(1500);
      }),
  },
  harmless('/books', 'comparing two pages', ['quick-back', 'page-loop'], async (p) => {
    await askers['/books']!(p, 'spring');
    for (let n = 0; n < 2; n++) {
      for (const hit of ['.hit:nth-of-type(1)', '.hit:nth-of-type(2)']) {
        await p.follow(hit, 'to compare');
        await p.read(4300);
        await p.back();
        await p.read(2500);
      }
    }
  }),
  harmless('/', 'comparing two pages', ['quick-back', 'page-loop'], async (p) => {
    for (let n = 0; n < 2; n++) {
      await p.follow('nav a[href="/letter"]', 'to compare');
      await p.read(4400);
      await p.back();
      await p.read(4400);
    }
  }),
];

/** A town council: words that refuse and words that do not, forms in steps, searches that nothing calls so. */
export const council: Family = {
  name: 'council',
  split: 'tune',
  about: 'refusals in words of all kinds, forms in steps, searches that no name calls so, pages that are compared',
  pages: new URL('pages/', import.meta.url),
  render: renderCouncil,
  episodes,
};
