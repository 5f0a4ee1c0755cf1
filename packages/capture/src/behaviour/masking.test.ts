import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  events,
  everythingSent,
  lastWords,
  notes,
  open,
  openStage,
  type Stage,
  stored,
  TAG,
} from '../../test/visit.ts';

/** Every secret of these pages has its number in it, so that a leak says which one it is. */
const secret = (n: number): string => `sekret${n}x`;

const FORM = `<!doctype html><html><head><title>Shop</title>${TAG}
  <meta name="viewport" content="width=device-width"><meta name="csrf-token" content="${secret(1)}"><meta name="user" content="${secret(2)}">
  <!-- ${secret(3)} --><noscript><input value="${secret(4)}"></noscript></head><body>
  <form action="/pay?token=${secret(5)}">
    <input type="hidden" name="t" value="${secret(6)}"><input id="text" value="${secret(7)}"><input type="password" value="${secret(8)}">
    <input type="email" value="${secret(9)}@x.de"><input type="checkbox" id="box" value="${secret(10)}" checked><input type="radio" name="r" id="radio1" value="${secret(11)}">
    <input type="radio" name="r" id="radio2" value="${secret(12)}"><textarea id="area">${secret(13)}</textarea>
    <select id="select"><option value="${secret(14)}">Blue</option><option value="${secret(15)}" selected>Red</option></select>
    <input list="list" id="listed"><datalist id="list"><option value="${secret(16)}" label="${secret(43)}">${secret(17)}</option></datalist>
    <button name="b" value="${secret(18)}" formaction="/other?k=${secret(19)}">Order</button><input type="submit" value="Pay now">
    <input type="number" value="${secret(20)}"><input type="RADIO" name="r2" value="${secret(21)}"><input type="file" id="file">
    <input type="text" id="cleared" value="${secret(22)}"><textarea id="clearedArea">${secret(23)}</textarea>
  </form>
  <div contenteditable="true" id="editor">${secret(24)} <b>${secret(25)}</b></div>
  <p class="with-a-class" data-falter-mask>${secret(26)}</p><div class="falter-block"><p>${secret(27)}</p></div><section data-falter-block>${secret(28)}</section>
  <a id="top" href="#top">top</a> <a href="mailto:${secret(29)}@x.de">mail</a> <a href="/next?q=${secret(30)}#${secret(31)}">next</a>
  <svg><linearGradient id="g" href="#other"></linearGradient></svg><div style="background:url(a.png)">x</div>
  <style>p { background: url(b.png) }</style><button onclick="pay('${secret(32)}')">inline</button>
  <iframe srcdoc="<input value='${secret(33)}'>"></iframe><my-field value="${secret(34)}"></my-field><li value="3">three</li>
  <div data-falter-mask><input type="checkbox" id="maskedBox"></div>
  <div id="host"></div><p id="plain">What the visitor reads</p>
  <script>
    document.getElementById('cleared').value = ''; document.getElementById('clearedArea').value = '';
    document.getElementById('host').attachShadow({ mode: 'open' }).innerHTML = '<input value="${secret(35)}">';
  </script></body></html>`;

const OTP = `<!doctype html><title>Code</title>${TAG}<input id="otp" autocomplete="one-time-code" inputmode="numeric">
  <textarea id="note"></textarea><div id="editor" contenteditable></div><input id="composed">`;

const PAGES = { '/form': FORM, '/otp': OTP };

let stage: Stage;
beforeAll(async () => {
  stage = await openStage(PAGES);
});
afterAll(() => stage.close());

/** Ends the visit so that everything recorded is on the wire. */
async function finish(page: Page): Promise<string> {
  await page.close();
  await lastWords(stage.end);
  return everythingSent(stage.end);
}

function leaks(sent: string): string[] {
  return [...new Set(sent.match(/sekret\d+x/g))];
}

const address = `/form?token=${secret(36)}&next=/account/${secret(37)}/x#access_token=${secret(38)}`;

describe('masking', () => {
  test('initial values of every kind of field stay in the page', async () => {
    const page = await open(stage, await stage.visitor(), address);
    const sent = await finish(page);
    expect(leaks(sent)).toEqual([]);
    for (const kept of ['What the visitor reads', 'Order', 'Pay now', 'Blue', 'width=device-width', 'mailto:']) {
      expect(sent).toContain(kept);
    }
  });

  test('the address of the page and of its links travels without values', async () => {
    const page = await open(stage, await stage.visitor(), address);
    await finish(page);
    const at = `${stage.end.site}/form`;
    expect(events(stage.end)[0]).toMatchObject({ type: 4, data: { href: `${at}?token=&next=` } });
    expect(notes(stage.end, 'falter/page@1')).toMatchObject([{ url: `${at}?token=&next=`, title: 'Shop' }]);
    const snapshot = JSON.stringify(events(stage.end)[1]);
    expect(snapshot).toContain(`"href":"${at}?token=&next=#"`);
    expect(snapshot).toContain(`"href":"${stage.end.site}/next?q=#"`);
  });

  test('what a visitor types, chooses and ticks stays in the page, that it happens does not', async () => {
    const page = await open(stage, await stage.visitor(), '/form');
    await page.fill('#text', '');
    await page.locator('#text').pressSequentially(secret(40));
    await page.locator('#area').pressSequentially(secret(41));
    await page.locator('[type=password]').pressSequentially(secret(42));
    await page.locator('#editor').pressSequentially(secret(44));
    await page.selectOption('#select', { index: 0 });
    await page.uncheck('#box');
    await page.check('#radio1');
    await page.check('#maskedBox');
    await page.setInputFiles('#file', {
      name: `${secret(45)}.pdf`,
      mimeType: 'application/pdf',
      buffer: Buffer.from('x'),
    });
    const sent = await finish(page);
    expect(leaks(sent)).toEqual([]);
    const inputs = events(stage.end).filter(({ type, data }) => type === 3 && data.source === 5);
    const typed = inputs.filter(({ data }) => data.text === '*****' && data.userTriggered);
    expect(typed.length).toBeGreaterThanOrEqual(3 * secret(40).length);
    expect(inputs.map(({ data }) => data.text).filter((text) => text !== '*****' && text !== '')).toEqual([]);
    const ticked = inputs.filter(({ data }) => data.isChecked);
    expect(ticked).toHaveLength(1);
  });

  test('H93: what is pasted, and what an input method composes, stays in the page', async () => {
    const context = await stage.visitor({ permissions: ['clipboard-read', 'clipboard-write'] });
    const page = await open(stage, context, '/otp');
    const cdp = await context.newCDPSession(page);
    await page.evaluate(`navigator.clipboard.writeText('${secret(60)}')`);
    for (const field of ['#otp', '#note', '#editor']) {
      await page.focus(field);
      await page.keyboard.press('ControlOrMeta+V');
    }
    await page.focus('#composed');
    await cdp.send('Input.imeSetComposition', { selectionStart: 9, selectionEnd: 9, text: secret(61) });
    await cdp.send('Input.insertText', { text: secret(61) });
    const typed = '[otp.value, note.value, editor.textContent, composed.value].join()';
    expect(await page.evaluate(typed)).toBe([secret(60), secret(60), secret(60), secret(61)].join());
    const sent = await finish(page);
    expect(leaks(sent)).toEqual([]);
    expect(notes(stage.end, 'falter/clipboard@1').filter(({ kind }) => kind === 'paste')).toHaveLength(3);
  });

  test('what a script writes into fields stays in the page', async () => {
    const page = await open(stage, await stage.visitor(), '/form');
    await page.evaluate(([one, two, three, four, five, six, seven, eight]) => {
      const by = (id: string): HTMLInputElement => document.getElementById(id) as HTMLInputElement;
      by('text').value = String(one);
      by('text').setAttribute('value', String(two));
      document.querySelector('[type=hidden]')?.setAttribute('value', String(three));
      by('area').textContent = String(four);
      document.querySelector('noscript')?.append(String(five));
      document.querySelector('datalist')?.insertAdjacentHTML('beforeend', `<option value="${six}">${six}</option>`);
      document.body.insertAdjacentHTML(
        'beforeend',
        `<div><input type=hidden value="${seven}"><textarea>${seven}</textarea></div>`,
      );
      const password = document.querySelector<HTMLInputElement>('[type=password]');
      password?.setAttribute('type', 'text');
      document.body.append(password?.cloneNode(true) ?? '');
      document.querySelector('#clearedArea')?.firstChild?.replaceWith(String(eight));
    }, [50, 51, 52, 53, 54, 55, 56, 57].map(secret));
    const sent = await finish(page);
    expect(leaks(sent)).toEqual([]);
    expect(sent).toContain('"adds":[{');
  });

  test('an empty field is told from a filled one, and a filled one from none longer', async () => {
    const page = await open(stage, await stage.visitor(), '/form');
    await finish(page);
    // biome-ignore lint/suspicious/noExplicitAny: a walk through rrweb's tree
    const find = (node: any, id: string): any =>
      node.attributes?.id === id ? node : node.childNodes?.map((child: unknown) => find(child, id)).find(Boolean);
    const root = events(stage.end).find(({ type }) => type === 2)?.data.node;
    expect(find(root, 'text').attributes.value).toBe('*****');
    expect(find(root, 'listed').attributes.value ?? '').toBe('');
    expect(find(root, 'box').attributes).toMatchObject({ value: '*****', checked: true });
  });

  test('the key, the session and the release are in the envelope', async () => {
    const page = await open(stage, await stage.visitor(), '/form');
    await finish(page);
    const envelopes = stored(stage.end).map(({ batch }) => batch.envelope);
    expect(envelopes[0]).toMatchObject({
      key: 'key-of-a-test',
      release: 'r1',
      seq: 0,
      counters: { dropped: 0, faults: 0 },
    });
  });
});
