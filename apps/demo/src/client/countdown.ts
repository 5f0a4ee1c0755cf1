import { part } from './part.ts';
import { tabSetting } from './tab-setting.ts';

/** From one high tide to the next, in ms: 12 h 25 min. */
const tideMs = 44_700_000;

/** A clock that changes the page every second without anybody clicking; `?clock=0` stops it. */
export function mountCountdown(root: ParentNode): void {
  const clock = part(root, 'offer-clock', HTMLElement);
  if (!clock || tabSetting('clock', '1') === '0') return;
  const tick = () => {
    if (!clock.isConnected) return clearInterval(timer);
    clock.textContent = `Free postage until high tide, in ${clockFace(tideMs - (Date.now() % tideMs))}.`;
  };
  const timer = setInterval(tick, 1000);
  tick();
}

function clockFace(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const parts = [seconds / 3600, (seconds / 60) % 60, seconds % 60];
  return parts.map((value) => String(Math.floor(value)).padStart(2, '0')).join(':');
}
