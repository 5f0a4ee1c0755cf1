/** What must not leave, each in a place of its own. */
const PLANTED: Record<string, string> = {
  'typed-9f31': '<input value="typed-9f31">',
  'hidden-2b77': '<input type="hidden" value="hidden-2b77">',
  'secret-51c0': '<input type="password" value="secret-51c0">',
  'area-7d02': '<textarea>area-7d02</textarea>',
  'option-88aa': '<select><option value="option-88aa">A</select>',
  'list-0c1d': '<datalist><option value="list-0c1d"></datalist>',
  'query-e4e1': '<a href="/?token=query-e4e1">link</a>',
  'hash-6a6a': '<a href="/#hash-6a6a">link</a>',
  'meta-31f8': '<meta name="user" content="meta-31f8">',
  'comment-bd90': '<!-- comment-bd90 -->',
  'script-4411': '<script>const token = "script-4411"</script>',
  'masked-70cc': '<p data-falter-mask>masked-70cc</p>',
  'blocked-19ef': '<p data-falter-block>blocked-19ef</p>',
  'srcdoc-5e5e': '<iframe srcdoc="<!-- srcdoc-5e5e -->"></iframe>',
  'noscript-aa03': '<noscript>noscript-aa03</noscript>',
};

export const SECRETS: readonly string[] = Object.keys(PLANTED);

export function secretsPage(): string {
  return `<!doctype html><meta charset="utf-8"><title>Secrets</title>${Object.values(PLANTED).join('\n')}`;
}
