import { describe, expect, it } from 'vitest';
import { el, findingsOf, type Part, page, type RecordingBuilder } from '../recording-builder.ts';
import { SOURCE } from './raw.ts';

const ROLL = el('button', { id: 'roll' }, 'Roll');
const HELP = el('button', { id: 'help' }, 'Help');
/** A board with a button beside it, and a button in another part of the page. */
const game = (...parts: Part[]) =>
  page(
    el('section', { id: 'game' }, el('canvas', { id: 'board' }), ROLL),
    el('aside', {}, el('div', {}, el('div', {}, el('div', {}, HELP)))),
    ...parts,
  );
const dead = (recording: RecordingBuilder) =>
  findingsOf('dead-click', recording.wait(9_000).scroll()).map(({ why }) => why);
const IN_VAIN = (name: string) => [`Clicked button "${name}" once and nothing happened.`];

describe('a canvas that nobody records', () => {
  it('may show what the buttons beside it do', () => {
    expect(dead(game().click('#roll'))).toEqual([]);
  });

  it('says nothing of buttons in other parts of the page', () => {
    expect(dead(game().click('#help'))).toEqual(IN_VAIN('Help'));
  });

  it('may show what any button does, once the visitor has drawn or played on it', () => {
    expect(dead(game().click('#board').wait(2_000).click('#help'))).toEqual([]);
  });

  it('is another one in another document', () => {
    const next = game().click('#board').wait(2_000).open('https://shop.test/next', HELP).wait(2_000);
    expect(dead(next.click('#help'))).toEqual(IN_VAIN('Help'));
  });
});

describe('a canvas that is recorded', () => {
  const recorded = () => {
    const recording = game();
    return recording.incremental(SOURCE.canvas, { id: recording.id('#board'), commands: [] }).wait(9_000);
  };

  it('would show what a button beside it does', () => {
    expect(dead(recorded().click('#roll'))).toEqual(IN_VAIN('Roll'));
    expect(dead(recorded().click('#board').wait(2_000).click('#help'))).toEqual(IN_VAIN('Help'));
  });

  it('is an answer where it is drawn on', () => {
    const draw = (after: RecordingBuilder) =>
      after.wait(40).incremental(SOURCE.canvas, { id: after.id('#board'), commands: [] });
    expect(dead(recorded().click('#roll', draw))).toEqual([]);
  });
});
