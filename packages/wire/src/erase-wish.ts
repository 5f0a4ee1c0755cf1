import { decode, id, parseObject, text } from './envelope.ts';
import { WireError } from './errors.ts';
import { KEY_MAX_CHARS, WIRE_VERSION } from './limits.ts';

/** `POST /v1/erase`: a page asks for its own session to be erased. One JSON line; the secret proves that it is its own. */
export interface EraseWish {
  v: typeof WIRE_VERSION;
  key: string;
  session: string;
  secret: string;
}

/** What it is answered, with 202: from now on nobody sees the session. */
export interface EraseAnswer {
  erasing: true;
}

/**
 * Reads a wish; unknown fields are ignored, as in an envelope.
 * @throws WireError `bad_envelope` for anything that is not one, `wrong_version` for another version of the format.
 */
export function parseEraseWish(line: Uint8Array): EraseWish {
  const value = parseObject(decode(line).trimEnd());
  if (value.v !== WIRE_VERSION) throw new WireError('wrong_version', `v is another. Send version ${WIRE_VERSION}.`);
  return {
    v: WIRE_VERSION,
    key: text(value, 'key', KEY_MAX_CHARS),
    session: id(value, 'session'),
    secret: id(value, 'secret'),
  };
}
