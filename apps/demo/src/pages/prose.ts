import { html } from '../html.ts';
import type { Page } from './layout.ts';

/** Our story: long paragraphs to select text in, and the gift card one can scribble on. */
export const aboutPage: Page = {
  title: 'Our story',
  shell: 'document',
  main: html`<div class="wide prose">
<h1>A boathouse, a kettle, a tide table</h1>
<p class="lead">Low Tide began with a leak.</p>
<p data-testid="story-paragraph">In the winter of the long storms the boathouse took in water, and everything that could be spoiled was carried upstairs: sails, ledgers, and eleven chests of tea that belonged to nobody in particular. By spring the sails were mended and the tea was still there. We drank it, slowly, and began to argue about it, and the argument became a shop.</p>
<p>We blend by hand, in batches small enough to carry down a ladder. A batch takes from one slack water to the next, a little over six hours, and if it is not right by then the ducks do not get it either. Nothing is flavoured that could have been grown, and nothing is called rare.</p>
<p>The post goes at low tide, when the causeway is dry. In a storm it does not go, and we write to you.</p>
<section class="gift-card" aria-labelledby="card-heading">
<h2 id="card-heading">Write the gift card</h2>
<p>Draw or write with the mouse or a finger; we copy it onto the card by hand.</p>
<canvas width="640" height="240" data-testid="card-canvas" role="img" aria-label="Gift card to draw on"></canvas>
<p class="card-row"><button type="button" class="button quiet small" data-testid="card-clear">Start over</button> <span class="note" role="status" data-testid="card-status"></span></p>
</section>
</div>`,
};

const questions: readonly (readonly [string, string])[] = [
  ['How long does a parcel take?', 'Two tides to the sorting office and then two or three days. Abroad, a week.'],
  ['Can I send a tea back?', 'Yes, opened or not, within sixty days. We would like to know what was wrong with it.'],
  [
    'How should I store it?',
    'Closed, dark, and away from the coffee. A tin keeps a year; we hope it does not have to.',
  ],
  ['Is there plastic in the tea bags?', 'There are no tea bags.'],
];

/** Help: questions that unfold, and the address lines that a recorder should mask. */
export const helpPage: Page = {
  title: 'Help',
  shell: 'document',
  main: html`<div class="wide prose">
<h1>Help and postage</h1>
<p class="lead">Most questions are about boats. These are the others.</p>
<div class="faq">${questions.map(([question, answer], index) => html`<details data-testid="faq-${index + 1}"><summary data-testid="faq-summary-${index + 1}">${question}</summary><p>${answer}</p></details>`)}</div>
<h2>Ask us</h2>
<p data-testid="contact">Write to <span class="fact">quay@lowtide.example</span> or ring <span class="fact">+44 1632 960 147</span> while the kettle is on, nine to four.</p>
<p><a href="/brewing-guide.txt" download data-testid="help-download">Download the brewing guide</a> or <a href="/tides" target="_blank" rel="noopener" data-testid="help-newtab">open the tide table in a new tab</a>.</p>
</div>`,
};

const tides = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].map((day, index) => {
  // A tide comes about 50 minutes later each day.
  const clock = (minutes: number) =>
    `${String(Math.floor((minutes / 60) % 24)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
  const first = 2 * 60 + 12 + index * 50;
  return { day, low: clock(first), high: clock(first + 373), lowAgain: clock(first + 745) };
});

/** The page behind the link that opens a new tab. */
export const tidesPage: Page = {
  title: 'Tide table',
  shell: 'document',
  main: html`<div class="wide prose"><h1>Tide table</h1>
<p class="lead">When the causeway is dry, the post goes.</p>
<table><thead><tr><th scope="col">Day</th><th scope="col">Low</th><th scope="col">High</th><th scope="col">Low</th></tr></thead>
<tbody>${tides.map((tide) => html`<tr><th scope="row">${tide.day}</th><td>${tide.low}</td><td>${tide.high}</td><td>${tide.lowAgain}</td></tr>`)}</tbody></table></div>`,
};

/** Where the real submit of the newsletter box leads. */
export const newsletterThanksPage: Page = {
  title: 'Subscribed',
  shell: 'document',
  main: html`<div class="wide prose" data-testid="newsletter-thanks"><h1>You are on the list</h1>
<p class="lead">That is, you would be: the demo forgets addresses at once.</p><p><a class="button" href="/" data-testid="thanks-home">Back to the teas</a></p></div>`,
};

/** Where “Pay now” leads. The order number comes from the page before. */
export const thanksPage: Page = {
  title: 'Thank you',
  shell: 'document',
  main: html`<div class="wide prose" data-testid="thanks"><h1>Thank you</h1>
<p class="lead">Order <strong data-testid="order-number">LT-0000</strong> leaves on the next low tide.</p><p><a class="button" href="/" data-testid="thanks-home">Back to the teas</a></p></div>`,
};

export const lostPage: Page = {
  title: 'Not found',
  shell: 'document',
  main: html`<div class="wide prose" data-testid="not-found"><h1>The tide took this page</h1>
<p class="lead">Or it was never here.</p><p><a class="button" href="/" data-testid="lost-home">Back to the teas</a></p></div>`,
};
