import { describe, expect, it } from 'vitest';
import { useStore } from '../../../test/engine.ts';
import { SIGNALS, testApi } from './test-api.ts';

const store = useStore();

interface Operation {
  summary?: string;
  security?: unknown[];
  requestBody?: unknown;
  parameters?: {
    name: string;
    in: string;
    required?: boolean;
    description?: string;
    schema: Record<string, unknown>;
  }[];
  responses: Record<string, { content?: Record<string, { schema?: unknown }> }>;
}

interface OpenApi {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, { properties?: object; required?: string[] }>; securitySchemes: object };
}

async function description(): Promise<OpenApi> {
  const { app } = testApi(store.client, 'described');
  const response = await app.request('/api/openapi.json');
  expect(response.status).toBe(200);
  return (await response.json()) as OpenApi;
}

/** Every `$ref` in a document. */
function references(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = '$ref' in value ? [String(value.$ref)] : [];
  return [...own, ...Object.values(value).flatMap(references)];
}

describe('GET /api/openapi.json', () => {
  it('has every route, and no other', async () => {
    const { openapi, paths } = await description();
    expect(openapi).toBe('3.1.0');
    const { app } = testApi(store.client, 'described');
    const routes = app.routes.filter(({ method }) => method !== 'ALL');
    const expected = new Set(
      routes.map(({ method, path }) => `${method.toLowerCase()} ${path.replaceAll(/:(\w+)/g, '{$1}')}`),
    );
    const described = Object.entries(paths).flatMap(([path, item]) =>
      Object.keys(item).map((method) => `${method} ${path}`),
    );
    expect(described.toSorted()).toEqual([...expected].toSorted());
    expect(described.length).toBeGreaterThan(8);
  });

  it('says of every route what it is for, what it answers and what it refuses', async () => {
    for (const [path, item] of Object.entries((await description()).paths)) {
      for (const operation of Object.values(item)) {
        expect(operation.summary, path).toBeTruthy();
        const statuses = Object.keys(operation.responses);
        expect(statuses.some((status) => status === '200' || status === '204')).toBe(true);
        if (!operation.security) expect(statuses, path).toContain('401');
        if (path.startsWith('/api/v1/sessions')) expect(statuses, path).toContain('503');
        for (const [status, { content }] of Object.entries(operation.responses)) {
          if (Number(status) >= 400) expect(Object.keys(content ?? {}), path).toEqual(['application/problem+json']);
        }
      }
    }
  });

  it('refers to nothing that is not in it', async () => {
    const document = await description();
    const refs = references(document);
    expect(refs).toContain('#/components/schemas/Problem');
    for (const ref of refs) expect(Object.keys(document.components.schemas)).toContain(ref.split('/').at(-1));
  });

  it('describes the rows of the contract', async () => {
    const { schemas } = (await description()).components;
    const names = [
      'Evidence',
      'FindingList',
      'Me',
      'Problem',
      'Role',
      'SessionDetail',
      'SessionList',
      'Target',
      'User',
    ];
    expect(Object.keys(schemas)).toEqual(expect.arrayContaining(names));
    expect(schemas.Problem?.required).toEqual(['status', 'name', 'detail']);
  });

  it('names the parameters of the session list, all optional, with what they expect', async () => {
    const parameters = (await description()).paths['/api/v1/sessions']?.get?.parameters ?? [];
    expect(parameters.slice(0, 20).map(({ name }) => name)).toEqual([
      'signal',
      'q',
      'person',
      'from',
      'to',
      'minScore',
      'sort',
      'bots',
      'flagged',
      'device',
      'browser',
      'release',
      'page',
      'foundOn',
      'element',
      'issue',
      'processing',
      'explain',
      'cursor',
      'limit',
    ]);
    const fields = parameters.slice(20).map(({ name }) => name);
    expect(fields).toEqual(
      expect.arrayContaining(['url', 'notUrl', 'notSignal', 'duration', 'notFoundOn', 'notAttribute']),
    );
    expect(fields).toHaveLength(39);
    for (const parameter of parameters) {
      expect(parameter).toMatchObject({ in: 'query', schema: { type: 'string' } });
      expect(parameter.required ?? false).toBe(false);
      expect(parameter.description).toMatch(/Expected: .+\.$/);
    }
    expect(parameters[0]?.schema.enum).toEqual(SIGNALS.map(({ id }) => id));
  });

  it('tells the ways to sign in, and the body of the route for it', async () => {
    const { components, paths } = await description();
    expect(Object.keys(components.securitySchemes)).toEqual(['token', 'cookie']);
    expect(paths['/api/v1/sign-in']?.post?.requestBody).toMatchObject({ required: true });
    expect(paths['/api/v1/sign-in']?.post?.security).toEqual([]);
  });

  it('is the same for every API of the process', async () => {
    expect(await description()).toEqual(await description());
  });
});
