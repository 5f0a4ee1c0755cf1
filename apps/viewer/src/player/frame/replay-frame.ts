import { HANDOVER, type Handover } from './handover.ts';
import { keepFocus } from './keep-focus.ts';
import { fromFrame } from './messages.ts';
import { type RemoteListener, RemoteReplay } from './remote-replay.ts';

/** How long the page of replays may take to load and to answer. Milliseconds. */
const ANSWER_MAX_MS = 20_000;

/**
 * The page of replays (`/replay-frame`) in the viewer's: a frame of its own with a policy of its own, which asks nobody for anything but files of the
 * store, and which the recorded page inside it inherits. It is inert: no focus, no pointer, no keys. It loads as soon as it has
 * its place, so that it is there when there is something to show.
 */
export class ReplayFrame {
  readonly #frame: HTMLIFrameElement = document.createElement('iframe');
  readonly #port: MessagePort;
  readonly #answered: Promise<void>;
  readonly #stopKeeping: () => void;
  #onReady: () => void = () => {};
  #replay: RemoteReplay | undefined;
  #replays = 0;

  /** @param assets path below which the store keeps the files of recordings. */
  constructor(place: HTMLElement, assets: string) {
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    port1.addEventListener('message', ({ data }: MessageEvent) => this.#hear(data));
    port1.start();
    this.#answered = new Promise((resolve, reject) => {
      const refused = new Error('The page that shows replays did not load. Reload the page.');
      const late = setTimeout(() => reject(refused), ANSWER_MAX_MS);
      this.#onReady = () => {
        clearTimeout(late);
        resolve();
      };
    });
    this.#answered.catch(() => {});
    Object.assign(this.#frame, { src: '/replay-frame', title: 'Recorded page', inert: true, tabIndex: -1 });
    this.#frame.setAttribute('sandbox', 'allow-scripts allow-same-origin');
    const hand = (): void =>
      this.#frame.contentWindow?.postMessage({ kind: HANDOVER, assets } satisfies Handover, location.origin, [port2]);
    this.#frame.addEventListener('load', hand, { once: true });
    place.append(this.#frame);
    this.#stopKeeping = keepFocus(this.#frame);
  }

  /** Builds a replay in it, and resolves once that stands; the one before is gone. @param startedAt epoch ms. */
  async open(startedAt: number, listener: RemoteListener): Promise<RemoteReplay> {
    await this.#answered;
    const replay = new RemoteReplay(++this.#replays, listener, (message) => this.#port.postMessage(message));
    this.#replay = replay;
    await replay.open(startedAt);
    return replay;
  }

  /** The recorded page as it stands, null where there is none: to be looked at, not to be changed. */
  get recordedPage(): Document | null {
    return this.#frame.contentDocument?.querySelector('iframe')?.contentDocument ?? null;
  }

  close(): void {
    this.#stopKeeping();
    this.#port.close();
    this.#frame.remove();
  }

  #hear(data: unknown): void {
    const message = fromFrame(data);
    if (message?.kind === 'ready') this.#onReady();
    else if (message !== undefined && message.replay === this.#replay?.number) this.#replay.hear(message);
  }
}
