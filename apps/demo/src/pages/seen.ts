import { html } from '../html.ts';

const presets = [
  { id: 'strict', about: 'No text and no label of any kind, sizes kept.' },
  {
    id: 'default',
    about: 'Text as the visitor sees it, card numbers, e-mail addresses, phone numbers and keys in it masked.',
  },
  { id: 'open', about: 'Text as it is. What is typed is masked all the same.' },
] as const;

const marks = [
  { id: 'mask', about: 'Words become *** as long as they were.' },
  { id: 'unmask', about: 'Inside a masked part: as the preset has it. With “open” also what is typed into it.' },
  { id: 'block', about: 'An empty box of the same size; nothing inside is told.' },
  { id: 'ignore', about: 'It is seen, but not what the visitor does with it.' },
] as const;

/** “What Falter sees”: the shop on one side, on the other what of it leaves. It has no tag: it is not recorded itself. */
export function seenPage(): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>What Falter sees · Low Tide Tea</title>
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/styles/base.css">
<link rel="stylesheet" href="/styles/seen.css">
<script type="module" src="/seen/main.ts"></script>
</head>
<body>
<main class="seen">
<header class="seen-head">
<div>
<h1>What Falter sees</h1>
<p>On the left the shop: click, type, walk through it. On the right the same page, played from what left your browser: the recorder and its privacy pass are those of every visitor. Nothing of this preview is stored.</p>
</div>
<a class="button quiet small" href="/" data-testid="back-to-shop">Back to the shop</a>
</header>
<form class="seen-choices" data-testid="presets">
<fieldset><legend>Privacy preset</legend>
${presets.map(({ id, about }) => html`<label><input type="radio" name="preset" value="${id}" data-testid="preset-${id}"${id === 'default' && html` checked`}> <span><strong>${id}</strong>: ${about}</span></label>`)}
</fieldset>
<fieldset><legend>Marks: choose one, then click a part of the shop</legend>
${marks.map(({ id, about }) => html`<label><input type="radio" name="mark" value="${id}" data-testid="mark-${id}"> <span><code>data-falter-${id}</code>: ${about}</span></label>`)}
</fieldset>
</form>
<p class="seen-proof" role="status" data-testid="proof">Type something into a field.</p>
<p class="problem" role="alert" data-testid="seen-problem"></p>
<div class="seen-panes">
<section aria-labelledby="shop-title"><h2 id="shop-title">The shop</h2><iframe title="The shop" data-testid="shop"></iframe></section>
<section aria-labelledby="replay-title"><h2 id="replay-title">What left it</h2><div class="seen-replay" data-testid="replay"></div><p class="seen-wait" data-testid="wait">Nothing so far: a page that nobody touches sends nothing. Move over the shop.</p></section>
</div>
<section class="seen-legend" aria-labelledby="legend-title"><h2 id="legend-title">How to read it</h2>
<dl>
<div><dt>*****</dt><dd>What was typed, or stood in a field. It never leaves, whatever its length; that something was typed does.</dd></div>
<div><dt>***</dt><dd>Words that the preset, a mark or a pattern for secrets took out.</dd></div>
<div><dt><span class="hatched" aria-hidden="true"></span> hatched</dt><dd>A picture. With “strict” nothing is known of it but its size; else its address, without values.</dd></div>
<div><dt>empty box</dt><dd>A blocked part.</dd></div>
</dl></section>
</main>
</body>
</html>
`.markup;
}
