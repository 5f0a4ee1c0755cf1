/** The one message that crosses between the two windows. With it comes the port over which all others go. */
export interface Handover {
  kind: typeof HANDOVER;
  /** Path below which the store keeps the files of recordings, as the page that shows this replay may read them. */
  assets: string;
}

export const HANDOVER = 'falter/replay-frame';

/** Of all sessions that one may see, or of the one that a link shows. */
const ASSETS = /^\/api\/v1\/(?:shared\/[\w-]+\/)?assets\/$/;

/** A window, as far as the handing over needs one. */
type View = Pick<Window, 'addEventListener' | 'removeEventListener' | 'location' | 'parent'>;

/**
 * Takes the port that the page around this one hands over, once. What comes from another window or another origin, what looks otherwise, and
 * whatever comes later is not heard: not from an opener, not from what runs beside, and not from the recorded page, were it to run anything.
 */
export function takePort(view: View, onPort: (port: MessagePort, assets: string) => void): void {
  // Opened by itself there is nobody around: it stays empty.
  if (view.parent === view) return;
  const listen = ({ source, origin, data, ports }: MessageEvent): void => {
    const [port, ...more] = ports;
    if (source !== view.parent || origin !== view.location.origin) return;
    if (port === undefined || more.length > 0 || !isHandover(data)) return;
    view.removeEventListener('message', listen);
    onPort(port, data.assets);
  };
  view.addEventListener('message', listen);
}

function isHandover(data: unknown): data is Handover {
  if (typeof data !== 'object' || data === null) return false;
  const { kind, assets } = data as Partial<Handover>;
  return kind === HANDOVER && typeof assets === 'string' && ASSETS.test(assets);
}
