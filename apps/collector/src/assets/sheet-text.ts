import { isUtf8 } from 'node:buffer';
import { setImmediate as othersFirst } from 'node:timers/promises';
import {
  type RedactionClass,
  type RedactionSettings,
  type ReferenceKind,
  rulesIn,
  type SheetRule,
  WireError,
} from '@falter/wire';
import { Redactor } from '../redaction/redact-text.ts';

/** Characters that are looked at before others have their turn: a sheet of nothing but e-mail addresses takes 20 ms for so many. */
const AT_ONCE_CHARS: number = 32 * 1024;

/** Things to take out of one sheet, at most: what has more is none. */
const FOUND_MAX = 10_000;

/** What was taken out, and how often. */
export type FoundInSheet = ReadonlyMap<RedactionClass, number>;

/**
 * The text of a style sheet (of `rules`: the JSON array) without what must not be stored, and what was taken out. Where nothing is, it is
 * letter by letter what was sent.
 * @throws WireError `wrong_type` for what is no text, no list of rules, or full of what must not be stored
 */
export async function cleanSheet(
  kind: Exclude<ReferenceKind, 'drawn'>,
  bytes: Buffer,
  settings: RedactionSettings,
): Promise<{ text: string; found: FoundInSheet }> {
  if (!isUtf8(bytes)) throw new WireError('wrong_type', 'a style sheet is text in UTF-8. Send its text.');
  const text = bytes.toString('utf8');
  const rules = kind === 'rules' ? rulesOf(text) : undefined;
  const redactor = new Redactor(settings);
  const found = new Map<RedactionClass, number>();
  const hear = (what: RedactionClass) => {
    const count = (found.get(what) ?? 0) + 1;
    if (count > FOUND_MAX) throw new WireError('wrong_type', 'this is no style sheet. Leave it out.');
    found.set(what, count);
  };
  const clean = (sheet: string) => redactSlowly(sheet, (slice) => redactor.redact(slice, 'sheet', hear));
  if (!rules) return { text: await clean(text), found };
  const cleaned: SheetRule[] = [];
  for (const rule of rules) cleaned.push({ ...rule, rule: await clean(rule.rule) });
  return { text: found.size > 0 ? JSON.stringify(cleaned) : text, found };
}

/** A slice ends behind a rule, where no e-mail address and no key goes on. */
async function redactSlowly(text: string, redact: (slice: string) => string): Promise<string> {
  if (text.length <= AT_ONCE_CHARS) return redact(text);
  let result = '';
  for (let from = 0; from < text.length; ) {
    const end = text.indexOf('}', from + AT_ONCE_CHARS);
    const to = end < 0 ? text.length : end + 1;
    result += redact(text.slice(from, to));
    from = to;
    await othersFirst();
  }
  return result;
}

function rulesOf(text: string): SheetRule[] {
  const rules = rulesIn(text);
  if (rules) return rules;
  throw new WireError('wrong_type', 'these are no rules of a style sheet. Send a JSON array of {rule, index}.');
}
