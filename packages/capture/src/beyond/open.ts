import { watchCanvases } from './canvases.ts';
import { watchFramed } from './framed.ts';
import { watchFrames } from './frames.ts';
import type { Beyond, Inside } from './inside.ts';
import { tellLive } from './live.ts';

/** Begins what the project wishes of: canvases, frames of other origins. */
export function openBeyond(inside: Inside): Beyond {
  const { canvas, preset, frames } = inside;
  const parts: { see(event: Parameters<Beyond['see']>[0]): void; stop(): void }[] = [];
  // Nobody can mask what is drawn.
  if (canvas && preset !== 'strict' && 'OffscreenCanvas' in window) parts.push(watchCanvases(inside));
  // One level: a frame in a frame is nobody's.
  const isFramed = frames.length > 0 && parent !== window && parent === top;
  if (frames.length > 0 && parent === window) parts.push(watchFrames(inside));
  const see = inside.guard((event: Parameters<Beyond['see']>[0]) => {
    for (const part of parts) part.see(event);
  });
  see(tellLive(inside.idOf));
  // The last one to see an event: the others have seen what goes to the page around.
  const framed = isFramed ? watchFramed(inside) : undefined;
  return {
    see(event) {
      see(event);
      return framed?.see(event) ?? false;
    },
    stop: inside.guard(() => {
      for (const part of parts) part.stop();
      framed?.stop();
    }),
  };
}
