import { afterEach, describe, expect, test } from 'vitest';
import { jsonWorks, toJson, withoutToJson } from './json.ts';

// biome-ignore lint/suspicious/noExplicitAny: what old libraries do to the language
const [array, string, object] = [Array.prototype, String.prototype, Object.prototype] as any[];

afterEach(() => {
  for (const prototype of [array, string, object]) delete prototype.toJSON;
});

describe('json', () => {
  test('is plain JSON', () => {
    expect(toJson({ a: [1, 'x', null, { b: undefined }] })).toBe('{"a":[1,"x",null,{}]}');
  });

  test('is the same under Prototype.js', () => {
    array.toJSON = () => '[]';
    string.toJSON = () => 'broken';
    object.toJSON = () => 'broken';
    expect(JSON.stringify({ a: ['x'] })).toBe('"broken"');
    expect(toJson({ a: ['x'] })).toBe('{"a":["x"]}');
    expect(jsonWorks()).toBe(true);
  });

  test('puts back what the page had, also when something goes wrong', () => {
    const theirs = (): string => 'theirs';
    Object.defineProperty(Array.prototype, 'toJSON', { value: theirs, configurable: true, enumerable: false });
    expect(() =>
      withoutToJson(() => {
        throw new Error('inside');
      }),
    ).toThrow('inside');
    expect(Object.getOwnPropertyDescriptor(Array.prototype, 'toJSON')).toMatchObject({
      value: theirs,
      enumerable: false,
    });
  });

  test('that was replaced by something else is noticed', () => {
    const { stringify } = JSON;
    try {
      JSON.stringify = () => '{}';
      expect(jsonWorks()).toBe(false);
    } finally {
      JSON.stringify = stringify;
    }
  });
});
