import type { AssetEnvelope } from './asset-upload.ts';
import type { Envelope } from './envelope.ts';
import { WireError } from './errors.ts';
import { ENVELOPE_MAX_BYTES } from './limits.ts';

const NEWLINE = 10;

/** A batch's bytes: the envelope as one plain line, a newline, then the event lines, gzipped or plain. An asset's: the same. */
export function frame(envelope: Envelope | AssetEnvelope, events: Uint8Array): Uint8Array {
  const head = new TextEncoder().encode(`${JSON.stringify(envelope)}\n`);
  const body = new Uint8Array(head.length + events.length);
  body.set(head);
  body.set(events, head.length);
  return body;
}

/** Where the envelope line ends, or -1 while its newline has not arrived. `from` skips what was looked at before. */
export function envelopeEnd(bytes: Uint8Array, from = 0): number {
  return bytes.indexOf(NEWLINE, from);
}

/**
 * Takes a whole batch apart, without reading either part.
 * @throws WireError `empty` for no bytes, `bad_envelope` when no newline ends the first 8 KiB.
 */
export function unframe(bytes: Uint8Array): { envelope: Uint8Array; events: Uint8Array } {
  if (bytes.length === 0) throw new WireError('empty', 'batch has no bytes. Send an envelope and at least one event.');
  const end = envelopeEnd(bytes);
  if (end < 0 || end > ENVELOPE_MAX_BYTES) {
    throw new WireError(
      'bad_envelope',
      `no newline within ${ENVELOPE_MAX_BYTES} bytes. Send the envelope as one line.`,
    );
  }
  return { envelope: bytes.subarray(0, end), events: bytes.subarray(end + 1) };
}
