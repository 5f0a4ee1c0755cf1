import { StoreError } from '@falter/store';
import type { Problem } from '@falter/wire';
import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';

/** Every name that a refusal of the API can have, with its status. Names are permanent: clients compare them. */
export const PROBLEMS = {
  bad_body: 400,
  bad_parameter: 400,
  bad_source_map: 400,
  unauthorized: 401,
  wrong_credentials: 401,
  cross_site: 403,
  forbidden: 403,
  wrong_password: 403,
  no_recording: 404,
  unknown_asset: 404,
  unknown_comment: 404,
  unknown_issue: 404,
  unknown_key: 404,
  unknown_person: 404,
  unknown_preview: 404,
  unknown_project: 404,
  unknown_redetection: 404,
  unknown_route: 404,
  unknown_search: 404,
  unknown_session: 404,
  unknown_share: 404,
  unknown_token: 404,
  unknown_user: 404,
  changed_meanwhile: 409,
  default_project: 409,
  last_admin: 409,
  last_key: 409,
  login_taken: 409,
  set_by_environment: 409,
  too_many_comments: 409,
  too_many_keys: 409,
  too_many_shares: 409,
  too_many_source_maps: 409,
  erased: 410,
  link_over: 410,
  body_too_large: 413,
  not_json: 415,
  too_many_failures: 429,
  too_many_previews: 429,
  internal: 500,
  store_unavailable: 503,
  too_expensive: 503,
} as const;

export type ProblemName = keyof typeof PROBLEMS;

/** A refusal. Handlers throw it; `answerProblem` is the one place that turns it into an answer. */
export class ApiError extends Error {
  override readonly name = 'ApiError' as const;
  readonly problem: Problem & { name: ProblemName };
  readonly headers: Readonly<Record<string, string>>;

  /** `detail` is read by people and never repeats what the request said. */
  constructor(name: ProblemName, detail: string, headers: Readonly<Record<string, string>> = {}) {
    super(`[api] ${detail}`);
    this.problem = { status: PROBLEMS[name], name, detail };
    this.headers = headers;
  }
}

/** For `app.onError`: RFC 9457 problem details. Nothing of an unexpected error leaves; the caller finds it in `c.error`. */
export function answerProblem(error: Error, c: Context): Response {
  const { problem, headers } = asApiError(error);
  const all = { ...headers, 'content-type': 'application/problem+json', 'cache-control': 'no-store' };
  return c.body(JSON.stringify(problem), PROBLEMS[problem.name], all);
}

function asApiError(error: Error): ApiError {
  if (error instanceof ApiError) return error;
  if (error instanceof HTTPException && error.status === 400) {
    return new ApiError('bad_body', 'The body is not JSON. Send one JSON object.');
  }
  if (error instanceof StoreError) return fromStore(error);
  return new ApiError('internal', 'Something went wrong here. The log of the server says what.');
}

/** ClickHouse's names for "over a limit of time, memory or rows". */
const OVER_LIMIT: ReadonlySet<unknown> = new Set([
  'MEMORY_LIMIT_EXCEEDED',
  'TIMEOUT_EXCEEDED',
  'TOO_MANY_ROWS',
  'TOO_MANY_ROWS_OR_BYTES',
]);

function fromStore(error: StoreError): ApiError {
  if (error.code === 'unavailable') {
    return new ApiError('store_unavailable', 'The store does not answer. Try again soon.', { 'retry-after': '5' });
  }
  const { cause } = error;
  if (cause instanceof Error && 'type' in cause && OVER_LIMIT.has(cause.type)) {
    return new ApiError('too_expensive', 'The question took too much time or memory. Ask for a shorter time range.');
  }
  return new ApiError('internal', 'The store refused a question of the server. The log of the server says what.');
}
