import { describe, expect, it } from 'vitest';
import { completionsAt, type Offer } from './completions.ts';

const offer: Offer = {
  signals: [
    { id: 'rage-click', title: 'Rage click' },
    { id: 'dead-click', title: 'Dead click' },
  ],
  values: {
    urls: ['/checkout', '/thanks'],
    errors: ['Card declined: "try" again'],
    elements: ['button "Pay now"'],
    browsers: ['Firefox', 'Chrome'],
    systems: ['Linux'],
    releases: ['2.3.1'],
    tags: ['payment', 'refund'],
    attributes: ['plan:gold', 'plan:silver', 'tenant:acme inc'],
  },
};

/** Texts that are offered at `|`, and what is replaced by them. */
function offered(marked: string): { options: string[]; replaced: string } {
  const caret = marked.indexOf('|');
  const text = marked.replace('|', '');
  const { start, end, options } = completionsAt(text, caret, offer);
  return { options: options.map((one) => one.text), replaced: text.slice(start, end) };
}

describe('what is offered to whoever types', () => {
  it.each([
    ['si|', ['signal:'], 'si'],
    ['-ur|', ['-url:'], '-ur'],
    ['pla|', ['plan:'], 'pla'],
    ['signal:|', ['signal:rage-click', 'signal:dead-click'], 'signal:'],
    ['ada signal:dea| x', ['signal:dead-click'], 'signal:dea'],
    ['-device:mo|', ['-device:mobile'], '-device:mo'],
    ['plan:|', ['plan:gold', 'plan:silver'], 'plan:'],
    ['tenant:ac|', ['tenant:"acme inc"'], 'tenant:ac'],
    ['error:"card d|', ['error:"Card declined: \\"try\\" again"'], 'error:"card d'],
    ['browser:fox|', ['browser:Firefox'], 'browser:fox'],
    ['score:>4|', ['score:>40'], 'score:>4'],
    ['url:/thanks|', [], 'url:/thanks'],
    ['what is no name|', [], 'name'],
  ])('%s: %j', (marked, options, replaced) => {
    expect(offered(marked)).toEqual({ options, replaced });
  });

  it('are the fields where nothing stands, and few of them', () => {
    expect(offered('ada |').replaced).toBe('');
    expect(offered('|').options).toHaveLength(8);
    expect(offered('|').options[0]).toBe('person:');
  });
});
