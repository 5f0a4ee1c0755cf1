/** rrweb's Replayer, as far as it is used here. It is served as a file: the shop has no bundler. */
interface Replayer {
  readonly wrapper: HTMLElement;
  readonly iframe: HTMLIFrameElement;
  startLive(): void;
  addEvent(event: object): void;
  destroy(): void;
  on(type: 'resize', hear: (size: { width: number; height: number }) => void): void;
}

interface Rrweb {
  Replayer: new (events: object[], options: object) => Replayer;
}

/** As Falter's own player has it: pictures are not part of a recording. */
const RULES = [
  'img, video, picture, object, embed { object-position: -99999px 0; background: repeating-linear-gradient(135deg, #8886 0 6px, #8882 6px 12px) !important; }',
];

/** A page as it was recorded, while it is recorded. */
export interface LiveReplay {
  add(event: object): void;
  destroy(): void;
}

/** Builds an empty replay into `root`, as wide as it is. The frame runs no script and takes no focus. */
export async function openReplay(root: HTMLElement): Promise<LiveReplay> {
  const path = '/seen/replayer.js';
  const { Replayer } = (await import(path)) as Rrweb;
  const replayer = new Replayer([], {
    ...{ root, liveMode: true, mouseTail: false, triggerFocus: false, UNSAFE_replayCanvas: false },
    ...{ insertStyleRules: RULES, showWarning: false },
  });
  replayer.iframe.title = 'The page as Falter has it';
  replayer.wrapper.inert = true;
  let width = 0;
  let height = 0;
  const fit = (): void => {
    const scale = width === 0 ? 1 : root.clientWidth / width;
    replayer.wrapper.style.transform = `scale(${scale})`;
    root.style.height = `${height * scale}px`;
  };
  replayer.on('resize', (size) => {
    ({ width, height } = size);
    fit();
  });
  const observer = new ResizeObserver(fit);
  observer.observe(root);
  replayer.startLive();
  return {
    add: (event) => replayer.addEvent(event),
    destroy() {
      observer.disconnect();
      replayer.destroy();
      root.replaceChildren();
    },
  };
}
