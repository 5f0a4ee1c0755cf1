import { assetsReferred, expandAssets } from '@falter/wire';
import { Gaps, type Missing } from '../assets/gap.ts';
import type { SheetTexts } from '../assets/sheet-texts.ts';
import { LINE_MAX_CHARS, type LineReport, readLines } from './ndjson.ts';

/** Characters that the references of one range may become: many lines of 100 kB that each grow to the largest line would fill any memory. */
const EXPANDED_MAX_CHARS: number = 8 * LINE_MAX_CHARS;

/** A line with references, or an event without; `chars` of the line. */
type Taken = { chars: number } & ({ line: string } | { event: unknown });

/** A range of a recording: takes its lines, asks for the texts that they name meanwhile, and puts these back before anything is looked at. */
export class Intake {
  readonly #texts: SheetTexts;
  readonly #taken: Taken[] = [];
  #room = EXPANDED_MAX_CHARS;

  constructor(texts: SheetTexts) {
    this.#texts = texts;
  }

  /** Reads all lines, and waits until the texts that they name are here, or are known to be missing. */
  async read(stream: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<LineReport> {
    const report = await readLines(stream, (event, line) => {
      const referred = assetsReferred(line);
      for (const hash of referred) this.#texts.need(hash);
      this.#taken.push({ chars: line.length, ...(referred.size > 0 ? { line } : { event }) });
    });
    await this.#texts.ready();
    return report;
  }

  /** The events, each handed out once. What cannot be had is a gap in the picture, never an end of the replay. */
  *events(): Generator<{ event: unknown; chars: number; missing: Missing[] }> {
    for (const taken of this.#taken.splice(0)) {
      const gaps = new Gaps();
      const event = 'line' in taken ? this.#expanded(taken.line, gaps) : taken.event;
      yield { event, chars: taken.chars, missing: gaps.list };
    }
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
