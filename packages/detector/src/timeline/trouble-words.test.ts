import { describe, expect, it } from 'vitest';
import { asksBefore, asksForTheRest, tellsTrouble } from './trouble-words.ts';

describe('plain words of trouble', () => {
  it.each([
    'We could not find an account with that number.',
    'That is not a date we know.',
    'Your session is over. Log in once more.',
    'The date lies in the past.',
    'You have already applied this year.',
    'The two passwords differ.',
    'Name missing.',
    'Only residents may apply here.',
    'Come back in some minutes.',
    'Too many people have asked today.',
    'Der Termin ist bereits vergeben.',
    'Diese Karte kennen wir nicht.',
    'Ce nom est déjà pris.',
    'El código no es correcto.',
  ])('are: %s', (text) => expect(tellsTrouble(text)).toBe(true));

  it.each([
    'You do not need to come again.',
    'There are no fees for this.',
    'We will not share this with anybody.',
    'Thank you. You are not shown in the list any more.',
    'Do not forget your papers.',
    'Is this not the one?',
    'The next free day is Friday.',
    'Three persons are before you.',
    'Keine Kosten für Sie.',
    'Wird nicht mehr angezeigt.',
  ])('are not: %s', (text) => expect(tellsTrouble(text)).toBe(false));

  it('may ask for what a form lacks, or for something before', () => {
    expect(['Tell us your street as well.', 'Welcher Tag?', 'How was your day?'].map(asksForTheRest)).toEqual([
      true,
      true,
      false,
    ]);
    expect(['Please choose a seat first.', 'The first of all'].map(asksBefore)).toEqual([true, false]);
  });
});
