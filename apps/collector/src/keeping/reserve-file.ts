import { existsSync, statSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';

/** Bytes set aside: enough for the engine to copy what is to be kept of a day, and to write down what it drops. */
export const RESERVE_BYTES: number = 64 * 1024 * 1024;

/** Bytes of one write. */
const PIECE = new Uint8Array(1024 * 1024).fill(0x20);

/**
 * Room on the disk that nobody else can take: on a full disk nothing can be deleted, since a delete is written down first. Given back
 * when the disk is tight, taken again when there is room.
 */
export class ReserveFile {
  readonly #path: string;
  readonly #bytes: number;

  constructor(path: string, bytes: number = RESERVE_BYTES) {
    this.#path = path;
    this.#bytes = bytes;
  }

  get held(): boolean {
    return existsSync(this.#path) && statSync(this.#path).size === this.#bytes;
  }

  /** Takes the room, really written: a hole in a file reserves nothing. False where there is none; nothing is left behind then. */
  async take(): Promise<boolean> {
    if (this.held) return true;
    const part = `${this.#path}.part`;
    try {
      const file = await open(part, 'w', 0o600);
      try {
        for (let left = this.#bytes; left > 0; left -= PIECE.length)
          await file.write(PIECE, 0, Math.min(left, PIECE.length));
        await file.datasync();
      } finally {
        await file.close();
      }
      await rename(part, this.#path);
      return true;
    } catch {
      await rm(part, { force: true });
      return false;
    }
  }

  /** Gives the room back. Returns whether it held some. */
  async release(): Promise<boolean> {
    const had = this.held;
    await rm(this.#path, { force: true });
    return had;
  }
}
