import { parentPort } from 'node:worker_threads';
import { inflateEvents, type RedactionSettings, WireError, type WireErrorName } from '@falter/wire';
import { inflate } from './inflate.ts';
import { type Unpacked, unpackLines } from './unpack-lines.ts';

/** What a worker is asked: the events of a batch as they travelled. */
export interface Task {
  sent: Uint8Array;
  settings: RedactionSettings;
}

/** What it answers. A refusal travels by its name and message: an error loses its class between threads. */
export type Answer =
  | { unpacked: Unpacked }
  | { refused: { name: WireErrorName; message: string } }
  | { failed: string };

async function answer({ sent, settings }: Task): Promise<Answer> {
  try {
    return { unpacked: unpackLines(asBuffer(await inflateEvents(sent, inflate)), settings) };
  } catch (error) {
    if (error instanceof WireError) return { refused: { name: error.name, message: error.message } };
    return { failed: error instanceof Error ? error.name : 'unknown' };
  }
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}

parentPort?.on('message', async (task: Task) => {
  const answered = await answer(task);
  const lines = 'unpacked' in answered ? [answered.unpacked.lines.buffer as ArrayBuffer] : [];
  parentPort?.postMessage(answered, lines);
});
