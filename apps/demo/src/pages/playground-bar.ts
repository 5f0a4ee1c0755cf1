import { type Html, html } from '../html.ts';
import { type Fault, faults } from '../shared/faults.ts';
import type { Setting } from './setting.ts';

/** The strip at the foot of every page that switches faults. Hidden until the page's module knows whether it is wanted. */
export function playgroundBar(setting: Setting): Html {
  return html`<aside class="playground" aria-label="Playground" data-testid="playground-bar" hidden>
<div class="wide playground-row">
<button type="button" class="playground-toggle" data-testid="bar-toggle" aria-expanded="false" aria-controls="playground-panel"><span class="lamp" aria-hidden="true"></span>Playground <span class="playground-count" data-testid="fault-count">no faults on</span><svg viewBox="0 0 12 8" width="11" height="8" aria-hidden="true"><path d="M1 6.500l5-5 5 5" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round"/></svg></button>
<span class="playground-links"><a href="/seen" title="The page as it is recorded, beside the page" data-testid="seen-link">What Falter sees</a>
<a href="${setting.viewer}/" target="_blank" rel="noopener" title="What was found in what you just did appears there within about 10 seconds" data-testid="viewer-link"><span class="long">See this session in </span>Falter</a></span>
</div>
<div class="wide playground-panel" id="playground-panel" data-testid="playground-panel" hidden>
<p>Switch a fault on, then use that part of the shop. Falter should notice; it should stay silent about everything that works. What it finds appears in the session within about 10 seconds.</p>
<ul class="fault-list">
${faults.map(
  (fault) => html`<li class="fault">
<label class="switch"><input type="checkbox" role="switch" data-fault="${fault.id}" data-testid="fault-${fault.id}" aria-describedby="about-${fault.id}"><span class="track" aria-hidden="true"></span><span class="fault-title">${fault.title}</span></label>
<p id="about-${fault.id}">${fault.breaks}</p>
<p class="fault-foot"><span>${raises(fault)}</span> <a href="${fault.tryAt.path}" data-try data-testid="try-${fault.id}">Try ${fault.tryAt.label}</a></p>
</li>`,
)}
</ul>
<p class="calm-words" id="calm-words">These look like trouble and are none. Falter should stay silent about them, whatever is switched on.</p>
<ul class="calm-list" aria-labelledby="calm-words">
<li><button type="button" class="calm" data-testid="calm-slow">Six seconds, with a sign of life</button></li>
<li><button type="button" class="calm" data-testid="calm-guest">A guest asks who they are (401)</button></li>
<li><button type="button" class="calm" data-testid="calm-picture">A picture that need not be there (404)</button></li>
</ul>
<p class="calm-status" role="status" data-testid="calm-status"></p>
</div>
</aside>`;
}

function raises({ signals }: Fault): Html {
  return html`Raises ${signals.map((signal, index) => html`${index > 0 && ', '}<code>${signal}</code>`)}`;
}
