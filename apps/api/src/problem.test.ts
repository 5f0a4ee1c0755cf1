import { openClient, StoreError } from '@falter/store';
import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { describe, expect, it } from 'vitest';
import { useStore } from '../../../test/engine.ts';
import { ApiError, answerProblem } from './problem.ts';
import * as schemas from './schemas.ts';

const store = useStore();

async function answer(
  raise: () => unknown,
): Promise<{ response: Response; problem: ReturnType<typeof schemas.problem.parse> }> {
  const app = new Hono();
  app.onError(answerProblem);
  app.get('/', async (c) => {
    await raise();
    return c.text('nothing was raised');
  });
  const response = await app.request('/');
  return { response, problem: schemas.problem.parse(await response.json()) };
}

function raise(error: unknown): () => never {
  return () => {
    throw error;
  };
}

describe('a problem', () => {
  it('has a status, a name and words, and is never stored', async () => {
    const { response, problem } = await answer(
      raise(new ApiError('unknown_session', 'There is none.', { 'x-more': '1' })),
    );
    expect(response.status).toBe(404);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      'x-more': '1',
    });
    expect(problem).toEqual({ status: 404, name: 'unknown_session', detail: 'There is none.' });
  });

  it('of an unexpected error says nothing of it, and leaves the error to who mounted the app', async () => {
    const seen: unknown[] = [];
    const error = new TypeError('secret thing of /etc/passwd');
    const inner = new Hono().get('/', raise(error));
    inner.onError(answerProblem);
    const outer = new Hono();
    outer.use(async (c, next) => {
      await next();
      seen.push(c.error);
    });
    outer.route('/', inner);
    const response = await outer.request('/');
    expect(response.status).toBe(500);
    expect(await response.text()).not.toMatch(/secret|passwd|TypeError/);
    expect(seen).toEqual([error]);
  });

  it('of a body that Hono cannot read is bad_body', async () => {
    const { problem } = await answer(raise(new HTTPException(400, { message: 'Malformed' })));
    expect(problem).toMatchObject({ status: 400, name: 'bad_body' });
  });
});

describe('a problem of the store', () => {
  it('that does not answer says so, and when to come back', async () => {
    const nobody = openClient({ url: 'http://u:p@127.0.0.1:9', readonly: true });
    const { response, problem } = await answer(() => nobody.rows('SELECT 1', {}));
    expect(problem).toMatchObject({ status: 503, name: 'store_unavailable' });
    expect(response.headers.get('retry-after')).toBe('5');
    expect(problem.detail).not.toMatch(/127\.0\.0\.1|ECONNREFUSED|SELECT/);
    await nobody.close();
  });

  it('that ran out of time or memory asks for a smaller question', async () => {
    const queries = [
      'SELECT sleepEachRow(0.1) FROM numbers(100) SETTINGS max_execution_time = 0.2, max_block_size = 1',
      'SELECT groupArray(number) FROM numbers(100000000) SETTINGS max_memory_usage = 10000000',
      "SELECT * FROM numbers(100000) SETTINGS max_result_rows = 10, result_overflow_mode = 'throw'",
    ];
    for (const query of queries) {
      const { problem } = await answer(() => store.client.rows(query, {}));
      expect(problem, query).toMatchObject({ status: 503, name: 'too_expensive' });
    }
  });

  it('that refuses otherwise is ours, and says nothing of the query', async () => {
    const { problem } = await answer(() => store.client.rows('SELECT secret_column FROM batches', {}));
    expect(problem).toMatchObject({ status: 500, name: 'internal' });
    expect(problem.detail).not.toMatch(/secret|SELECT|batches|Exception/);
  });

  it('without the words of an engine is ours', async () => {
    const { problem } = await answer(raise(new StoreError('migration_changed', 'A file was changed.')));
    expect(problem).toMatchObject({ status: 500, name: 'internal' });
  });
});
