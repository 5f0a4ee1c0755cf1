import type { Episode } from './family.ts';
import type { Person } from './person.ts';
import type { Kind } from './visit.ts';

/** Episodes that every family has in its own clothes. */

const CLICKS: Kind[] = ['rage-click', 'dead-click'];

/** Something that answers each click, clicked again and again because it has to be. */
export function counts(at: string, widget: string, selector: string, gap = 280): Episode {
  return harmless(at, widget, CLICKS, (person) => person.clickAgain(selector, person.chance.whole(4, 7), gap));
}

/** What looks like trouble of these kinds and is none. */
export function harmless(
  at: string,
  widget: string,
  negative: Kind[],
  run: (person: Person) => Promise<void>,
): Episode {
  return {
    name: `${widget} at ${at}`,
    at,
    negative,
    run: (person) => person.only(negative, widget, () => run(person)),
  };
}

/** One click, or a double one, that does something which a careless observer misses. */
export function answers(at: string, widget: string, selector: string, times = 1): Episode {
  return harmless(at, widget, CLICKS, async (person) => {
    await person.click(selector, widget, times);
    await person.read(700);
  });
}

/** Clicks something that does nothing, once and in peace. */
export function dead(at: string, selector: string, wish: string): Episode {
  return {
    name: `clicks ${selector} ${wish}, and nothing comes of it`,
    at,
    positive: ['dead-click'],
    run: (person) =>
      person.through('dead-click', async () => {
        await person.click(selector, wish);
        await person.read(person.chance.between(1800, 2800));
      }),
  };
}

/** Clicks something that does nothing, and hammers it. */
export function hammered(at: string, selector: string, wish: string): Episode {
  return {
    name: `hammers ${selector} ${wish}`,
    at,
    positive: ['rage-click', 'dead-click'],
    run: (person) =>
      person.through('rage-click', async () => {
        await person.click(selector, wish);
        await person.read(1200);
        await person.clickAgain(selector, person.chance.whole(4, 8), person.chance.between(180, 320));
        await person.read(1200);
      }),
  };
}

/** Opens a page by mistake and is back at once. */
export function wrongPage(at: string, link: string): Episode {
  return {
    name: `takes ${link} by mistake`,
    at,
    positive: ['quick-back'],
    run: (person) =>
      person.through('quick-back', async () => {
        await person.follow(link, 'takes it for something else');
        await person.read(person.chance.between(600, 1500));
        await person.back();
        await person.read(500);
      }),
  };
}

/** Walks a round of links again and again and gets nowhere. */
export function circles(at: string, links: readonly string[]): Episode {
  return {
    name: `walks in circles from ${at}`,
    at,
    positive: ['page-loop'],
    run: (person) =>
      person.through('page-loop', async () => {
        for (let round = 0; round < 3; round++) {
          for (const link of links) {
            await person.follow(link, 'where is it?');
            await person.read(600);
          }
        }
      }),
  };
}

/** Scrolls up and down a page for something that is not on it. */
export function searchesInVain(at: string): Episode {
  return {
    name: `looks for something all over ${at}`,
    at,
    positive: ['excessive-scroll'],
    run: (person) =>
      person.through('excessive-scroll', async () => {
        for (const by of [1400, -1000, 1500, -1300, 1300, -1500]) {
          await person.scroll(by * person.chance.between(0.85, 1.15));
          await person.read(350);
        }
      }),
  };
}

/** Shakes the mouse, because it takes too long or makes no sense. */
export function shakes(at: string): Episode {
  return {
    name: `shakes the mouse at ${at}`,
    at,
    positive: ['thrashed-cursor'],
    run: (person) =>
      person.through('thrashed-cursor', async () => {
        await person.read(500);
        await person.shake(person.chance.between(1600, 2600));
        await person.read(400);
      }),
  };
}

/** A tag of somebody else's asks for something that the visitor does not need, and does not get it. */
export function needlessRequest(at: string): Episode {
  const quiet = harmless(at, 'request nobody waits for', ['failed-request', 'error-click'], async (person) => {
    await person.page.evaluate("window.corpusLog.fetch('/api/pixel', { mattered: false }).catch(() => {})");
    await person.wander();
    await person.read(900);
  });
  return { ...quiet, arranged: { pixel: { status: 503 } } };
}

/** The code of a browser's extension throws into the page. */
export function extensionError(at: string): Episode {
  // The name at the end is what a browser calls the code of an extension.
  const throws = JSON.stringify("throw new Error('filler')//# sourceURL=chrome-extension://abcdefgh/content.js");
  return harmless(at, 'errors of an extension', ['js-error', 'error-click'], async (person) => {
    await person.page.evaluate(`void setTimeout(() => (0, eval)(${throws}), 10)`);
    await person.wander();
    await person.read(900);
  });
}

/** The page throws and catches, as it should, and tells its console of it. */
export function caughtError(at: string): Episode {
  return harmless(at, 'error that was caught', ['js-error'], async (person) => {
    await person.page.evaluate(
      "try { JSON.parse('{') } catch (error) { console.warn('no settings kept', error.message) }",
    );
    await person.wander();
    await person.read(700);
  });
}

/** The page is there in good time, and something small and unimportant comes late. */
export function latePicture(at: string): Episode {
  return harmless(at, 'small picture that comes late', ['slow-page'], async (person) => {
    await person.page.evaluate(
      "setTimeout(() => document.body.insertAdjacentHTML('beforeend', '<i style=\"display:inline-block;width:24px;height:24px;background:#888\"></i>'), 1500)",
    );
    await person.read(2300);
  });
}
