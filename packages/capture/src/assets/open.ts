import type { Known } from '../beyond/inside.ts';
import { listen, type Undo, undoAll } from '../host/listen.ts';
import type { Site } from '../recording/recording.ts';
import type { Tape } from '../recording/tape.ts';
import { createShortener } from './shorten.ts';
import { createSupply } from './supply.ts';
import { type FilesWatch, watchFiles } from './tell-files.ts';

/** What travels once, where the project wishes it and the browser can hash: over http it can not, and everything stays in its line. */
export function openAssets(tape: Tape, site: Site): Undo {
  const { said, assets } = site;
  // A collector that knows no assets says nothing of them.
  if (!/^(?:all|styles)$/.test(assets) || !globalThis.crypto?.subtle) return () => {};
  const fault = (): void => {
    if (said.link) said.link.stream.faults++;
  };
  const { shorten, stock, named } = createShortener(fault);
  const supply = createSupply(site, stock, fault);
  let files: FilesWatch | undefined;
  if (assets === 'all') {
    tape.reach((pass: Known) => {
      files = watchFiles({ site, note: tape.note, pass, stock, named, fault });
      return { see: () => false, stop: files.stop };
    });
  }
  let hasArrived = false;
  const go = (): void => {
    if (!hasArrived) return;
    supply.go();
    files?.look();
  };
  const undo = undoAll([
    listen(window, 'load', go),
    listen(document, 'visibilitychange', go),
    supply.stop,
    () => files?.stop(),
    stock.clear,
  ]);
  const { forget } = said;
  const stop = (): void => {
    undo();
    delete site.shorten;
  };
  site.shorten = shorten;
  said.lacks = (need) => {
    // An answer: somebody is there, and what is recorded arrives.
    hasArrived = true;
    if (Array.isArray(need)) supply.want(need);
    go();
  };
  said.forget = () => {
    stop();
    forget?.();
  };
  return stop;
}
