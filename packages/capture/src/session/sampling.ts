import { createGuard } from '../host/guard.ts';
import { type Recording, type Site, startRecording } from '../recording/recording.ts';
import { watchActivity } from './activity.ts';
import { isChosen } from './chosen.ts';
import { storeName } from './identity.ts';
import { openSession, type Session, touchSession } from './session.ts';

/** As often as a recording looks: the store is not asked at every move of a mouse. */
const TOUCH_EVERY_MS = 1_000;

/** Records the sessions that are in the site's sample. Of the others only one thing is kept: when the visitor was last there. */
export function startSampled(site: Site): Recording {
  const { shared } = site.stores;
  const name = storeName(site.key);
  let present = enter();

  function enter(): Recording {
    site.said.offer();
    const session = openSession(shared, name, Date.now());
    if (isChosen(site, session.id)) return startRecording(site, () => (present = enter()));
    site.said.tell('sampled-out', 'this session is not in the sample.');
    return passOver(session);
  }

  /** Waits for the next session, which may be in the sample. */
  function passOver(session: Session): Recording {
    let touched = Number.NEGATIVE_INFINITY;
    const onSign = (now: number): void => {
      if (Math.abs(now - touched) < TOUCH_EVERY_MS) return;
      touched = now;
      if (touchSession(shared, name, session, now).id === session.id) return;
      stop();
      present = enter();
    };
    const stop = watchActivity(
      onSign,
      createGuard(() => {}),
    );
    const { said } = site;
    said.offer(() => {
      site.chosen = session.id;
      stop();
      present = enter();
    });
    const end = (): void => {
      said.offer();
      stop();
    };
    return { stop: end, drop: end, trigger: () => {} };
  }

  return {
    stop: () => present.stop(),
    drop: () => present.drop(),
    trigger: (reason) => present.trigger(reason),
  };
}
