import { tinsMax, tinsMin } from '../shared/order.ts';

/** A pair of buttons around a number of tins. Every click that is possible changes the number; at the ends a button rests. */
export function mountStepper(group: HTMLElement, start: number, changed: (tins: number) => void): void {
  const shown = group.querySelector('output');
  const [fewer, more] = group.querySelectorAll('button');
  if (!shown || !fewer || !more) return;
  const show = (tins: number) => {
    shown.textContent = String(tins);
    fewer.disabled = tins <= tinsMin;
    more.disabled = tins >= tinsMax;
  };
  const step = (by: number) => () => {
    const tins = Number(shown.textContent) + by;
    show(tins);
    changed(tins);
  };
  fewer.addEventListener('click', step(-1));
  more.addEventListener('click', step(1));
  show(start);
}
