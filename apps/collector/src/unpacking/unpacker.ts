import { INFLATED_MAX_BYTES, inflateEvents, type RedactionSettings, WireError } from '@falter/wire';
import type { Place } from '../taking/capacity.ts';
import { declaredBytes, inflate } from './inflate.ts';
import { type Unpacked, unpackLines } from './unpack-lines.ts';
import { WorkerPool } from './worker-pool.ts';

/**
 * Inflated bytes up to which a batch is taken apart where it arrived: some milliseconds at worst. A thread of its own costs a usual
 * batch more than the work itself.
 */
const HERE_MAX_BYTES = 256 * 1024;

/** Threads for larger ones. More than two only take memory from each other. */
const WORKERS = 2;

/** A batch with its lines as text, as the store takes them. */
export interface Events extends Omit<Unpacked, 'lines'> {
  lines: string;
}

/** Inflates, checks, hashes and redacts the events of batches, and never holds up the event loop for long. */
export class Unpacker {
  readonly #workers = new WorkerPool(WORKERS);

  /**
   * `place` hears what is held. Text is held twice for a while: as it is stored and as it is inserted.
   * @throws WireError for what is refused
   */
  async unpack(sent: Uint8Array, settings: RedactionSettings, place: Pick<Place, 'hold'>): Promise<Events> {
    const size = declaredBytes(sent);
    // Before it is inflated, so that a crowd of large ones is told "later" and does not wait in line.
    place.hold(2 * Math.min(size, INFLATED_MAX_BYTES));
    if (size <= HERE_MAX_BYTES) {
      const bytes = await inflateEvents(sent, inflate);
      return asText(unpackLines(asBuffer(bytes), settings));
    }
    const answer = await this.#workers.run({ sent, settings });
    if ('refused' in answer) throw refusal(answer.refused);
    if ('failed' in answer) throw new Error(`[collector] a batch could not be taken apart (${answer.failed}).`);
    return asText(answer.unpacked);
  }
}

function asText({ lines, ...rest }: Unpacked): Events {
  return { ...rest, lines: asBuffer(lines).toString('utf8') };
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}

/** The same error on this side of the thread. Its message begins with the room's name by itself. */
function refusal({ name, message }: { name: WireError['name']; message: string }): WireError {
  return new WireError(name, message.replace(/^\[wire\] /, ''));
}
