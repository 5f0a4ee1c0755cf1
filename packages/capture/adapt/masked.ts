import { type Cut, changed } from './edit.ts';

/** What the pass over every event does, and rrweb need not: masking text, telling apart which values are masked, minding addresses. */
export const UNMASKED: readonly Cut[] = [
  {
    why: 'text is masked by the pass, whose marks rrweb does not know',
    from: '  let { needsMask } = options;',
    to: '  const _serializedNode = serializeNode(n, {',
    by: '  let { preserveWhiteSpace = true } = options;\n',
  },
  {
    why: 'the same',
    from: '  const { needsMask, maskTextFn, rootId, cssCaptured } = options;',
    to: '  const parent = index.parentNode(n);\n  const parentTagName',
    by: '  const { rootId, cssCaptured } = options;\n',
  },
  {
    why: 'the same',
    from: '  if (!isStyle && !isScript && textContent2 && needsMask) {',
    to: '  return {\n    type: NodeType.Text,',
    by: '',
  },
  { why: 'the same', from: 'value: needMaskingText(', to: 'node: m.target\n            });', by: 'value, ' },
  {
    why: 'every value is masked',
    from: 'function maskInputValue({',
    to: 'function toLowerCase(str) {',
    by: 'let maskInput;\nconst maskValue = (value, element) => maskInput(value || "", element);\n',
  },
  {
    why: 'says each of twenty options again, for a document in a frame',
    from: 'const serializedIframeNode = serializeNodeWithId(',
    to: 'if (serializedIframeNode) {',
    by: `const serializedIframeNode = serializeNodeWithId(iframeDoc, {
            ...options, doc: iframeDoc, preserveWhiteSpace, skipChild: false, newlyAddedElement: false, cssCaptured: false,
          });
          `,
  },
  {
    why: 'the same, for a style sheet that came late',
    from: 'const serializedLinkNode = serializeNodeWithId(',
    to: 'if (serializedLinkNode) {',
    by: `const serializedLinkNode = serializeNodeWithId(n, {
            ...options, preserveWhiteSpace, skipChild: false, newlyAddedElement: false, cssCaptured: false,
          });
          `,
  },
  {
    why: 'the same, for what watches mutations',
    from: '  init(options) {\n    [',
    to: '  freeze() {',
    by: '  init(options) {\n    Object.assign(this, options);\n  }\n',
  },
  {
    why: 'hands on what it is given, and chooses among kinds of values',
    from: 'function snapshot(n, options) {',
    to: 'class BaseRRNode {',
    by: 'const snapshot = (n, options) => serializeNodeWithId(n, { ...options, doc: n, slimDOMOptions: options.slimDOM });\n',
  },
  {
    why: 'no choice of a select leaves',
    from: '    if (n.selected && !maskInputOptions["select"]) {',
    to: '  if (tagName === "dialog" && n.open) {',
    by: '    delete attributes.selected;\n  }\n',
  },
  {
    why: `takes addresses apart by hand, and gives what refers to the same document ("#gradient") the address of the page with its query`,
    from: 'function extractOrigin(',
    to: 'function normalizeCssString(',
    by: `const URL_IN_CSS = /url\\(\\s*(?:"([^"]*)"|'([^']*)'|([^)"'\\s]+))/gi;
const absolutifyURLs = (cssText, href) => !cssText?.includes("url(") ? cssText || "" : cssText.replace(
  URL_IN_CSS,
  (found, double, single, bare) => {
    const path = double || single || bare;
    if (!path || /^(?:data:|#)/i.test(path)) return found;
    try {
      const { href: whole } = new URL(path, href);
      return found.replace(path, () => whole);
    } catch {
      return found;
    }
  },
);
`,
  },
  {
    why: 'reads addresses and sizes letter by letter',
    from: 'const SRCSET_NOT_SPACES',
    to: 'const cachedDocument',
    by: `const getAbsoluteSrcsetString = (doc, value) =>
  value.trim().split(/,\\s+/).map((source) => source.replace(/^\\S+/, (address) => absoluteToDoc(doc, address))).join(", ");
`,
  },
];

/** The calls of what is cut: each names its element, and the value by its name or by another. */
const CALL = /maskInputValue\(\{\s*element: (\w+),[^}]*?\bvalue(?:: (\w+))?,[^}]*\}\)/g;

/** Values are masked by one function, handed over once. */
export function withOneMask(code: string): string {
  const calls = code.match(CALL)?.length;
  if (calls !== 4 || code.split('maskInputValue(').length !== 5)
    throw changed(`4 calls but ${calls}`, 'every value is masked');
  const any = '} else if (maskInputOptions[tagName.toLowerCase()] || maskInputOptions[type]) {';
  const all = '      maskAllInputs: maskInputOptions,\n';
  if (!code.includes(any) || !code.includes(all)) throw changed(any + all, 'every value is masked');
  return code
    .replace(all, '')
    .replaceAll(/^ +(?:"maskInputFn"|maskInputFn(?:: this\.\w+)?),?\n/gm, '')
    .replaceAll(CALL, (_, element: string, value = 'value') => `maskValue(${value}, ${element})`)
    .replace(any, '} else {');
}
