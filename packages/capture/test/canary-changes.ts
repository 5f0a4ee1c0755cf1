import { LIKE, type Place } from './canary-kinds.ts';

const text = (canary: string): string => JSON.stringify(canary);

/** Ways in which a script brings something onto a page. Each is the body of an async function in the page. */
export const CHANGES: readonly Place<(canary: string) => string>[] = [
  ['changed text', 'read', (c) => `document.querySelector('#text').firstChild.data = ${text(c)}`],
  ['added text', 'read', (c) => `document.querySelector('#text').append(${text(c)})`],
  ['added elements', 'read', (c) => `document.body.insertAdjacentHTML('beforeend', '<div><p><b>${c}</b></p></div>')`],
  ['changed title', 'read', (c) => `document.querySelector('#text').title = ${text(c)}`],
  ['text added in a shadow root', 'read', (c) => `document.querySelector('#shadow').shadowRoot.append(${text(c)})`],
  [
    'shadow root added',
    'read',
    (c) => `const host = document.body.appendChild(document.createElement('div'));
    host.attachShadow({ mode: 'open' }).innerHTML = '<p>${c}</p>'`,
  ],
  ['text added in a frame', 'read', (c) => `document.querySelector('#frame').contentDocument.body.append(${text(c)})`],
  [
    'dialog shown',
    'read',
    (c) => `document.querySelector('#dialog').append(${text(c)}); document.querySelector('#dialog').showModal();
    document.querySelector('#dialog').close()`,
  ],
  [
    'custom element upgraded',
    'read',
    (c) => `customElements.define('late-one', class extends HTMLElement { connectedCallback() {
    this.textContent = ${text(c)} } }); document.body.append(document.createElement('late-one'))`,
  ],
  [
    'rule inserted',
    'read',
    (c) => `document.querySelector('#sheet').sheet.insertRule('.e::after { content: "${c}" }')`,
  ],
  [
    'declaration set',
    'read',
    (c) => `document.querySelector('#sheet').sheet.cssRules[0].style.setProperty('content', '"${c}"')`,
  ],
  [
    'sheet adopted',
    'read',
    (c) => `const sheet = new CSSStyleSheet(); sheet.replaceSync('.f::after { content: "${c}" }');
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]`,
  ],
  [
    'adopted sheet replaced',
    'read',
    (c) => `document.adoptedStyleSheets[0].replaceSync('.f::after { content: "${c}" }')`,
  ],
  ['title of the page', 'read', (c) => `document.title = ${text(c)}`],
  ['error', 'read', (c) => `setTimeout(() => { throw new Error(${text(c)}) })`],
  ['rejection', 'read', (c) => `void Promise.reject(new TypeError(${text(c)}))`],
  ['console', 'read', (c) => `console.error(${text(c)})`],
  // By pattern.
  ['e-mail address added', 'pattern', (c) => `document.querySelector('#text').append(${text(LIKE.address(c))})`],
  [
    'e-mail address in an error',
    'pattern',
    (c) => `setTimeout(() => { throw new Error('no ' + ${text(LIKE.address(c))}) })`,
  ],
  ['token in the console', 'pattern', (c) => `console.error('refused', ${text(LIKE.token(c))})`],
  // Values.
  ['value set', 'never', (c) => `document.querySelector('#field').value = ${text(c)}`],
  ['value attribute set', 'never', (c) => `document.querySelector('#field').setAttribute('value', ${text(c)})`],
  [
    'value filled in by the browser',
    'never',
    (c) => `const field = document.querySelector('#email');
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(field, ${text(c)});
    field.dispatchEvent(new Event('input', { bubbles: true })); field.dispatchEvent(new Event('change', { bubbles: true }))`,
  ],
  ['text area changed', 'never', (c) => `document.querySelector('#area').value = ${text(c)}`],
  ['text of a text area changed', 'never', (c) => `document.querySelector('#area').textContent = ${text(c)}`],
  ['text of an editor changed', 'never', (c) => `document.querySelector('#editor b').firstChild.data = ${text(c)}`],
  [
    'text added to an editor',
    'never',
    (c) => `document.querySelector('#editor').insertAdjacentHTML('beforeend', '<i title=${c}>${c}</i>')
    ; document.querySelector('#editor i').removeAttribute('title')`,
  ],
  [
    'suggestion added',
    'never',
    (c) => `document.querySelector('datalist').insertAdjacentHTML('beforeend', '<option value=${c}>${c}')`,
  ],
  ['hidden field changed', 'never', (c) => `document.querySelector('[type=hidden]').value = ${text(c)}`],
  [
    'option with a value chosen',
    'never',
    (c) => `const select = document.querySelector('#choice');
    select.add(new Option('Blue', ${text(c)})); select.value = ${text(c)}; select.dispatchEvent(new Event('change', { bubbles: true }))`,
  ],
  [
    'radio chosen',
    'never',
    (
      c,
    ) => `document.body.insertAdjacentHTML('beforeend', '<input type=radio name=s value=1><input type=radio name=s value=${c}>');
    document.querySelectorAll('[name=s]')[0].click()`,
  ],
  // What was a password once.
  [
    'password shown',
    'never',
    (c) => `const field = document.querySelector('#password'); field.value = ${text(c)}; field.type = 'text'`,
  ],
  [
    'password shown, then typed',
    'never',
    (c) => `const field = document.querySelector('#shownPassword'); field.type = 'text';
    await new Promise(requestAnimationFrame); field.value = ${text(c)}; field.dispatchEvent(new Event('input', { bubbles: true }))`,
  ],
  [
    'clone of a password',
    'never',
    (c) => `const field = document.querySelector('#shownPassword'); field.value = ${text(c)};
    field.parentElement.append(field.cloneNode(true))`,
  ],
  [
    'password made and shown in one task',
    'never',
    (c) => `const field = document.createElement('input'); field.type = 'password';
    field.value = ${text(c)}; field.type = 'text'; document.querySelector('[data-falter-unmask]').append(field)`,
  ],
  [
    'password replaced by a text field',
    'never',
    (c) => `document.querySelector('[data-falter-unmask]').insertAdjacentHTML('beforeend',
    '<input id="password2" name="password" type="text">'); const field = document.querySelector('#password2');
    await new Promise(requestAnimationFrame); field.value = ${text(c)}; field.dispatchEvent(new Event('input', { bubbles: true }))`,
  ],
  [
    'text hidden as dots',
    'never',
    (c) => `document.querySelector('[data-falter-unmask]').insertAdjacentHTML('beforeend',
    '<input id="dots" style="-webkit-text-security: disc">'); const field = document.querySelector('#dots');
    await new Promise(requestAnimationFrame); field.value = ${text(c)}; field.dispatchEvent(new Event('input', { bubbles: true }))`,
  ],
  // Addresses and attributes.
  ['link changed', 'never', (c) => `document.querySelector('a').href = '/next?q=${c}'`],
  ['picture changed', 'never', (c) => `document.querySelector('img').src = '/a.png?user=${c}'`],
  ['sources changed', 'never', (c) => `document.querySelector('img').srcset = '/a.png?user=${c} 1x'`],
  [
    'style changed',
    'never',
    (c) => `document.querySelector('#text').style.cssText = 'color: red; background: url(/a.png?user=${c})'`,
  ],
  [
    'property of a style changed',
    'never',
    (c) => `document.querySelector('#text').style.setProperty('background-image', 'url(/b.png?user=${c})')`,
  ],
  ['data attribute changed', 'never', (c) => `document.querySelector('#text').dataset.user = ${text(c)}`],
  ['unknown attribute changed', 'never', (c) => `document.querySelector('#text').setAttribute('user', ${text(c)})`],
  ['handler set', 'never', (c) => `document.querySelector('#text').setAttribute('onclick', 'pay("${c}")')`],
  [
    'url() of an inserted rule',
    'never',
    (c) => `document.querySelector('#sheet').sheet.insertRule('.g { background: url(/a.png?user=${c}) }')`,
  ],
  [
    'comment of an inserted rule',
    'never',
    (c) => `document.querySelector('#sheet').sheet.insertRule('.h { color: red /* ${c} */ }')`,
  ],
  [
    'comment of a changed style element',
    'never',
    (c) => `document.querySelector('#sheet').append('/* ${c} */ .i { color: red }')`,
  ],
  [
    'url() of an adopted sheet',
    'never',
    (c) => `document.adoptedStyleSheets[0].insertRule('.j { background: url(/a.png?user=${c}) }')`,
  ],
  ['meta added', 'never', (c) => `document.head.insertAdjacentHTML('beforeend', '<meta name="x" content="${c}">')`],
  [
    'comment added',
    'never',
    (c) => `const comment = document.createComment(${text(c)}); document.body.append(comment);
    await new Promise(requestAnimationFrame); comment.data = 'more ' + ${text(c)}`,
  ],
  ['query of a route', 'never', (c) => `history.pushState(null, '', '/canaries?tab=${c}#id=${c}')`],
  ['fragment of a route', 'never', (c) => `location.hash = '${c}=1'`],
  // What goes to and fro.
  [
    'request',
    'never',
    (c) => `await fetch('/api/200?q=${c}', { method: 'POST', body: ${text(c)}, headers: { 'x-user': ${text(c)} } })`,
  ],
  [
    'XMLHttpRequest',
    'never',
    (c) => `const xhr = new XMLHttpRequest(); xhr.open('POST', '/api/200?q=${c}'); xhr.send(${text(c)});
    await new Promise((done) => { xhr.onloadend = done })`,
  ],
  ['storage', 'never', (c) => `localStorage.setItem('user', ${text(c)}); document.cookie = 'user=${c}'`],
  [
    'address in an error',
    'never',
    (c) => `setTimeout(() => { throw new Error('GET https://x.example/?q=${c} failed') })`,
  ],
  ['message to a window', 'never', (c) => `postMessage(${text(c)}, '*')`],
  // What the site marks.
  ['text changed where it is masked', 'never', (c) => `document.querySelector('#masked').firstChild.data = ${text(c)}`],
  [
    'element added where it is masked',
    'never',
    (c) => `document.querySelector('#masked').insertAdjacentHTML('beforeend', '<b title=${c}>${c}</b>')`,
  ],
  [
    'text in the shadow root of a masked host, changed',
    'never',
    (c) => `document.querySelector('#maskedHost').shadowRoot.querySelector('p').firstChild.data = ${text(c)}`,
  ],
  [
    'element in the shadow root of a masked host, added',
    'never',
    (c) => `document.querySelector('#maskedHost').shadowRoot.append(${text(c)})`,
  ],
  ['light of a masked slot, changed', 'never', (c) => `document.querySelector('#slots').firstChild.data = ${text(c)}`],
  [
    'masked frame, changed',
    'never',
    (c) => `document.querySelector('#maskedFrame').contentDocument.body.append(${text(c)})`,
  ],
  [
    'shadow root of a blocked host, changed',
    'never',
    (c) => `document.querySelector('#blockedHost').shadowRoot.append(${text(c)})`,
  ],
  [
    'mark that comes with the text',
    'never',
    (c) => `const p = document.body.appendChild(document.createElement('p'));
    p.dataset.falterMask = ''; p.textContent = ${text(c)}`,
  ],
  [
    'text after a mark came',
    'never',
    (c) => `const p = document.body.appendChild(document.createElement('p')); p.textContent = 'harmless';
    await new Promise(requestAnimationFrame); p.dataset.falterMask = ''; p.textContent = ${text(c)}`,
  ],
  [
    'text moved into a masked part',
    'never',
    (c) => `const p = document.createElement('p'); document.querySelector('#masked').append(p);
    p.textContent = ${text(c)}`,
  ],
  [
    'form with a field called parentNode',
    'never',
    (c) => `document.body.insertAdjacentHTML('beforeend',
    '<div data-falter-mask><form id=clobbered><input name=parentNode><input name=getAttribute><input name=localName><p>x</p></form></div>');
    await new Promise(requestAnimationFrame); document.querySelector('#clobbered p').textContent = ${text(c)}`,
  ],
];
