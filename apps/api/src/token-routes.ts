import { randomBytes } from 'node:crypto';
import { type Client, removeApiToken, type StoredApiToken, saveApiToken } from '@falter/store';
import type { ApiToken } from '@falter/wire';
import { Hono } from 'hono';
import * as schemas from './account-schemas.ts';
import { bodies } from './account-schemas.ts';
import type { Accounts } from './accounts.ts';
import { allow } from './asker.ts';
import { API_TOKEN_PREFIX } from './auth.ts';
import { describe } from './describe.ts';
import { sha256Hex } from './equal.ts';
import { ApiError } from './problem.ts';
import { readBody } from './read-body.ts';

interface Parts {
  accounts: Accounts;
  writer: Client;
}

/** API tokens: for admins. */
export function tokenRoutes({ accounts, writer }: Parts): Hono {
  const app = new Hono();
  app.get('/api/v1/tokens', describe(ABOUT.list), allow(), async (c) => {
    const { tokens } = await accounts.read();
    return c.json({ tokens: [...tokens.values()].map(toApiToken) });
  });
  app.post('/api/v1/tokens', describe(ABOUT.create), allow(), async (c) => {
    const { expiresAt, ...given } = await readBody(c, bodies.newToken);
    const until = expiresAt === null ? 0 : Date.parse(expiresAt);
    if (until !== 0 && until <= Date.now()) throw new ApiError('bad_body', '`expiresAt`: expected a time to come.');
    const secret = API_TOKEN_PREFIX + randomBytes(32).toString('base64url');
    const id = randomBytes(12).toString('base64url');
    const times = { createdAt: Date.now(), expiresAt: until, lastUsedAt: 0 };
    const token = { id, hash: sha256Hex(secret), ...given, ...times };
    await accounts.change(() => saveApiToken(writer, token));
    return c.json({ token: toApiToken(token), secret });
  });
  app.delete('/api/v1/tokens/:id', describe(ABOUT.remove), allow(), async (c) => {
    await accounts.change(async ({ tokens }) => {
      const token = [...tokens.values()].find(({ id }) => id === c.req.param('id'));
      if (!token)
        throw new ApiError('unknown_token', 'There is no token of this id. It may have been removed just now.');
      await removeApiToken(writer, token);
    });
    return c.body(null, 204);
  });
  return app;
}

function toApiToken({ id, name, role, createdAt, lastUsedAt, expiresAt }: StoredApiToken): ApiToken {
  const time = (ms: number) => (ms === 0 ? null : new Date(ms).toISOString());
  return {
    id,
    name,
    role,
    createdAt: new Date(createdAt).toISOString(),
    lastUsedAt: time(lastUsedAt),
    expiresAt: time(expiresAt),
  };
}

const WRITES = ['forbidden', 'cross_site', 'not_json', 'store_unavailable'] as const;

const ABOUT = {
  list: { summary: 'API tokens', answer: schemas.apiTokenList, problems: ['forbidden', 'store_unavailable'] },
  create: {
    summary: 'A new API token; its secret is shown here and never again',
    body: bodies.newToken,
    answer: schemas.newApiToken,
    problems: ['bad_body', 'body_too_large', ...WRITES],
  },
  remove: { summary: 'Remove an API token: it is worth nothing from then on', problems: ['unknown_token', ...WRITES] },
} as const satisfies Record<string, Parameters<typeof describe>[0]>;
