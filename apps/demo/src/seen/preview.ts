import { part } from '../client/part.ts';
import { readBatch } from './batch.ts';
import { createProof } from './proof.ts';
import { openReplay } from './replay.ts';
import { setMark } from './set-mark.ts';

/** What the worker hands on: what a page sent, and the name that it has in it. */
interface Sent {
  client: string;
  body: ArrayBuffer;
}

const PRESETS = ['strict', 'default', 'open'];

/**
 * The shop in a frame, and beside it what leaves it. `complain` hears what goes wrong later. @throws Error where the browser lets nobody
 * stand between a page and the network
 */
export async function startPreview(
  shop: HTMLIFrameElement,
  root: HTMLElement,
  complain: (cause: unknown) => void,
): Promise<void> {
  if (!('serviceWorker' in navigator)) {
    throw new Error('The preview stands between the page and the network: open the shop over https or on localhost.');
  }
  const proof = createProof(part(document, 'proof', HTMLElement));
  const waiting = part(document, 'wait', HTMLElement);
  let replay = await openReplay(root);
  let reading = Promise.resolve();

  async function take(body: ArrayBuffer): Promise<void> {
    const left = await readBatch(body);
    for (const event of left.events) replay.add(event);
    if (waiting) waiting.hidden = true;
    proof.take(left);
  }

  const isOurs = watchFrame(shop, proof.watch);
  navigator.serviceWorker.addEventListener('message', ({ data }: MessageEvent<Sent>) => {
    if (isOurs(data.client)) reading = reading.then(() => take(data.body)).catch(complain);
  });
  navigator.serviceWorker.startMessages();
  onPreset(async (preset) => {
    await choose(preset);
    replay.destroy();
    proof.clear();
    replay = await openReplay(root);
    shop.contentWindow?.location.reload();
  }, complain);
  await choose('default');
  const worker = await navigator.serviceWorker.register('/seen-worker.js');
  addEventListener('pagehide', () => leave(shop, worker), { once: true });
  await navigator.serviceWorker.ready;
  shop.src = firstPage();
}

/** Looks after the pages that come into the frame; answers whether one has sent something, and not one of another preview. */
function watchFrame(shop: HTMLIFrameElement, watch: (page: Document) => void): (client: string) => boolean {
  const pages = new Set<string>();
  const meet = (): void => {
    const name = shop.contentDocument?.querySelector('meta[name="seen-client"]')?.getAttribute('content');
    if (name) pages.add(name);
  };
  shop.addEventListener('load', () => {
    meet();
    const page = shop.contentDocument;
    if (!page || page.URL === 'about:blank') return;
    watch(page);
    page.addEventListener('click', (event) => setMark(event, document), true);
    const back = part(document, 'back-to-shop', HTMLAnchorElement);
    if (back) back.href = page.URL;
  });
  return (client) => {
    meet();
    return pages.has(client);
  };
}

function onPreset(change: (preset: string) => Promise<void>, complain: (cause: unknown) => void): void {
  part(document, 'presets', HTMLFormElement)?.addEventListener('change', ({ target }) => {
    if (target instanceof HTMLInputElement && target.name === 'preset') change(target.value).catch(complain);
  });
}

/** Where the worker finds it, also after it was put to sleep. */
async function choose(preset: string): Promise<void> {
  const cache = await caches.open('seen');
  await cache.put('/preset', new Response(preset));
}

/** The page of the shop that one came from. */
function firstPage(): string {
  const asked = new URL(new URLSearchParams(location.search).get('page') ?? '/', location.href);
  const isShops = asked.origin === location.origin && !asked.pathname.startsWith('/seen');
  return isShops ? asked.pathname + asked.search : '/';
}

/** Nothing of the preview stays on the device. There is no time to wait for anything. */
function leave(shop: HTMLIFrameElement, worker: ServiceWorkerRegistration): void {
  // First: the recorder in it writes down its last words when it goes.
  shop.remove();
  void worker.unregister();
  void caches.delete('seen');
  for (const preset of PRESETS) {
    const name = `falter:seen-${preset}`;
    localStorage.removeItem(name);
    sessionStorage.removeItem(name);
    indexedDB.deleteDatabase(name);
  }
}
