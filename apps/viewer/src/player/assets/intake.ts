import { assetsReferred, expandAssets, type RecordedEvent } from '@falter/wire';
import { LINE_MAX_CHARS } from '../ndjson.ts';
import { type Findings, Sanitizer } from '../sanitize/sanitizer.ts';
import { AssetNotes } from './asset-notes.ts';
import { type AssetSource, AssetStore } from './asset-store.ts';
import { Gaps } from './gap.ts';
import { ShownFiles } from './shown-files.ts';

/** Where assets of the recording are. */
export interface AssetPlaces extends AssetSource {
  addressOf(hash: string): string;
  /** The address of the viewer. */
  base: string;
}

/** Characters that references of one recording may become: many lines of 100 kB that each grow to the largest line would fill any memory. */
const EXPANDED_MAX_CHARS: number = 8 * LINE_MAX_CHARS;

/** Milliseconds of work after which the page may do something else: showing how far it is, taking a click. */
const BREATH_MS = 40;

/** A line with references, or an event without. */
type Taken = { line: string } | { event: unknown };

/**
 * A recording as it comes in, until it can be replayed: takes its lines, asks for the assets that they name meanwhile, and puts bytes and
 * addresses back before anything is sanitised. What cannot be had is a gap in the picture, never an end of the replay.
 */
export class Intake {
  readonly #notes: AssetNotes = new AssetNotes();
  readonly #gaps: Gaps = new Gaps();
  readonly #places: AssetPlaces;
  readonly #store: AssetStore;
  readonly #taken: Taken[] = [];
  #room = EXPANDED_MAX_CHARS;

  constructor(places: AssetPlaces) {
    this.#places = places;
    this.#store = new AssetStore(places);
  }

  /** The next line, parsed and as it came. */
  take(event: unknown, line: string): void {
    for (const hash of this.#notes.take(event)) this.#store.needFile(hash);
    const referred = assetsReferred(line);
    for (const hash of referred) this.#store.needText(hash);
    this.#taken.push(referred.size > 0 ? { line } : { event });
  }

  /** All events that can be replayed, once their assets are here. Call it once, after the last line. */
  async events(): Promise<{ events: RecordedEvent[]; findings: Findings }> {
    await this.#store.ready();
    const { base } = this.#places;
    const addressOf = (hash: string): string => this.#places.addressOf(hash);
    const isAbsent = (hash: string): boolean => this.#store.isAbsent(hash);
    const sanitizer = new Sanitizer(new ShownFiles(this.#notes, { addressOf, isAbsent, base }, this.#gaps));
    const events: RecordedEvent[] = [];
    let breath = performance.now();
    for (const taken of this.#taken.splice(0)) {
      const event = sanitizer.accept('line' in taken ? this.#expanded(taken.line) : taken.event);
      if (event !== undefined) events.push(event);
      if (performance.now() - breath < BREATH_MS) continue;
      await new Promise((resolve) => setTimeout(resolve));
      breath = performance.now();
    }
    return { events, findings: sanitizer.findings };
  }

  #expanded(line: string): unknown {
    let length = line.length;
    const textOf = (hash: string): string | undefined => {
      const text = this.#store.textOf(hash);
      length += text?.length ?? 0;
      const fits = text !== undefined && length <= LINE_MAX_CHARS && length <= this.#room;
      const use = line.includes(`"falter-drawn:${hash}"`) ? 'picture' : 'sheet';
      if (!fits) this.#gaps.add(use, hash, text === undefined ? 'undelivered' : 'too-large');
      return fits ? text : undefined;
    };
    const whole = expandAssets(line, textOf);
    this.#room -= whole.length;
    return parsed(whole) ?? parsed(expandAssets(line, () => undefined));
  }
}

/** Rules that are none break the line that they are put into; it is replayed without them. */
function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
