import type { Target } from '@falter/wire';
import { describe, expect, it } from 'vitest';
import { causeOf } from './cause.ts';
import { detect } from './detect.ts';
import { el, page } from './recording-builder.ts';
import type { Mark } from './signal.ts';
import type { Step } from './timeline/steps.ts';

const SIGNAL = { id: 'rage-click', title: 'Rage click' };
const BUTTON: Target = { nodeId: 1, tag: 'button', label: 'button "Pay 12 €"', selector: '#pay' };

/** A mark that begins with a step of this kind. */
function mark(step: object, values: Partial<Mark> = {}): Mark {
  const first = { tab: 't', at: 0, view: 0, ...step } as unknown as Step;
  return { first, evidence: [], why: '', confidence: 1, ...values };
}

const cause = (made: Mark, url = 'https://shop.test/order/1', signal = SIGNAL) => causeOf(made, { signal, page: url });
const click = (target: Target | null = BUTTON) => mark({ kind: 'click' }, { target });

describe('the cause of a click in vain', () => {
  it('is the element on its route, for everybody, at every price, hit quickly or slowly', () => {
    const first = cause(click());
    expect(first).toMatchObject({ kind: 'element', title: 'button "Pay 12 €" does not answer', stack: '' });
    const other = { ...BUTTON, nodeId: 99, label: 'button "Pay 7 €"', selector: 'main > button' };
    expect(cause(click(other), 'https://shop.test/order/2').id).toBe(first.id);
    expect(cause(click(), 'https://shop.test/order/2', { id: 'dead-click', title: 'Dead click' }).id).toBe(first.id);
  });

  it('is another one on another page, on another element, and where it answers too late', () => {
    const { id } = cause(click());
    expect(cause(click(), 'https://shop.test/basket').id).not.toBe(id);
    expect(cause(click({ ...BUTTON, label: 'button "Back"' })).id).not.toBe(id);
    const slow = cause(click(), 'https://shop.test/order/1', { id: 'slow-response', title: 'Slow response' });
    expect(slow.id).not.toBe(id);
    expect(slow.title).toBe('Slow response: button "Pay 12 €"');
  });

  it('on nothing that is known is the page', () => {
    expect(cause(click(null))).toMatchObject({ kind: 'page', title: 'Rage click' });
  });
});

describe('the cause of what failed', () => {
  const request = (values: object) => ({
    ...{ kind: 'request', method: 'POST', url: 'https://shop.test/api/order/17', status: 502, foreign: false },
    ...values,
  });

  it('is the request, whoever asked and wherever', () => {
    const { id, title, kind } = cause(mark(request({})));
    expect({ title, kind }).toEqual({ title: 'POST /api/order/:id fails', kind: 'request' });
    const other = request({ url: 'https://shop.test/api/order/18', status: 0, failure: 'timeout' });
    expect(cause(mark(other), 'https://shop.test/basket').id).toBe(id);
    const clicked = mark({ kind: 'click' }, { target: BUTTON, cause: request({}) as unknown as Step });
    expect(cause(clicked).id).toBe(id);
  });

  it('is one of its own for each way of refusing, and for each host', () => {
    const refused = cause(mark(request({ status: 422 })));
    expect(refused.title).toBe('POST /api/order/:id is refused with status 422');
    const others = [request({}), request({ status: 404 }), request({ status: 422, foreign: true })];
    expect(new Set([refused.id, ...others.map((one) => cause(mark(one)).id)]).size).toBe(4);
  });

  it('is the error with its stack, on whatever page', () => {
    const stack = 'at total (https://shop.test/app.js:1:1)';
    const error = { kind: 'error', name: 'TypeError', message: 'cart 7 is gone', stack, source: '' };
    const told = cause(mark(error));
    expect(told).toMatchObject({ kind: 'error', title: 'TypeError: cart 7 is gone', stack });
    expect(cause(mark({ ...error, message: 'cart 8 is gone' }), 'https://shop.test/').id).toBe(told.id);
  });
});

describe('the cause of a form, of a message and of a page', () => {
  const form = {
    kind: 'form',
    identity: 'https://shop.test/order/1\naddress\n\nstreet\ncity\ninput 44',
    target: BUTTON,
  };

  it('is the form by its names, without the numbers of a visit', () => {
    const { id, kind } = cause(mark(form, { target: BUTTON }));
    expect(kind).toBe('form');
    const again = { ...form, identity: 'https://shop.test/order/2\naddress\n\nstreet\ncity\ninput 61' };
    expect(cause(mark(again), 'https://shop.test/order/2').id).toBe(id);
    expect(cause(mark({ ...form, identity: 'x\nlogin\n\nname' })).id).not.toBe(id);
  });

  it('is the field where it is about one', () => {
    const field = { ...BUTTON, label: 'field "Street"' };
    const told = cause(mark(form, { target: field }));
    expect(told.title).toBe('field "Street" of button "Pay 12 €"');
    expect(told.id).not.toBe(cause(mark(form)).id);
  });

  it('is what the page says, else what it says nothing of', () => {
    const message = (text: string) => cause(mark({ kind: 'message', text, how: 'alert', target: BUTTON }));
    expect(message('Order 17 failed')).toMatchObject({ kind: 'message', title: 'The page says "Order 17 failed"' });
    expect(message('Order 18 failed').id).toBe(message('Order 17 failed').id);
    expect(message('').title).toContain('is called wrong');
    expect(message('').id).not.toBe(message('Order 17 failed').id);
  });

  it('is the page for what has neither', () => {
    const signal = { id: 'slow-page', title: 'Slow page' };
    const slow = cause(mark({ kind: 'note' }), 'https://shop.test/tea/1', signal);
    expect(slow).toMatchObject({ kind: 'page', title: 'Slow page' });
    expect(cause(mark({ kind: 'note' }), 'https://shop.test/tea/2', signal).id).toBe(slow.id);
    expect(cause(mark({ kind: 'note' }), 'https://shop.test/tea/2', { id: 'quick-back', title: '' }).id).not.toBe(
      slow.id,
    );
  });
});

describe('a recording', () => {
  it('has its causes on its findings: a dead button that is hammered is one', () => {
    const recording = page(el('button', { id: 'pay' }, 'Pay now'), el('p', { id: 'clock' }, '12:00'));
    const hammered = recording.clicks('#pay', 5, 300).wait(9_000).scroll();
    const { findings } = detect([hammered.tab()], { closed: true });
    expect(findings.map(({ signal }) => signal).toSorted()).toEqual(['dead-click', 'rage-click']);
    expect(new Set(findings.map((finding) => finding.cause?.id)).size).toBe(1);
  });
});
