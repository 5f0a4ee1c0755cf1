import type { Episode } from '../../family.ts';
import type { Person } from '../../person.ts';

async function fillCard(person: Person): Promise<void> {
  await person.type('#card', '4242 4242 4242 4242');
  await person.type('#until', '04/29');
}

/** What people do to buy. */
export const checkout: Episode[] = [
  {
    name: 'pays, and the code of the page is broken',
    at: '/pay',
    positive: ['js-error', 'error-click', 'rage-click', 'form-abandonment'],
    place: 'last',
    arranged: { pay: { throws: true } },
    run: (person) =>
      person.through('form-abandonment', async () => {
        await fillCard(person);
        await person.through('rage-click', async () => {
          await person.click('#pay', 'to pay');
          await person.read(1300);
          await person.clickAgain('#pay', person.chance.whole(4, 7), 260);
        });
        await person.read(1500);
        await person.goto('/help');
      }),
  },
  {
    name: 'pays, and the server fails',
    at: '/pay',
    positive: ['failed-request', 'error-message', 'error-click', 'form-abandonment'],
    place: 'last',
    arranged: { pay: { status: 500 } },
    run: (person) =>
      person.through('form-abandonment', async () => {
        await fillCard(person);
        await person.click('#pay', 'to pay');
        await person.read(2500);
        await person.follow('header a[href="/help"]');
      }),
  },
  {
    name: 'pays',
    at: '/pay',
    negative: ['form-abandonment', 'validation-loop'],
    place: 'last',
    run: (person) =>
      person.only(['form-abandonment', 'validation-loop'], 'form that is sent', async () => {
        await fillCard(person);
        await person.follow('#pay', 'to pay');
        await person.read(800);
      }),
  },
  {
    name: 'has a card that the bank refuses three times',
    at: '/pay',
    positive: ['validation-loop', 'error-message'],
    place: 'last',
    arranged: { pay: { status: 402 } },
    run: (person) =>
      person.through('form-abandonment', async () => {
        await fillCard(person);
        await person.through('validation-loop', async () => {
          for (let n = 0; n < 3; n++) {
            await person.click('#pay', 'to pay');
            await person.read(1200);
            await person.click('#until', 'to look once more');
            await person.read(700);
          }
          await person.click('#pay', 'to pay');
          await person.read(1000);
        });
      }),
  },
  {
    name: 'selects the order number',
    at: '/pay',
    negative: ['rage-click', 'dead-click'],
    run: (person) =>
      person.only(['rage-click', 'dead-click'], 'text selection', async () => {
        await person.click('#order', 'to copy it', 3);
        await person.read(700);
      }),
  },
  {
    name: 'fights with the coupon',
    at: '/basket',
    positive: ['field-struggle', 'validation-loop', 'error-message'],
    run: (person) =>
      person.through('form-abandonment', () =>
        person.through('validation-loop', () =>
          person.through(
            'field-struggle',
            async () => {
              for (const code of ['HEARTH', 'HEARHT10', 'HOME-10']) {
                await person.type('#coupon', code, 0.1);
                await person.click('#redeem', 'to have it cheaper');
                await person.read(900);
                await person.click('#coupon');
                await person.erase(code.length);
              }
              await person.read(500);
            },
            '#coupon',
          ),
        ),
      ),
    place: 'last',
  },
  {
    name: 'redeems a coupon',
    at: '/basket',
    negative: ['validation-loop', 'field-struggle'],
    run: (person) =>
      person.only(['validation-loop', 'field-struggle'], 'form that is sent', async () => {
        await person.type('#coupon', 'HEARTH10');
        await person.click('#redeem', 'to have it cheaper');
        await person.read(1000);
      }),
  },
  {
    name: 'begins with the address and goes away',
    at: '/checkout',
    positive: ['form-abandonment'],
    place: 'last',
    run: (person) =>
      person.through('form-abandonment', async () => {
        await person.type('#name', person.chance.pick(['Ada Moss', 'Jo Lund', 'Kim Aldous']));
        await person.type('#street', 'Mill Lane 4');
        await person.read(1500);
        await person.goto('/');
      }),
  },
  {
    name: 'cannot get the postcode right',
    at: '/checkout',
    positive: ['field-struggle', 'validation-loop', 'error-message'],
    place: 'last',
    run: (person) =>
      person.through('form-abandonment', async () => {
        await person.type('#name', 'Ada Moss');
        await person.through('field-struggle', () =>
          person.through('validation-loop', async () => {
            for (const code of ['8QX', '81 22', '8122', '812']) {
              await person.click('#postcode');
              await person.erase(5);
              await person.keys(code);
              await person.click('#on', 'to go on');
              await person.read(900);
            }
          }),
        );
      }),
  },
  {
    name: 'goes through the address in one go',
    at: '/checkout',
    negative: ['form-abandonment', 'field-struggle'],
    run: (person) =>
      person.only(['form-abandonment', 'field-struggle'], 'wizard', async () => {
        await person.type('#name', 'Jo Lund', 0.08);
        await person.type('#street', 'Long Road 12', 0.08);
        await person.type('#postcode', '80331');
        await person.type('#town', 'Munich');
        await person.follow('#on', 'to go on');
        await person.read(900);
      }),
  },
  {
    name: 'walks in circles between basket, checkout and catalog',
    at: '/basket',
    positive: ['page-loop'],
    run: (person) =>
      person.through('page-loop', async () => {
        for (let n = 0; n < 3; n++) {
          for (const path of ['/', '/checkout', '/basket']) {
            await person.follow(`header a[href="${path}"]`, 'where is the stool?');
            await person.read(700);
          }
        }
      }),
  },
  {
    name: 'reads of last night’s trouble',
    at: '/help',
    negative: ['error-message'],
    run: (person) => person.only(['error-message'], 'words about errors', () => person.read(1500)),
  },
  {
    name: 'asks a question',
    at: '/help',
    negative: ['form-abandonment', 'field-struggle'],
    run: (person) =>
      person.only(['form-abandonment', 'field-struggle'], 'long text typed once', async () => {
        await person.type('#mail', 'ada@moss.example');
        await person.type('#question', 'Does the oak stool come with felt under its feet, or do I order it?', 0.05);
        await person.click('#ask');
        await person.read(1000);
      }),
  },
  {
    name: 'while a widget throws all the time',
    at: '/help',
    place: 'own',
    negative: ['error-click'],
    positive: ['js-error'],
    arranged: { tick: { on: true }, count: { status: 502 } },
    run: (person) =>
      person.only(['error-click'], 'errors that tick anyway', () =>
        person.only(['failed-request'], 'request nobody waits for', async () => {
          await person.read(2600);
          await person.click('#mail');
          await person.read(1600);
        }),
      ),
  },
];
