import { type FaultId, faults, parseFaults } from '../shared/faults.ts';
import { keepTabSetting, tabSetting } from './tab-setting.ts';

const on = new Set<FaultId>(parseFaults(tabSetting('fault', '')));

/** Whether a fault is switched on in this tab. */
export function isOn(fault: FaultId): boolean {
  return on.has(fault);
}

/** Switches a fault on or off, at once and for the rest of the tab's life. */
export function switchFault(fault: FaultId, wanted: boolean): void {
  if (wanted) on.add(fault);
  else on.delete(fault);
  keepTabSetting('fault', activeFaults().join(','));
}

/** The faults that are on, in the catalogue's order. */
export function activeFaults(): FaultId[] {
  return faults.filter((fault) => on.has(fault.id)).map((fault) => fault.id);
}

/** Listens to clicks unless the fault `dead-button` is on: then a click leads to nothing whatsoever. */
export function onLiveClick(target: HTMLElement, handler: () => void): void {
  target.addEventListener('click', () => {
    if (!isOn('dead-button')) handler();
  });
}
