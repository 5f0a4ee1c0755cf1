import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import type { Browser, Page } from 'playwright-core';

/** A recorded page as it stands in a replay. */
export interface Picture {
  /** Every node, a line each, as deep as it lies: elements by tag, texts, comments, shadow roots, documents of frames. */
  nodes: string;
  /** The words of all texts outside of style sheets. */
  text: string;
}

/** The official Replayer of rrweb, plain, on a page of its own. */
export interface OfficialReplayer {
  /** The picture at the end of a recording: JSON of its events. */
  atTheEnd(events: string): Promise<Picture>;
  close(): void;
}

/** Window of both replays. */
export const VIEWPORT: { width: number; height: number } = { width: 1280, height: 800 };

/**
 * Runs in the page of either replay. One thing is not looked at, on both sides: the empty document of a frame of which the recording
 * has none. The official replayer lets such a frame load from where it came from, whose document nobody may read; the
 * viewer takes the address away, and the browser puts an empty document there.
 */
function readPicture(frame: HTMLIFrameElement): Picture {
  const nodes: string[] = [];
  const words: string[] = [];
  const isBlank = ({ documentElement }: Document): boolean =>
    documentElement?.textContent === '' && documentElement.querySelectorAll('*').length <= 2;
  const visit = (node: Node, depth: number): void => {
    const indent = ' '.repeat(depth);
    if (node.nodeType === 3) {
      nodes.push(`${indent}${JSON.stringify(node.nodeValue)}`);
      if (node.parentNode?.nodeName !== 'STYLE') words.push(node.nodeValue ?? '');
      return;
    }
    nodes.push(`${indent}${node.nodeType === 8 ? JSON.stringify(`<!--${node.nodeValue}-->`) : node.nodeName}`);
    const { shadowRoot, contentDocument } = node as HTMLIFrameElement;
    if (shadowRoot) visit(shadowRoot, depth + 1);
    if (contentDocument && !isBlank(contentDocument)) visit(contentDocument, depth + 1);
    for (const child of node.childNodes) visit(child, depth + 1);
  };
  if (frame.contentDocument) visit(frame.contentDocument, 0);
  return { nodes: nodes.join('\n'), text: words.join('') };
}

const PAGE = `<!doctype html><title>Official replayer</title><style>body { margin: 0 }</style><div id="root"></div>
<script src="/rrweb.js"></script>`;

/** Serves rrweb's own build, as it lies in node_modules; whatever else a recording asks for is not there. */
export async function startOfficialReplayer(browser: Browser): Promise<OfficialReplayer> {
  const folder = dirname(createRequire(import.meta.url).resolve('rrweb'));
  const script = readFileSync(join(folder, 'rrweb.umd.min.cjs'));
  let recording = '';
  const server = createServer((request, response) => {
    if (request.url === '/') response.setHeader('content-type', 'text/html').end(PAGE);
    else if (request.url === '/rrweb.js') response.setHeader('content-type', 'text/javascript').end(script);
    else if (request.url === '/events') response.end(recording);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const context = await browser.newContext({ viewport: VIEWPORT });
  await context.route(
    (address) => !address.href.startsWith(url),
    (route) => route.abort(),
  );
  const page = await context.newPage();
  await page.goto(url);
  return {
    atTheEnd: (events) => {
      recording = events;
      return page.evaluate(playToTheEnd, readPicture.toString());
    },
    close: () => server.close(),
  };
}

/** Runs in the official page. A millisecond more than the whole: what lies exactly at its end is played too. */
async function playToTheEnd(read: string): Promise<Picture> {
  const events = await (await fetch('/events')).json();
  // biome-ignore lint/suspicious/noExplicitAny: rrweb's global, in the page
  const { Replayer } = (window as any).rrweb;
  const root = document.getElementById('root');
  const replayer = new Replayer(events, { root, showWarning: false });
  // Its constructor shows the first frame by timers of its own.
  await new Promise((resolve) => setTimeout(resolve, 20));
  replayer.pause(replayer.getMetaData().totalTime + 1);
  const picture = new Function(`return ${read}`)()(replayer.iframe);
  replayer.destroy();
  root?.replaceChildren();
  return picture;
}

/** What the viewer shows right now. */
export function pictureInViewer(page: Page): Promise<Picture> {
  return page.evaluate((read) => {
    const frame = document.querySelector<HTMLIFrameElement>('[data-testid=stage] iframe');
    return new Function(`return ${read}`)()(frame?.contentDocument?.querySelector('iframe'));
  }, readPicture.toString());
}
