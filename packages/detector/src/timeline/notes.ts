import { PLUGIN } from '@falter/wire';
import { labelOf } from './describe.ts';
import type { Mirror } from './mirror.ts';
import { type Raw, toText } from './raw.ts';
import type { NoteStep } from './steps.ts';
import { speakable } from './wording.ts';

type Note = Pick<NoteStep, 'note' | 'text'>;

/** Characters of what a note quotes. */
const QUOTE_MAX = 200;

const TAGS: Readonly<Record<string, string>> = { img: 'image', image: 'image', link: 'style sheet', iframe: 'frame' };

/** Each way of the clipboard, as the sentence about it begins. */
const CLIPBOARD: Readonly<Record<string, string>> = { copy: 'copied from', cut: 'cut from', paste: 'pasted into' };

/** What a plugin event tells that nobody flags, in words; null when it tells something else. */
export function readNote(plugin: string, payload: Raw, mirror: Mirror): Note | null {
  const text = wordsOf(plugin, payload, mirror);
  const kind = KINDS[plugin];
  return kind && text ? { note: kind, text } : null;
}

const KINDS: Readonly<Record<string, Note['note']>> = {
  [PLUGIN.console]: 'console',
  [PLUGIN.resource]: 'resource',
  [PLUGIN.csp]: 'csp',
  [PLUGIN.dialog]: 'dialog',
  [PLUGIN.clipboard]: 'clipboard',
  [PLUGIN.track]: 'track',
  [PLUGIN.mark]: 'mark',
};

function wordsOf(plugin: string, payload: Raw, mirror: Mirror): string {
  const quote = (value: unknown): string => speakable(toText(value), QUOTE_MAX);
  switch (plugin) {
    case PLUGIN.console:
      return (
        quote(payload.text) &&
        `${payload.level === 'warn' ? 'warning' : 'error'} in the console: ${quote(payload.text)}`
      );
    case PLUGIN.resource:
      return (
        quote(payload.url) &&
        `${TAGS[toText(payload.tag)] ?? speakable(toText(payload.tag), 30)} did not load: ${quote(payload.url)}`
      );
    case PLUGIN.csp:
      return cspWords(payload, quote(payload.blocked));
    case PLUGIN.dialog:
      return dialogWords(payload, mirror);
    case PLUGIN.clipboard:
      return clipboardWords(payload, mirror);
    case PLUGIN.track: {
      const { value } = payload;
      const said = typeof value === 'number' || typeof value === 'boolean' ? String(value) : quote(value);
      return said && quote(payload.name) ? `${quote(payload.name)}: ${said}` : quote(payload.name);
    }
    default:
      return quote(payload.step);
  }
}

function cspWords({ directive, enforced }: Raw, blocked: string): string {
  const rule = speakable(toText(directive), 50);
  return (
    rule &&
    `the page's security policy ${enforced === false ? 'would refuse' : 'refused'} ${blocked || 'something'} (${rule})`
  );
}

function dialogWords({ kind, outcome, id }: Raw, mirror: Mirror): string {
  if (kind === 'dialog') {
    const node = mirror.get(id);
    return `${node ? labelOf(node) : 'dialog'} ${outcome === 'opened' ? 'opened' : 'closed'}`;
  }
  if (kind === 'alert') return 'the page showed an alert';
  const answer = outcome === 'ok' ? ': answered OK' : outcome === 'cancel' ? ': cancelled' : '';
  if (kind === 'confirm') return `the page asked for a confirmation${answer}`;
  return kind === 'prompt' ? `the page asked for a text${answer}` : '';
}

function clipboardWords({ kind, id }: Raw, mirror: Mirror): string {
  const way = CLIPBOARD[toText(kind)];
  const node = mirror.get(id);
  return way ? `${way} ${!node || node.tag === 'body' ? 'the page' : labelOf(node)}` : '';
}
