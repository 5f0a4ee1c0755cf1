import { ApiError } from './problem.ts';

/** Bytes of a body, where a route takes no more. */
const BODY_MAX_BYTES = 4096;

/** The JSON of a small request body, read no further than the limit. @throws ApiError `body_too_large`, `bad_body` */
export async function readJson(request: Request, maxBytes: number = BODY_MAX_BYTES): Promise<unknown> {
  const bytes = await readBytes(request, maxBytes);
  try {
    return JSON.parse(bytes.toString());
  } catch {
    throw new ApiError('bad_body', 'The body is not JSON. Send one JSON object.');
  }
}

/** A body, read no further than the limit. @throws ApiError `body_too_large` */
export async function readBytes(request: Request, maxBytes: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > maxBytes) throw new ApiError('body_too_large', `The body is over ${maxBytes} bytes.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
