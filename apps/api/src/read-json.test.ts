import { describe, expect, it } from 'vitest';
import { readJson } from './read-json.ts';

function post(body: BodyInit | null): Request {
  return new Request('http://falter.example/', { method: 'POST', body, duplex: 'half' } as RequestInit);
}

const nameOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'read',
    (error) => error.problem.name,
  );

describe('the JSON of a body', () => {
  it('is read, in however many pieces it comes', async () => {
    const pieces = ['{"tok', 'en":"', 'ü"}'].map((piece) => new TextEncoder().encode(piece));
    const body = new ReadableStream({
      start(controller) {
        for (const piece of pieces) controller.enqueue(piece);
        controller.close();
      },
    });
    expect(await readJson(post(body))).toEqual({ token: 'ü' });
  });

  it.each(['', '{', '{"a":1}}', 'token=x'])('%j is none', async (body) => {
    expect(await nameOf(readJson(post(body)))).toBe('bad_body');
  });

  it('of no body is none', async () => {
    expect(await nameOf(readJson(post(null)))).toBe('bad_body');
  });

  it('is read up to 4096 bytes', async () => {
    expect(await readJson(post(`"${'x'.repeat(4094)}"`))).toHaveLength(4094);
    expect(await nameOf(readJson(post(`"${'x'.repeat(4095)}"`)))).toBe('body_too_large');
  });

  it('that never ends is left where the limit is', async () => {
    let pieces = 0;
    let left = false;
    const endless = new ReadableStream({
      pull: (controller) => {
        pieces++;
        controller.enqueue(new Uint8Array(1024));
      },
      cancel: () => {
        left = true;
      },
    });
    expect(await nameOf(readJson(post(endless)))).toBe('body_too_large');
    expect(pieces).toBeLessThan(10);
    expect(left).toBe(true);
  });
});
