import { createReplay } from '../replay/replayer.ts';
import { takePort } from './handover.ts';
import { keepToStore } from './keep-to-store.ts';
import { ReplayHost } from './replay-host.ts';

// The page of replays: replay-frame.html, in a frame of the viewer's.
takePort(window, (port, assets) => {
  keepToStore(document, assets);
  new ReplayHost(port, {
    build: (startedAt, listener) => createReplay(document.body, startedAt, listener),
    nextFrame: (act) => {
      const asked = requestAnimationFrame(act);
      return () => cancelAnimationFrame(asked);
    },
  });
});
