import { EVENT_TYPE, PLUGIN, type RecordedEvent } from '@falter/wire';
import { customHref, withoutFragment } from './addresses.ts';
import { CssHints } from './css-hints.ts';
import { textOf } from './describe.ts';
import { DocumentReader } from './document-reader.ts';
import { toDocumentSteps } from './document-steps.ts';
import { readError } from './errors.ts';
import { Facts } from './facts.ts';
import { Losses } from './losses.ts';
import { attribute, Mirror, type MirrorNode } from './mirror.ts';
import { Moves } from './moves.ts';
import { readNote } from './notes.ts';
import { Pages } from './pages.ts';
import { isRaw, type Raw, SOURCE, toNumber, toRaw, toText } from './raw.ts';
import type { Moment } from './reactions.ts';
import { Referrals } from './referrals.ts';
import { readRequests } from './requests.ts';
import type { Step, Timeline } from './steps.ts';
import { sizeOf, type TabTraits } from './tab-traits.ts';
import type { ReadingOptions } from './timed-tab.ts';
import { type Arrival, byOf } from './trail.ts';
import { readWords, type Words } from './words.ts';

/** A full snapshot this soon after another event is the recorder's periodical one, not a new page. */
const CHECKOUT_MS = 100;

/** Reads one tab event after event. What it tells at any moment is what one reads who stops there. */
export class TabReader {
  readonly #tab: string;
  readonly #traits: TabTraits;
  readonly #pages: Pages;
  readonly #hints = new CssHints();
  readonly #mirror: Mirror;
  readonly #documents: DocumentReader[] = [];
  readonly #steps: Step[] = [];
  readonly #words: Words[] = [];
  readonly #losses: Losses;
  readonly #facts = new Facts();
  readonly #referrals = new Referrals();
  readonly #moves: Moves;
  #title: MirrorNode | null = null;
  #meta: Raw | null = null;
  #metaGap = 0;
  #reloaded = false;
  #malformed = 0;
  #read = 0;
  /** What is added to the page's clock to come to the recording's time. */
  #skew = 0;
  #startedAt = 0;
  #endedAt = 0;

  /** @param traits of the whole tab, as far as it will be read. */
  constructor(tab: string, traits: TabTraits) {
    this.#tab = tab;
    this.#losses = new Losses(tab);
    this.#traits = traits;
    this.#pages = new Pages(tab);
    this.#mirror = new Mirror((node) => this.#meet(node));
    this.#moves = new Moves(this.#mirror);
  }

  /** Batches are missing before this event. */
  lose(batches: number, at: number, index: number): void {
    this.#moves.lost();
    this.#documents.at(-1)?.tape.losses.push({ from: this.#endedAt, index });
    this.#losses.missing(batches, { from: index === 0 ? at : this.#endedAt, until: at, view: this.#pages.current });
  }

  read(event: RecordedEvent, at: number, index: number): void {
    if (index === 0) this.#startedAt = at;
    this.#read++;
    this.#skew = at - event.timestamp;
    const gap = at - this.#endedAt;
    const data: unknown = event.data;
    if (event.type > EVENT_TYPE.load && !isRaw(data)) {
      this.#malformed++;
      return;
    }
    const raw = toRaw(data);
    if (event.type === EVENT_TYPE.domContentLoaded || event.type === EVENT_TYPE.load) this.#reloaded = true;
    else if (event.type === EVENT_TYPE.meta) {
      this.#meta = raw;
      this.#metaGap = gap;
      this.#facts.viewport ||= sizeOf(raw);
    } else if (event.type === EVENT_TYPE.fullSnapshot) this.#snapshot(raw, at, index);
    else if (event.type === EVENT_TYPE.incremental) {
      if (typeof raw.source !== 'number') this.#malformed++;
      if (raw.source === SOURCE.touchMove) this.#facts.touch = true;
      this.#document(at).incremental(raw, { at, index });
      this.#moves.incremental(raw, at, this.#pages.current);
    } else this.#told(event.type, raw, { at, index });
    this.#endedAt = at;
    this.#documents.at(-1)?.alive(at);
  }

  /** What it tells so far; reading may go on. @param dropped events that were left out before. */
  finish(dropped: number, options: ReadingOptions): Timeline {
    const tab = this.#tab;
    this.#referrals.settle();
    const pages = this.#pages.viewsAt(this.#endedAt, this.#title ? textOf(this.#title) : '');
    const steps = [
      this.#steps,
      toDocumentSteps(this.#documents, { tab, pages, ...options }),
      this.#losses.stepsAt(this.#endedAt),
      this.#moves.steps(tab, pages, options.closed),
    ].flat();
    steps.sort((a, b) => a.at - b.at);
    return {
      ...{ tab, steps, pages, startedAt: this.#startedAt, endedAt: this.#endedAt },
      events: this.#read - this.#malformed,
      skipped: dropped + this.#malformed,
      clicks: steps.filter((step) => step.kind === 'click').length,
      words: [...this.#words],
      inputs: this.#documents.flatMap(({ tape }) => tape.inputs.told),
      gestures: this.#moves.gestures,
      ...this.#facts,
    };
  }

  #meet(node: MirrorNode): void {
    if (node.tag === 'title' && node.parent?.tag === 'head') this.#title = node;
    const css = node.tag === 'link' || node.tag === 'style' ? attribute(node, '_cssText') : '';
    if (css) this.#hints.read(css);
    else if (node.tag === '#text' && node.parent?.tag === 'style') this.#hints.read(node.text);
  }

  /** The document that is shown; one is opened for recordings that begin without a snapshot. */
  #document(at: number): DocumentReader {
    const document = this.#documents.at(-1) ?? this.#open(at, this.#traits.firstHref);
    document.turn(this.#pages.current, at);
    return document;
  }

  #open(at: number, href: string): DocumentReader {
    this.#pages.open(at, href);
    const before = this.#documents.at(-1);
    this.#moves.came(at, { url: this.#pages.views.at(-1)!.url, by: 'document' }, before);
    const document = new DocumentReader(at, { mirror: this.#mirror, hints: this.#hints, traits: this.#traits });
    if (before) document.comesAfter(before, { at, view: this.#pages.current });
    this.#documents.push(document);
    return document;
  }

  #close(at: number): void {
    this.#losses.close(at);
    if (this.#title) this.#pages.title(textOf(this.#title));
    this.#pages.close(at);
  }

  #snapshot(raw: Raw, at: number, index: number): void {
    const href = toText(this.#meta?.href) || this.#traits.firstHref;
    const before = this.#documents.at(-1);
    const isNew = !before || (this.#facts.hasSnapshot && this.#isNewDocument(href, index));
    if (isNew) {
      before?.follow(at);
      this.#close(at);
      this.#title = null;
    }
    if (!this.#mirror.load(raw.node)) this.#malformed++;
    else this.#facts.hasSnapshot = true;
    if (isNew) this.#open(at, href);
    this.#meta = null;
    this.#reloaded = false;
  }

  /** Another document, or the recorder's periodical snapshot of the one that is shown. */
  #isNewDocument(href: string, index: number): boolean {
    if (this.#traits.introduced.size > 0) return this.#traits.introduced.has(index);
    return this.#reloaded || withoutFragment(href) !== withoutFragment(this.#pages.href) || this.#metaGap > CHECKOUT_MS;
  }

  #told(type: number, raw: Raw, moment: Moment): void {
    const { at } = moment;
    if (type === EVENT_TYPE.custom) {
      const href = customHref(raw);
      if (href) this.#moved(href, moment, 'told');
      return;
    }
    const plugin = toText(raw.plugin);
    const payload = toRaw(raw.payload);
    const error = readError(plugin, payload);
    if (error) this.#steps.push({ kind: 'error', tab: this.#tab, at, view: this.#viewAt(at), ...error });
    else if (plugin === PLUGIN.page) {
      this.#pages.title(this.#facts.met(payload));
      const [before, url] = [this.#documents.at(-2), this.#pages.views.at(-2)?.url];
      if (before) this.#referrals.came(toText(payload.referrer), before.tape, url ?? '');
    } else if (plugin === PLUGIN.navigation) this.#navigated(payload, moment);
    else if (plugin === PLUGIN.visibility) this.#visibility(toText(payload.state), moment);
    else if (plugin === PLUGIN.submit) this.#submitted(payload, moment);
    else if (plugin === PLUGIN.vital) this.#pages.felt(payload);
    else if (!this.#noted(plugin, payload, moment)) {
      for (const request of readRequests(plugin, payload, at)) {
        const { tape, view } = this.#document(at);
        tape.requests.push({ ...request, index: moment.index, view, cause: null });
      }
    }
  }

  #noted(plugin: string, payload: Raw, { at, index }: Moment): boolean {
    const told = { at, index, skew: this.#skew, node: this.#mirror.get(payload.id) };
    if (plugin === PLUGIN.dialog) this.#document(at).react('away', { at, index }, { name: 'dialog' });
    if (this.#losses.told(plugin, payload, told, () => this.#document(at))) return true;
    const words = readWords(plugin, payload, at);
    if (words) this.#words.push(words);
    const note = readNote(plugin, payload, this.#mirror);
    if (note) this.#steps.push({ kind: 'note', tab: this.#tab, at, view: this.#viewAt(at), ...note });
    return words !== null || note !== null;
  }

  /** A submit that the page itself prevents is no answer yet: what the page does instead is. */
  #submitted({ kind, id, prevented }: Raw, moment: Moment): void {
    if (kind !== 'submit' && kind !== 'invalid') return;
    const document = this.#document(moment.at);
    document.forms.told({ kind, id: toNumber(id, 0) }, moment, document.view);
    const node = this.#mirror.get(id);
    if (kind === 'submit') document.sent(node, moment);
    else if (node) document.refused(node, moment);
    if (kind === 'invalid' || prevented === false) document.react('submit', moment, { node, name: kind });
  }

  #viewAt(at: number): number {
    return this.#document(at) && this.#pages.current;
  }

  #moved(href: string, moment: Moment, by: Arrival['by']): void {
    const document = this.#document(moment.at);
    if (href === this.#pages.href) return;
    if (this.#title) this.#pages.title(textOf(this.#title));
    if (this.#pages.move(moment.at, href))
      this.#moves.came(moment.at, { url: this.#pages.views.at(-1)!.url, by }, document);
    if (by === 'pop') document.tape.stirs.push(moment.at); // What comes then did not come by itself.
    document.react('navigation', moment, { name: by === 'pop' ? 'pop' : '' });
  }

  /** A fragment that is no route ("#top") leaves the scrubbed address as it was; the page may still have answered by it. */
  #navigated({ kind, to }: Raw, moment: Moment): void {
    const href = toText(to);
    if (href !== this.#pages.href) this.#moved(href, moment, byOf(kind));
    else if (kind !== 'replace') this.#document(moment.at).react('navigation', moment, { name: 'fragment' });
  }

  #visibility(state: string, moment: Moment): void {
    const { at } = moment;
    const document = this.#document(at);
    this.#moves.shown(state, at);
    if (state === 'visible') document.back(at);
    else if (state === 'left') document.left(at);
    else document.hidden(moment);
  }
}
