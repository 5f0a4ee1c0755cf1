import type { TestApi } from './test-api.ts';

// What the tests of accounts share. Not part of the app.

export interface Answer {
  status: number;
  /** Of a refusal; '' otherwise. */
  name: string;
  // biome-ignore lint/suspicious/noExplicitAny: whatever a route answers, for the tests to look at
  body: any;
  /** Cookies that were set, as a browser sends them back. */
  cookie: string;
}

/** `POST /api/v1/PATH` and its like: what comes back, and the cookies to go on with. */
export async function send(
  api: TestApi,
  route: string,
  { body, cookie }: { body?: unknown; cookie?: string } = {},
): Promise<Answer> {
  const [method = 'GET', path = ''] = route.split(' ');
  const headers = { 'content-type': 'application/json', ...(cookie === undefined ? {} : { cookie }) };
  const init = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
  const response = await api.app.request(`/api/v1/${path}`, init);
  const text = await response.text();
  const answer = text === '' ? undefined : JSON.parse(text);
  const cookies = response.headers.getSetCookie().map((value) => value.split(';')[0]);
  return { status: response.status, name: answer?.name ?? '', body: answer, cookie: cookies.join('; ') };
}

/** The role in which a cookie is signed in; '' when it is not. */
export async function roleOf(api: TestApi, cookie: string): Promise<string> {
  const { status, body } = await send(api, 'GET me', { cookie });
  return status === 200 ? body.role : '';
}
