import { describe, expect, it } from 'vitest';
import { explainError } from './explain.ts';

describe('an error of a framework in words', () => {
  it.each([
    ['Error: Minified React error #418; visit https://react.dev/errors/418?args[]=HTML', 'server sent'],
    ['Minified React error #9999; visit', '9999'],
    ['ERROR NG0100: ExpressionChangedAfterItHasBeenChecked', 'after it had been shown'],
    ['Hydration failed because the initial UI does not match', 'server sent'],
    ['Text content did not match. Server: "1" Client: "2"', 'server sent'],
    ['ChunkLoadError: Loading chunk 17 failed.', 'could not be loaded'],
    ['Failed to fetch dynamically imported module: https://shop.test/a.js', 'could not be loaded'],
    ['SyntaxError: Unexpected token \'<\', "<!DOCTYPE "... is not valid JSON', 'was a page'],
    ['RangeError: Maximum call stack size exceeded', 'without end'],
  ])('%s', (message, words) => expect(explainError(message)).toContain(words));

  it('says nothing of what speaks for itself, and names no address', () => {
    expect(explainError("TypeError: Cannot read properties of undefined (reading 'total')")).toBe('');
    expect(explainError('Minified React error #31; visit https://react.dev/errors/31')).not.toContain('http');
  });
});
