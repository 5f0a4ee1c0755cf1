import { expect, it } from 'vitest';
import { curlLine } from './curl-line.ts';

it('the first question to the API goes to this Falter, with the token', () => {
  expect(curlLine('https://falter.example', 'flt_abc')).toBe(
    'curl -H "authorization: Bearer flt_abc" "https://falter.example/api/v1/sessions"',
  );
});
