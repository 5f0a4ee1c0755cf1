/**
 * The service worker of “What Falter sees”. It stands where the wire begins: every page in the preview's frame gets a write key of the
 * preview, what is asked for that key is answered here, and what the recorder sends under it goes to the preview and nowhere else.
 * Recorder, its privacy pass and the shop are those of every visitor.
 */

/** Before the preset, in the write key of a page in the preview. */
const KEY = 'seen-';

interface WorkerClient {
  readonly url: string;
  postMessage(message: unknown): void;
}

interface FetchEvent extends Event {
  readonly request: Request;
  readonly clientId: string;
  readonly resultingClientId: string;
  respondWith(answer: Promise<Response>): void;
}

interface Worker {
  readonly clients: {
    matchAll(options: { type: 'window'; includeUncontrolled: true }): Promise<readonly WorkerClient[]>;
    claim(): Promise<void>;
  };
  skipWaiting(): Promise<void>;
  addEventListener(type: 'fetch', hear: (event: FetchEvent) => void): void;
  addEventListener(type: 'install' | 'activate', hear: () => void): void;
}

const worker = globalThis as unknown as Worker;

worker.addEventListener('install', () => void worker.skipWaiting());
worker.addEventListener('activate', () => void worker.clients.claim());
worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.mode === 'navigate' && request.destination === 'iframe') event.respondWith(toPreview(event));
  else if (url.pathname === '/v1/settings' && url.searchParams.get('key')?.startsWith(KEY)) {
    event.respondWith(Promise.resolve(settings(url.searchParams.get('key')?.slice(KEY.length) ?? '')));
  } else if (url.pathname === '/v1/batch' && request.method === 'POST') event.respondWith(take(event));
});

/** A page of the shop as it is, but for the key of its tag; the preview finds in it by which name its batches will come. */
async function toPreview({ request, resultingClientId }: FetchEvent): Promise<Response> {
  const answer = await fetch(request);
  const previews = await previewsOpen();
  if (previews.length === 0 || !answer.headers.get('content-type')?.startsWith('text/html')) return answer;
  const cache = await caches.open('seen');
  const preset = (await (await cache.match('/preset'))?.text()) ?? 'default';
  const page = (await answer.text())
    .replace(/ data-key="[^"]*"/, ` data-key="${KEY}${preset}"`)
    .replace('<head>', `<head><meta name="seen-client" content="${resultingClientId}">`);
  return new Response(page, { status: answer.status, headers: { 'content-type': 'text/html; charset=utf-8' } });
}

/** As a project has it that records all with this preset. */
function settings(privacy: string): Response {
  return Response.json({
    ...{ recording: true, privacy, consent: 'granted', sample: 1, when: 'always' },
    ...{ gpc: false, dnt: false, consentMode: false, canvas: false, assets: 'none', frames: [], trace: [] },
  });
}

/** What a page sends: of the preview's pages to the preview, of all others to where it was sent. */
async function take({ request, clientId }: FetchEvent): Promise<Response> {
  const body = await request.clone().arrayBuffer();
  const bytes = new Uint8Array(body);
  const end = bytes.indexOf(10);
  if (!isPreviews(new TextDecoder().decode(bytes.subarray(0, end < 0 ? bytes.length : end)))) return fetch(request);
  for (const preview of await previewsOpen()) preview.postMessage({ client: clientId, body });
  return Response.json({});
}

function isPreviews(envelope: string): boolean {
  try {
    return String((JSON.parse(envelope) as { key?: unknown }).key).startsWith(KEY);
  } catch {
    return false;
  }
}

async function previewsOpen(): Promise<readonly WorkerClient[]> {
  const windows = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true });
  return windows.filter(({ url }) => new URL(url).pathname === '/seen');
}
