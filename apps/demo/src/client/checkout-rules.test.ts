import { describe, expect, test } from 'vitest';
import { checkedFields, problemWith } from './checkout-rules.ts';

const good: Record<string, string[]> = {
  name: ['Ada Lovelace', 'Li'],
  email: ['ada@example.com', ' ada@mail.example.co.uk '],
  address: ['12 Quay Street'],
  postcode: ['D02 X285', '10115', '1000-001'],
  card: ['4242 4242 4242 4242', '4242424242424242', '3782-822463-10005'],
  expiry: ['01/30', '12 / 29'],
  cvc: ['123', '1234'],
  password: ['', 'eight888'],
};

const bad: Record<string, string[]> = {
  name: ['', ' ', 'A'],
  email: ['', 'ada', 'ada@example', 'a da@example.com'],
  address: ['', '12'],
  postcode: ['', '1', '<script>'],
  card: ['', '4242', '4242 4242 4242 424x'],
  expiry: ['', '13/30', '1/30', '01-30'],
  cvc: ['', '12', 'abc'],
  password: ['short'],
};

describe('problemWith', () => {
  test('knows every field that these tests know, and no other', () => {
    expect(checkedFields).toEqual(Object.keys(good));
  });

  test.each(Object.entries(good).flatMap(([field, values]) => values.map((value) => [field, value])))(
    '%s takes %j',
    (field, value) => {
      expect(problemWith(field, value, false)).toBeUndefined();
    },
  );

  test.each(Object.entries(bad).flatMap(([field, values]) => values.map((value) => [field, value])))(
    '%s refuses %j',
    (field, value) => {
      expect(problemWith(field, value, false)).toMatch(/^Please /);
    },
  );

  test('under the fault no card is good enough, and nothing else changes', () => {
    for (const [field, values] of Object.entries(good)) {
      for (const value of values) {
        expect(problemWith(field, value, true)).toBe(
          field === 'card' ? 'Please enter a valid card number.' : undefined,
        );
      }
    }
  });

  test('a field without a rule is never wrong', () => {
    expect(problemWith('note', '', true)).toBeUndefined();
  });
});
