import type { FaultId } from '../shared/faults.ts';
import { activeFaults, isOn, switchFault } from './faults.ts';
import { button, part, say } from './part.ts';
import { keepTabSetting, tabSetting } from './tab-setting.ts';

/** The bar that switches faults. `?bar=0` hides it for the tab. */
export function mountPlayground(root: ParentNode): void {
  const bar = part(root, 'playground-bar', HTMLElement);
  const panel = part(root, 'playground-panel', HTMLElement);
  const toggle = button(root, 'bar-toggle');
  if (!bar || !panel || !toggle) return;
  // In the preview of what is recorded there is nothing to switch.
  bar.hidden = tabSetting('bar', '1') === '0' || parent !== window;
  const seen = part(root, 'seen-link', HTMLAnchorElement);
  seen?.addEventListener('click', () => {
    seen.search = `?page=${encodeURIComponent(location.pathname)}`;
  });
  const open = (wanted: boolean) => {
    panel.hidden = !wanted;
    toggle.setAttribute('aria-expanded', String(wanted));
    keepTabSetting('panel', wanted ? '1' : '0');
  };
  toggle.addEventListener('click', () => open(panel.hasAttribute('hidden')));
  if (tabSetting('panel', '0') === '1') open(true);
  // The panel would cover the very thing that is to be tried.
  for (const link of panel.querySelectorAll('[data-try]')) link.addEventListener('click', () => open(false));
  for (const input of bar.querySelectorAll<HTMLInputElement>('[data-fault]')) {
    const fault = input.dataset.fault as FaultId;
    input.checked = isOn(fault);
    input.addEventListener('change', () => {
      switchFault(fault, input.checked);
      showCount(bar);
    });
  }
  showCount(bar);
}

function showCount(bar: HTMLElement): void {
  const on = activeFaults();
  bar.classList.toggle('faulty', on.length > 0);
  say(part(bar, 'fault-count', HTMLElement), on.length === 0 ? 'no faults on' : `on: ${on.join(', ')}`);
}
