import { assetsReferred, expandAssets } from '@falter/wire';
import { Gaps, type Missing } from '../assets/gap.ts';
import type { SheetTexts } from '../assets/sheet-texts.ts';
import { LINE_MAX_CHARS, type LineReport, readLines } from './ndjson.ts';

/** Characters that the references of one range may become: many lines of 100 kB that each grow to the largest line would fill any memory. */
const EXPANDED_MAX_CHARS: number = 8 * LINE_MAX_CHARS;

/** A line with references, or an event without; `chars` of the line. */
type Taken = { chars: number } & ({ line: string } | { event: unknown });

/** An event with the texts that it refers to in their places, and what of them cannot be had. */
export interface TakenEvent {
  event: unknown;
  chars: number;
  missing: Missing[];
}

/**
 * A range of a recording as it streams in: takes its lines, asks at once for the texts that they name, and puts these back before
 * anything is looked at.
 */
export class Intake {
  readonly #texts: SheetTexts;
  readonly #taken: Taken[] = [];
  #room = EXPANDED_MAX_CHARS;
  /** Wakes who waits for more. */
  #wake: () => void = () => {};
  #isOver = false;
  /** What was met, once all lines are read; rejects when the stream breaks off. */
  readonly report: Promise<LineReport>;

  constructor(texts: SheetTexts, stream: ReadableStream<Uint8Array<ArrayBuffer>>) {
    this.#texts = texts;
    this.report = readLines(
      stream,
      (event, line) => this.#take(event, line),
      () => this.#wake(),
    ).finally(() => {
      this.#isOver = true;
      this.#wake();
    });
    this.report.catch(() => {});
  }

  /** The events in bits, each handed out once. What cannot be had is a gap in the picture, never an end of the replay. */
  async *events(): AsyncGenerator<TakenEvent[]> {
    for (;;) {
      const bit = this.#taken.splice(0);
      if (bit.some((taken) => 'line' in taken)) await this.#texts.ready();
      if (bit.length > 0) yield bit.map((taken) => this.#whole(taken));
      else if (this.#isOver) break;
      else await this.#more();
    }
    await this.report;
  }

  #more(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }

  #take(event: unknown, line: string): void {
    const referred = assetsReferred(line);
    for (const hash of referred) this.#texts.need(hash);
    this.#taken.push({ chars: line.length, ...(referred.size > 0 ? { line } : { event }) });
  }

  #whole(taken: Taken): TakenEvent {
    const gaps = new Gaps();
    const event = 'line' in taken ? this.#expanded(taken.line, gaps) : taken.event;
    return { event, chars: taken.chars, missing: gaps.list };
  }

  #expanded(line: string, gaps: Gaps): unknown {
    let length = line.length;
    const textOf = (hash: string): string | undefined => {
      const text = this.#texts.textOf(hash);
      length += text?.length ?? 0;
      const fits = text !== undefined && length <= LINE_MAX_CHARS && length <= this.#room;
      const use = line.includes(`"falter-drawn:${hash}"`) ? 'picture' : 'sheet';
      if (!fits) gaps.add(use, hash, text === undefined ? 'undelivered' : 'too-large');
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
