/**
 * What can be wrong with a batch. The names are permanent: they travel in answers, in metrics and in the health page.
 * Each maps to the HTTP status that tells the snippet what to do: 408, 429 and 503 mean "keep it and try later", every
 * other status means "do not send this again". Who raises what, and the sender's part: README.
 */
export const WIRE_ERRORS = {
  empty: 400,
  bad_envelope: 400,
  wrong_version: 400,
  truncated: 400,
  not_json: 400,
  bad_event: 400,
  too_deep: 400,
  unknown_key: 401,
  foreign_origin: 403,
  wrong_secret: 403,
  timeout: 408,
  conflict: 409,
  unwanted: 404,
  erased: 410,
  too_large: 413,
  inflates_too_far: 413,
  event_too_large: 413,
  too_many_events: 413,
  too_many_values: 413,
  unsupported_encoding: 415,
  wrong_type: 415,
  wrong_hash: 422,
  too_many_sessions: 429,
  store_unavailable: 503,
} as const;

export type WireErrorName = keyof typeof WIRE_ERRORS;

/** A refused batch: a permanent `name`, the HTTP `status` that goes with it, and a message that says what to do. */
export class WireError extends Error {
  override readonly name: WireErrorName;
  readonly status: (typeof WIRE_ERRORS)[WireErrorName];

  constructor(name: WireErrorName, message: string, options?: ErrorOptions) {
    super(`[wire] ${message}`, options);
    this.name = name;
    this.status = WIRE_ERRORS[name];
  }
}
