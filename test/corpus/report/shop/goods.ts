import type { Episode } from '../../family.ts';

/** What people do before they buy. */
export const goods: Episode[] = [
  {
    name: 'presses the stepper until the count is right',
    at: '/product/1',
    negative: ['rage-click', 'dead-click'],
    run: (person) =>
      person.only(['rage-click', 'dead-click'], 'stepper', () =>
        person.clickAgain('#more', person.chance.whole(4, 7), 260),
      ),
  },
  {
    name: 'turns through the pictures',
    at: '/product/1',
    negative: ['rage-click', 'dead-click'],
    run: (person) =>
      person.only(['rage-click', 'dead-click'], 'carousel', async () => {
        await person.clickAgain('#next-slide', person.chance.whole(4, 6), 380);
        await person.click('#last-slide');
        await person.read(400);
      }),
  },
  {
    name: 'remembers and forgets',
    at: '/product/1',
    negative: ['rage-click', 'dead-click'],
    run: (person) => person.only(['rage-click', 'dead-click'], 'toggle', () => person.clickAgain('#wish', 4, 450)),
  },
  {
    name: 'selects the text by a triple click',
    at: '/product/1',
    negative: ['rage-click', 'dead-click'],
    run: (person) =>
      person.only(['rage-click', 'dead-click'], 'text selection', async () => {
        await person.click('#text', 'to copy it', 3);
        await person.read(900);
      }),
  },
  {
    name: 'opens and closes the care notes',
    at: '/product/1',
    negative: ['dead-click'],
    run: (person) =>
      person.only(['dead-click', 'rage-click'], 'details', async () => {
        await person.click('#care summary');
        await person.read(900);
        await person.click('#care summary');
        await person.read(400);
      }),
  },
  {
    name: 'wants the size guide, which is not there',
    at: '/product/1',
    positive: ['dead-click'],
    async run(person) {
      await person.through('dead-click', async () => {
        await person.click('#guide', 'to see the sizes');
        await person.read(2000);
      });
    },
  },
  {
    name: 'hammers the size guide, which is not there',
    at: '/product/1',
    positive: ['dead-click', 'rage-click'],
    run: (person) =>
      person.through('rage-click', async () => {
        await person.click('#guide', 'to see the sizes');
        await person.read(1300);
        await person.clickAgain('#guide', person.chance.whole(4, 8), 240);
        await person.read(1200);
      }),
  },
  {
    name: 'puts it into the basket, and the shop takes its time without a word',
    at: '/product/2',
    positive: ['slow-response'],
    arranged: { add: { delay: 4200 } },
    run: (person) =>
      person.through('slow-response', async () => {
        await person.click('#add', 'to buy it');
        await person.page.locator('#added:not(:empty)').waitFor();
        await person.read(500);
      }),
  },
  {
    name: 'puts it into the basket, and the shop says that it takes a moment',
    at: '/product/2',
    negative: ['slow-response', 'dead-click'],
    arranged: { add: { delay: 4200, busy: true } },
    run: (person) =>
      person.only(['slow-response', 'dead-click'], 'busy sign', async () => {
        await person.click('#add', 'to buy it');
        await person.page.getByText('It is in your basket').waitFor();
        await person.read(500);
      }),
  },
  {
    name: 'cannot put it into the basket',
    at: '/product/2',
    positive: ['failed-request', 'error-message', 'error-click'],
    arranged: { add: { status: 503 } },
    run: (person) =>
      person.through('error-message', async () => {
        await person.click('#add', 'to buy it');
        await person.read(1500);
      }),
  },
  {
    name: 'opens the wrong good and goes back at once',
    at: '/',
    positive: ['quick-back'],
    run: (person) =>
      person.through('quick-back', async () => {
        await person.follow(`a[href="/product/${person.chance.whole(2, 6)}"]`, 'takes it for something else');
        await person.read(900);
        await person.back();
        await person.read(800);
      }),
  },
  {
    name: 'compares two goods',
    at: '/',
    negative: ['quick-back', 'page-loop'],
    run: (person) =>
      person.only(['quick-back', 'page-loop'], 'comparing two pages', async () => {
        for (const n of [3, 4, 3]) {
          await person.follow(`a[href="/product/${n}"]`, 'to compare');
          await person.wander();
          await person.scroll(320);
          await person.read(2600);
          await person.follow('#all-goods');
        }
      }),
  },
  {
    name: 'searches the whole catalog for a thing that is not sold',
    at: '/',
    positive: ['excessive-scroll'],
    run: (person) =>
      person.through('excessive-scroll', async () => {
        for (const by of [1500, -1100, 1700, -1300, 1400, -1500]) {
          await person.scroll(by * person.chance.between(0.85, 1.15));
          await person.read(350);
        }
      }),
  },
  {
    name: 'sorts, and the page stands still',
    at: '/',
    positive: ['slow-page'],
    arranged: { sort: { busy: 900 } },
    run: (person) =>
      person.through('slow-page', async () => {
        await person.click('#by-price', 'to sort');
        await person.read(1800);
      }),
  },
  {
    name: 'waits for the large picture',
    at: '/product/7',
    place: 'own',
    positive: ['slow-page'],
    arranged: { '/hero-7.svg': { delay: 5200 } },
    run: (person) =>
      person.through('slow-page', async () => {
        await person.read(6500);
      }),
  },
];
