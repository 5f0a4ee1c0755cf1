/**
 * Narrows the policy of this page from our origin to the one folder in which the store keeps the files of recordings: no other address of ours can be
 * asked for as a picture or a font. The server cannot say it in its header, since it does not know by which name people
 * reach it. A policy may name no IPv6 address: there the header's, our origin, is all.
 */
export function keepToStore(page: Document, assets: string): void {
  const { origin, hostname } = page.location;
  if (hostname.startsWith('[')) return;
  const policy = page.createElement('meta');
  policy.httpEquiv = 'Content-Security-Policy';
  policy.content = `img-src ${origin}${assets} data:; font-src ${origin}${assets} data:`;
  page.head.append(policy);
}
