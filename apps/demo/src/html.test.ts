import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { escapeHtml, html, raw } from './html.ts';

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

describe('html', () => {
  test('escapes what is put in', () => {
    expect(html`<p title="${'"><script>'}">${"it's <b>"}</p>`.markup).toBe(
      '<p title="&quot;&gt;&lt;script&gt;">it&#39;s &lt;b&gt;</p>',
    );
  });

  test('keeps markup of its own, and joins lists', () => {
    expect(html`<ul>${['a', '&'].map((name) => html`<li>${name}</li>`)}</ul>`.markup).toBe(
      '<ul><li>a</li><li>&amp;</li></ul>',
    );
  });

  test('lets false, null and undefined vanish, but not zero', () => {
    expect(html`${false}${null}${undefined}${0}${''}`.markup).toBe('0');
  });

  test('takes raw markup as it is', () => {
    expect(html`${raw('<svg/>')}`.markup).toBe('<svg/>');
  });

  test('no text breaks out, and every text can be read back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const escaped = escapeHtml(text);
        expect(escaped).not.toMatch(/[<>"']/);
        expect(escaped.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => named[name] ?? '')).toBe(text);
      }),
    );
  });
});
