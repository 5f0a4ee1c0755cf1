import type { Undo } from '../host/listen.ts';
import type { Site } from '../recording/recording.ts';
import type { Tape } from '../recording/tape.ts';
import { createShortener } from './shorten.ts';
import { createSupply } from './supply.ts';

/** What travels once, where the project wishes it and the browser can hash: over http it can not, and everything stays in its line. */
export function openAssets(_tape: Tape, site: Site): Undo {
  const { said } = site;
  const fault = (): void => {
    if (said.link) said.link.stream.faults++;
  };
  // A collector that knows no assets says nothing of them.
  if (!/^(?:all|styles)$/.test(site.assets) || !globalThis.crypto?.subtle) return () => {};
  const { shorten, stock } = createShortener(fault);
  const supply = createSupply(site, stock, fault);
  const { forget } = said;
  const stop = (): void => {
    supply.stop();
    stock.clear();
    delete site.shorten;
  };
  site.shorten = shorten;
  said.lacks = (need) => {
    if (Array.isArray(need)) supply.lacks(need);
  };
  said.forget = () => {
    stop();
    forget?.();
  };
  return stop;
}
