import { type Raw, SOURCE, toList, toRaw, toText } from './raw.ts';

/**
 * Tells the style sheets that come after their document: one that was loaded later, rules that a script inserts (CSS in JS), sheets that a
 * shadow root adopts. `data`: of an incremental event; `read` is called with texts of CSS.
 */
export function readLateSheets(data: Raw, read: (css: string) => void): void {
  if (data.source === SOURCE.mutation) {
    for (const change of toList(data.attributes)) tell(toRaw(toRaw(change).attributes)._cssText, read);
  } else if (data.source === SOURCE.styleRule) {
    readRules(data.adds, read);
    tell(data.replace, read);
    tell(data.replaceSync, read);
  } else if (data.source === SOURCE.adoptedStyleSheet) {
    for (const sheet of toList(data.styles)) readRules(toRaw(sheet).rules, read);
  }
}

function readRules(rules: unknown, read: (css: string) => void): void {
  for (const one of toList(rules)) tell(toRaw(one).rule, read);
}

function tell(css: unknown, read: (css: string) => void): void {
  const text = toText(css);
  if (text !== '') read(text);
}
