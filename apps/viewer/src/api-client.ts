import type {
  FindingList,
  Me,
  Problem,
  RecordingParts,
  SessionDetail,
  SessionList,
  SignalInfo,
  StepList,
} from '@falter/wire';
import { inProject, route } from './shell/router.ts';

/** A refusal of the API, or its absence (`unreachable`). `message` says what to do about it. */
export class ApiError extends Error {
  readonly status: number;
  readonly problem: string;

  constructor(problem: Problem, options?: ErrorOptions) {
    super(problem.detail, options);
    this.name = 'ApiError';
    this.status = problem.status;
    this.problem = problem.name;
  }
}

let whenSignedOut: () => void = () => {};

/** Called whenever the API answers 401: the shell then asks for a sign-in. */
export function onSignedOut(callback: () => void): void {
  whenSignedOut = callback;
}

/** Who is signed in. @throws ApiError 401 when nobody is. */
export function readMe(signal?: AbortSignal): Promise<Me> {
  return getJson('/api/v1/me', signal);
}

export function signIn(proof: { token: string } | { login: string; password: string }): Promise<void> {
  return sendJson('POST', '/api/v1/sign-in', proof);
}

/** Here, or wherever the same user is signed in. */
export function signOut(everywhere: boolean): Promise<void> {
  return sendJson('POST', '/api/v1/sign-out', { everywhere });
}

export async function readSignals(signal?: AbortSignal): Promise<SignalInfo[]> {
  const { signals } = await getJson<{ signals: SignalInfo[] }>('/api/v1/signals', signal);
  return signals;
}

/** One page of the session list. `search` is the query of `GET /api/v1/sessions`. */
export function readSessions(search: URLSearchParams, signal?: AbortSignal): Promise<SessionList> {
  return getJson(`/api/v1/sessions?${search}`, signal);
}

/** Where a session is read: on the page of a shared link as whoever has the link, elsewhere as who is signed in. */
function placeOf(id: string): string {
  return `/api/v1/${route.value.page === 'shared' ? 'shared' : 'sessions'}/${encodeURIComponent(id)}`;
}

/** Where an asset is read: on the page of a shared link, of those that its recording names. */
function placeOfAsset(hash: string): string {
  const { page, id } = route.value;
  return `${page === 'shared' ? placeOf(id) : '/api/v1'}/assets/${encodeURIComponent(hash)}`;
}

/** Changes the token of a shared link for a cookie. @throws ApiError 404 when the link is over */
export function openShared(id: string, token: string): Promise<void> {
  return sendJson('POST', `${placeOf(id)}/open`, { token });
}

export function readSession(id: string, signal?: AbortSignal): Promise<SessionDetail> {
  return getJson(placeOf(id), signal);
}

export function readFindings(id: string, signal?: AbortSignal): Promise<FindingList> {
  return getJson(`${placeOf(id)}/findings`, signal);
}

/** What happened in a session, as rows of words. `known`: the version that is here already, '' for none. */
export function readSteps(id: string, known: string, signal: AbortSignal): Promise<StepList> {
  const query = new URLSearchParams(known === '' ? {} : { known });
  return getJson(`/api/v1/sessions/${encodeURIComponent(id)}/steps?${query}`, signal);
}

/** What each part of a recording holds: of one tab, or of all; parts from a sequence number on. */
export function readParts(
  id: string,
  { tab = '', fromSeq = 0 }: { tab?: string; fromSeq?: number },
  signal: AbortSignal,
): Promise<RecordingParts> {
  const query = new URLSearchParams({ tab, from_seq: String(fromSeq) });
  return getJson(`${placeOf(id)}/parts?${query}`, signal);
}

/** Some parts of the recording of one tab as they stream in: NDJSON of rrweb events, with references where style sheets are stored apart. */
export async function openRecording(
  id: string,
  { tab, fromSeq, toSeq }: { tab: string; fromSeq: number; toSeq: number },
  signal: AbortSignal,
): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  const range = { from_seq: String(fromSeq), to_seq: String(toSeq) };
  const query = new URLSearchParams({ assets: 'references', tab, ...range });
  const path = `${placeOf(id)}/recording?${query}`;
  const response = await ask(path, { signal });
  if (response.body === null) throw unreachable(path, undefined);
  return response.body;
}

/** The recording of one tab as text, with the texts of style sheets in their places: NDJSON of rrweb events. @throws ApiError */
export async function readRecordingText(id: string, tab: string): Promise<string> {
  const response = await ask(`${placeOf(id)}/recording?tab=${encodeURIComponent(tab)}`, {});
  return response.text();
}

/** Milliseconds that one asset may take: a replay without it is better than none. */
const ASSET_MAX_MS = 15_000;

/** Where the replay finds an asset, for the project that is looked at. */
export function assetAddress(hash: string): string {
  return inProject(placeOfAsset(hash));
}

/** The path below which the replay finds all of them. */
export function assetFolder(): string {
  return placeOfAsset('');
}

/** The bytes of an asset that is text. @throws ApiError 404 where it never arrived. */
export async function readAsset(hash: string, alive: AbortSignal): Promise<string> {
  const signal = AbortSignal.any([alive, AbortSignal.timeout(ASSET_MAX_MS)]);
  const response = await ask(placeOfAsset(hash), { signal });
  return response.text();
}

/** Addresses of files of the store, as they stand in a recorded page. */
const STORED = /(?:https?:\/\/[^/"'()\s<>]+)?\/api\/v1\/(?:shared\/[\w-]+\/)?assets\/[\w-]{43}(?:\?[^"'()\s<>]*)?/g;

export function storedIn(text: string): string[] {
  return text.match(STORED) ?? [];
}

/** A file of the store that a recorded page shows, by its address there. @throws ApiError 404 where it never arrived. */
export async function readStored(address: string): Promise<Blob> {
  const hash = new URL(address, location.href).pathname.split('/').at(-1) ?? '';
  const response = await ask(placeOfAsset(hash), { signal: AbortSignal.timeout(ASSET_MAX_MS) });
  return response.blob();
}

/** What a GET answers, as JSON. @throws ApiError */
export async function getJson<T>(path: string, signal?: AbortSignal): Promise<T> {
  const response = await ask(path, signal === undefined ? {} : { signal });
  return (await response.json()) as T;
}

/** Sends JSON and returns what is answered, undefined for a 204. @throws ApiError */
export async function sendJson<T = undefined>(
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  body: unknown = {},
): Promise<T> {
  const headers = { 'content-type': 'application/json' };
  const response = await ask(path, { method, headers, body: JSON.stringify(body) });
  return (response.status === 204 ? undefined : await response.json()) as T;
}

/** Sends JSON and returns the file that is answered; a large one the browser keeps on its disk. @throws ApiError */
export async function sendForFile(path: string, body: unknown): Promise<Blob> {
  const headers = { 'content-type': 'application/json' };
  const response = await ask(path, { method: 'POST', headers, body: JSON.stringify(body) });
  try {
    return await response.blob();
  } catch (cause) {
    throw unreachable(path, cause);
  }
}

async function ask(path: string, init: RequestInit): Promise<Response> {
  let response: Response;
  try {
    // Which project a question is about is said here and nowhere else.
    response = await fetch(inProject(path), { credentials: 'same-origin', ...init });
  } catch (cause) {
    if (init.signal?.aborted === true) throw cause;
    throw unreachable(path, cause);
  }
  if (response.ok) return response;
  const error = new ApiError(await readProblem(response));
  if (error.status === 401 && path !== '/api/v1/sign-in') whenSignedOut();
  throw error;
}

function unreachable(path: string, cause: unknown): ApiError {
  const detail = `Falter does not answer (${path}). Check that it runs; this page tries again by itself.`;
  return new ApiError({ status: 0, name: 'unreachable', detail }, { cause });
}

/** A proxy in between may answer with anything: what is no problem document becomes one. */
async function readProblem(response: Response): Promise<Problem> {
  const { status } = response;
  try {
    const { name, detail } = (await response.json()) as Partial<Problem>;
    if (typeof name === 'string' && typeof detail === 'string') return { status, name, detail };
  } catch {
    // Not JSON: the status alone has to tell.
  }
  return { status, name: 'unexpected_answer', detail: `The API answered ${status} ${response.statusText}.`.trim() };
}
