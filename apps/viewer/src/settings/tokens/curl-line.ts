/** A first question to the API, to be pasted into a shell. `origin` of the Falter that is looked at; a token needs no quoting. */
export function curlLine(origin: string, token: string): string {
  return `curl -H "authorization: Bearer ${token}" "${origin}/api/v1/sessions"`;
}
