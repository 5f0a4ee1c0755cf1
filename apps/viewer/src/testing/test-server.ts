import { existsSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { type Me, type RecordingParts, readSearch, type SearchTerm, type SessionRow } from '@falter/wire';
import { mapOf, partsOf } from './test-parts.ts';
import { SIGNALS, type World } from './test-sessions.ts';

const DIST = join(import.meta.dirname, '../../dist');

/** The policies that Falter's server sends with the viewer, and with the page of replays. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; " +
  "frame-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
const REPLAY_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; " +
  "connect-src 'none'; worker-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; " +
  'sandbox allow-scripts allow-same-origin';

const TYPES: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };
const TOKEN = 'the-admin-token';
const PASSWORD = 'the-right-password';
const COOKIE = 'falter=signed-in';
const ME: Me = { kind: 'user', id: 'user-1', login: 'ada', name: 'Ada', role: 'admin' };

/** The far end of the network for the viewer: the built files and recorded answers of the API. */
export interface TestServer {
  url: string;
  /** Sessions of the list, newest first. Change it as the test goes on. */
  rows: SessionRow[];
  /** What is known by id. */
  worlds: Map<string, World>;
  /** Queries of GET /api/v1/sessions, in order. */
  queries: URLSearchParams[];
  /** When set, the list answers with this problem. */
  broken: { status: number; name: string; detail: string } | null;
  /** Answers of other subjects, by `PUT /projects/default/detection`: what comes back for a body. Undefined is a 204, `{text}` comes back as it is. */
  answers: Map<string, (body: unknown) => unknown>;
  /** Assets by hash; what is not here never arrived. */
  assets: Map<string, { type: string; body: string | Buffer }>;
  /** Hashes that were asked for, in order. */
  askedAssets: string[];
  /** Everybody is signed in without asking. */
  open: boolean;
  close(): void;
}

export async function startServer(): Promise<TestServer> {
  if (!existsSync(join(DIST, 'index.html'))) throw new Error('[viewer] dist is missing. Run: npm run build');
  const state: TestServer = {
    url: '',
    rows: [],
    worlds: new Map(),
    queries: [],
    broken: null,
    answers: new Map(),
    assets: new Map(),
    askedAssets: [],
    open: true,
    close: () => server.close(),
  };
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    if (url.pathname.startsWith('/api/')) void answerApi(state, { request, response, url });
    else answerFile(url.pathname, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  state.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return state;
}

function answerFile(path: string, response: ServerResponse): void {
  const isPage = /^\/(?:dashboard|health|sign-in|invitation|(?:sessions|settings|issues|persons|shared)(?:\/.*)?)?$/;
  const isReplay = path === '/replay-frame';
  const file = join(DIST, isReplay ? '/replay-frame.html' : isPage.test(path) ? '/index.html' : path);
  response.setHeader('content-security-policy', isReplay ? REPLAY_POLICY : POLICY);
  response.setHeader('cross-origin-opener-policy', 'same-origin-allow-popups');
  if (!existsSync(file)) response.writeHead(404).end();
  else response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'text/plain' }).end(readFileSync(file));
}

interface Call {
  request: IncomingMessage;
  response: ServerResponse;
  url: URL;
}

async function answerApi(state: TestServer, { request, response, url }: Call): Promise<void> {
  const send = (status: number, body?: unknown): void => {
    response.writeHead(status, { 'content-type': status < 400 ? 'application/json' : 'application/problem+json' });
    response.end(body === undefined ? '' : JSON.stringify(body));
  };
  const refuse = (status: number, name: string, detail: string): void => send(status, { status, name, detail });
  const path = url.pathname.replace('/api/v1', '');
  if (path === '/sign-in') {
    const proof = JSON.parse(await bodyOf(request)) as { token?: string; login?: string; password?: string };
    const right = proof.token === TOKEN || (proof.login === ME.login && proof.password === PASSWORD);
    if (!right) return refuse(401, 'wrong_credentials', 'This is wrong.');
    response.setHeader('set-cookie', `${COOKIE}; Path=/; HttpOnly; SameSite=Strict`);
    return send(204);
  }
  if (path === '/set-up') return send(200, { needed: false });
  if (!state.open && request.headers.cookie !== COOKIE) return refuse(401, 'not_signed_in', 'Sign in.');
  if (path === '/sign-out') {
    response.setHeader('set-cookie', 'falter=; Path=/; Max-Age=0');
    return send(204);
  }
  const answer = state.answers.get(`${request.method} ${path}`);
  if (answer) {
    const body = await bodyOf(request);
    const given = answer(body === '' ? undefined : JSON.parse(body));
    const text = (given as { text?: unknown } | undefined)?.text;
    if (typeof text === 'string') return void response.writeHead(200).end(text);
    return given === undefined ? send(204) : send((given as { status?: number }).status ?? 200, given);
  }
  if (path === '/me') return send(200, ME);
  if (path === '/signals') return send(200, { signals: SIGNALS });
  if (path === '/sessions') {
    state.queries.push(url.searchParams);
    return state.broken === null
      ? send(200, pageOf(state.rows, url.searchParams))
      : send(state.broken.status, state.broken);
  }
  const [, first, id = '', part] = path.split('/');
  if (first === 'assets') return answerAsset(state, id, response);
  const world = state.worlds.get(decodeURIComponent(id));
  if (world === undefined) return refuse(404, 'no_session', 'There is no session with this id.');
  if (part === undefined) return send(200, world.detail);
  if (part === 'findings') return send(200, { findings: world.findings });
  if (part === 'steps' && world.steps !== undefined) {
    const unchanged = url.searchParams.get('known') === world.steps.version;
    return send(200, { ...world.steps, unchanged, ...(unchanged ? { rows: [], stacks: [] } : {}) });
  }
  if (part === 'parts') return send(200, partsAnswer(state, world, url.searchParams));
  const parts = partsOf(world.recordings[url.searchParams.get('tab') ?? ''] ?? []);
  const [from, to] = ['from_seq', 'to_seq'].map((name) => Number(url.searchParams.get(name)));
  const lines = parts.slice(from, (to ?? 0) + 1).flat();
  if (lines.length === 0) return refuse(404, 'no_recording', 'There is no recording of this session or tab.');
  response.writeHead(200, { 'content-type': 'application/x-ndjson' }).end(lines.join('\n'));
}

function partsAnswer({ assets }: TestServer, { recordings }: World, query: URLSearchParams): RecordingParts {
  const tabs = Object.entries(recordings).filter(([tab]) => [tab, ''].includes(query.get('tab') ?? ''));
  const fromSeq = Number(query.get('from_seq'));
  const told = tabs.flatMap(([, lines]) => lines.filter((line) => line.includes('falter/asset@1')));
  const named = told.flatMap((line) => [...line.matchAll(/"hash":"([\w-]{43})"/g)].map(([, hash = '']) => hash));
  return {
    tabs: tabs.map(([id, lines]) => ({ id, parts: mapOf(lines).filter(({ seq }) => seq >= fromSeq) })),
    absent: [...new Set(named)].filter((hash) => !assets.has(hash)),
  };
}

/** As the API serves what strangers sent. */
function answerAsset(state: TestServer, hash: string, response: ServerResponse): void {
  const asset = state.assets.get(hash);
  state.askedAssets.push(hash);
  if (asset === undefined)
    return void response.writeHead(404, { 'content-type': 'application/problem+json' }).end('{}');
  const inert = "default-src 'none'; style-src 'unsafe-inline'; sandbox";
  const headers = {
    'x-content-type-options': 'nosniff',
    'content-security-policy': inert,
    'content-disposition': 'attachment',
  };
  response.writeHead(200, { ...headers, 'content-type': asset.type }).end(asset.body);
}

/** Enough of the real filters that a list narrows down and pages follow each other. */
function pageOf(rows: SessionRow[], query: URLSearchParams): { sessions: SessionRow[]; next: string | null } {
  const { terms } = readSearch(query.get('q') ?? '', { signals: SIGNALS.map(({ id }) => id) });
  const matching = rows.filter((row) => terms.every((term) => holds(row, term) !== term.not));
  if (query.get('sort') === 'score') matching.sort((a, b) => b.score - a.score);
  const from = Number(query.get('cursor') ?? 0);
  const until = from + Number(query.get('limit'));
  return { sessions: matching.slice(from, until), next: until < matching.length ? String(until) : null };
}

function holds(row: SessionRow, { field, value }: SearchTerm): boolean {
  if (field === 'signal') return row.findings.some((found) => found.signal === value);
  if (field === 'score') return row.score >= Number(value);
  if (field === 'is') return value !== 'bot' || row.bot;
  if (field === 'person') return row.person === value;
  // what these rows know nothing of narrows nothing here
  return field !== '' || `${row.entryUrl} ${row.title}`.includes(value);
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
