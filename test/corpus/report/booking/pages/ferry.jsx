import { css, html, LitElement } from 'lit';

const log = window.corpusLog;
const arranged = window.arranged;

const styles = css`
  section { background: #fff; border-radius: 12px; padding: 20px 28px; margin: 16px 0; }
  button { font: inherit; border: 0; border-radius: 20px; padding: 8px 20px; background: #e08a2c; cursor: pointer; }
  button.round { width: 40px; padding: 8px 0; }
  input, select { font: inherit; padding: 8px; border: 1px solid #8fb3bf; border-radius: 8px; display: block; margin: 4px 0 12px; width: 280px; }
  .wrong { color: #b3261e; }
  .seat { display: inline-block; width: 42px; height: 42px; margin: 4px; background: #cfe5ec; cursor: pointer; text-align: center; line-height: 42px; }
  .seat.taken { background: #0f5468; color: #fff; }
  .lift { display: inline-block; padding: 10px; border-bottom: 2px solid #0f5468; cursor: pointer; }
`;

class FerryCounter extends LitElement {
  static properties = { label: {}, count: { type: Number } };
  static styles = styles;
  constructor() {
    super();
    this.count = 1;
  }
  change(by) {
    this.count = Math.max(0, this.count + by);
    log.ran(this, `${this.label}: ${this.count}`);
  }
  render() {
    return html`${this.label} <button class="round" id="less" @click=${() => this.change(-1)}>−</button> <b>${this.count}</b>
      <button class="round" id="more" @click=${() => this.change(1)}>+</button>`;
  }
}
customElements.define('ferry-counter', FerryCounter);

class FerrySeats extends LitElement {
  static properties = { taken: { state: true } };
  static styles = styles;
  constructor() {
    super();
    this.taken = new Set();
  }
  take(n) {
    this.taken = new Set(this.taken.has(n) ? [...this.taken].filter((one) => one !== n) : [...this.taken, n]);
    log.ran(this, `seat ${n}`);
  }
  render() {
    return html`${Array.from({ length: 12 }, (_, n) => html`<span class="seat ${this.taken.has(n) ? 'taken' : ''}" id="seat-${n}" @click=${() => this.take(n)}>${n + 1}</span>`)}`;
  }
}
customElements.define('ferry-seats', FerrySeats);

class FerryBooking extends LitElement {
  static properties = { step: { state: true }, wrong: { state: true }, busy: { state: true }, fares: { state: true } };
  static styles = styles;
  constructor() {
    super();
    Object.assign(this, { step: 1, wrong: '', busy: false, fares: '' });
  }
  firstUpdated() {
    log.nothing('body > main > ferry-booking >>> #lift');
  }
  complain(text) {
    this.wrong = text;
    log.complained(this, text);
  }
  next() {
    log.ran(this.renderRoot.querySelector('#next'), 'next step');
    this.step++;
    this.wrong = '';
  }
  async ask() {
    const target = this.renderRoot.querySelector('#ask');
    log.ran(target, 'fares asked for');
    this.busy = Boolean(arranged.fares?.busy);
    const answer = await log.fetch('/api/fares', { because: log.pathOf(target) });
    this.busy = false;
    if (answer.ok) this.fares = 'Adults 14 €, children 7 €, bicycles 5 €.';
    else this.complain('We could not find out the fares.');
  }
  map() {
    const target = this.renderRoot.querySelector('#map');
    try {
      if (arranged.map?.throws) throw new ReferenceError('leaflet is not defined');
      log.ran(target, 'map shown');
      this.fares = 'The pier is behind the fish market.';
    } catch (error) {
      log.write('threw', target, error.message, { type: 'click' });
      throw error;
    }
  }
  async book() {
    const form = log.pathOf(this.renderRoot.querySelector('#who'));
    const target = this.renderRoot.querySelector('#book');
    log.ran(target, 'booking checked');
    if (!/^\+?\d[\d ]{6,}$/.test(this.renderRoot.querySelector('#phone').value)) {
      log.refused(form, 'phone');
      return this.complain('Please give us a phone number with its area code.');
    }
    const answer = await log.fetch('/api/book', { method: 'POST', because: log.pathOf(target) });
    if (!answer.ok) {
      log.refused(form, `answer ${answer.status}`);
      return this.complain('The ferry’s computer does not answer.');
    }
    log.sent(form, 'booked');
    this.step = 4;
  }
  render() {
    const steps = [
      html`<h2>Where to?</h2><select id="harbour" @change=${(event) => log.ran(event.target, 'harbour')}><option>Norderney</option><option>Juist</option><option>Baltrum</option></select>
        <button id="ask" @click=${this.ask}>${this.busy ? 'Asking …' : 'What does it cost?'}</button> <button id="map" @click=${this.map}>Where is the pier?</button> <p>${this.fares}</p>
        <span class="lift" id="lift">Is there a lift?</span>`,
      html`<h2>Who comes?</h2><ferry-counter label="Adults"></ferry-counter><ferry-counter label="Children"></ferry-counter><h3>Seats</h3><ferry-seats></ferry-seats>`,
      html`<h2>Your name</h2><div id="who" data-form><input id="name" placeholder="Name" aria-label="Name"><input id="phone" placeholder="Phone" aria-label="Phone">
        <button id="book" @click=${this.book}>Book</button></div>`,
      html`<h2 id="booked">Booked</h2><p>We see you at the pier.</p>`,
    ];
    return html`<section><p>Step ${Math.min(this.step, 3)} of 3</p>${steps[this.step - 1]}<p class="wrong">${this.wrong}</p>
      ${this.step < 3 ? html`<button id="next" @click=${this.next}>Next</button>` : ''}</section>`;
  }
}
customElements.define('ferry-booking', FerryBooking);
