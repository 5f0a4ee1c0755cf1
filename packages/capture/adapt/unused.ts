import { type Cut, changed } from './edit.ts';
import { PRISTINE } from './pristine.ts';

/**
 * Parts of rrweb that record.ts never reaches and that its author's single file keeps all the same. Each hangs on an option that we do
 * not set, or on an engine that begin.ts turns away.
 */
export const CUTS: readonly Cut[] = [
  {
    why: 'looks for untouched functions of the browser anew at each call, in a form of 110 lines',
    from: 'const testableAccessors = {',
    to: 'let nowTimestamp = Date.now;',
    by: PRISTINE,
  },
  {
    why: 'names that nobody calls',
    from: 'const index = {',
    to: 'function isElement(n) {',
    by: `const index = { ownerDocument, childNodes, parentNode, parentElement, textContent, firstChild, lastChild, nextSibling,
  previousSibling, contains, getRootNode, host, shadowRoot, nowTimestamp, mutationObserverCtor, patch };\n`,
  },
  {
    why: 'recordCanvas: false. Only a snapshot of a canvas asks this',
    from: 'const ORIGINAL_ATTRIBUTE_NAME = ',
    to: 'function getInputType(element) {',
    by: '',
  },
  {
    why: 'recordCanvas, inlineImages: false',
    from: '  if (tagName === "canvas" && recordCanvas) {',
    to: '  if (["audio", "video"].includes(tagName)) {',
    by: '',
  },
  {
    why: 'the document of a replay, which a recorder never meets; a mirror of version 1; NodeList.forEach for Internet Explorer',
    from: 'class BaseRRNode {',
    to: 'function on(type, fn',
    by: '',
  },
  { why: 'warnings of version 1', from: 'const DEPARTED_MIRROR_ACCESS_WARNING', to: 'function throttle(', by: '' },
  {
    why: 'NodeList.forEach for Internet Explorer',
    from: 'function polyfill(',
    to: 'function isSerializedIframe(',
    by: '',
  },
  {
    why: 'asks whether this is a replay’s document',
    from: 'function hasShadowRoot(n) {',
    to: 'class StyleSheetMirror {',
    by: 'const hasShadowRoot = (n) => shadowRoot(n);\n',
  },
  {
    why: 'collectFonts: false',
    from: 'function initFontObserver(',
    to: 'function initSelectionObserver(',
    by: '',
  },
  {
    why: 'no hooks',
    from: 'function mergeHooks(',
    to: '  const currentWindow = o.doc.defaultView;',
    by: 'function initObservers(o) {\n',
  },
  {
    why: 'recordCrossOriginIframes: false. Numbers of nodes in frames of other origins, messages of such frames',
    from: 'class CrossOriginIframeMirror {',
    to: 'class ShadowDomManager {',
    by: `class IframeManager {
  constructor(options) {
    Object.assign(this, options);
  }
  addIframe() {}
  addLoadListener(cb) {
    this.loadListener = cb;
  }
  attachIframe(iframeEl, childSn) {
    const adds = [{ parentId: this.mirror.getId(iframeEl), nextId: null, node: childSn }];
    this.mutationCb({ adds, removes: [], texts: [], attributes: [], isAttachIframe: true });
    this.loadListener?.(iframeEl);
    const { contentDocument } = iframeEl;
    if (contentDocument?.adoptedStyleSheets?.length > 0)
      this.stylesheetManager.adoptStyleSheets(contentDocument.adoptedStyleSheets, this.mirror.getId(contentDocument));
  }
}
`,
  },
  {
    why: 'recordCanvas: false. The source text of a worker, a Blob made of it at load, observers of 2D and WebGL',
    from: '\nvar chars = ',
    to: 'class StylesheetManager {',
    by: '',
  },
  {
    why: 'puts Array.from of a frame on the page’s own global',
    from: 'let canvasManager;',
    to: 'const mirror = createMirror();',
    by: 'let recording = false;\n',
  },
  {
    why: 'options that we do not set, and frames that talk to their parents by rrweb itself',
    from: '    emit,\n    checkoutEveryNms,',
    to: '  mirror.reset();\n',
    by: `    emit, checkoutEveryNms, ignoreClass, inlineStylesheet, slimDOMOptions,
    sampling, recordAfter, userTriggeredOnInput,
    keepIframeSrcFn = () => false, ignoreCSSAttributes = /* @__PURE__ */ new Set(), errorHandler: errorHandler2,
  } = options;
  maskInput = options.maskInputFn;
  takeMutations = options.takeMutations;
  blocked = options.blockSelector;
  registerErrorHandler(errorHandler2);
`,
  },
  {
    why: 'maskAllInputs, slimDOMOptions of other kinds',
    from: '  mirror.reset();\n  const maskInputOptions',
    to: '  let lastFullSnapshotEvent;',
    by: '  mirror.reset();\n',
  },
  {
    // A shadow root of a page that still loads may tell of its sheets before there is a snapshot.
    why: 'no plugins, no packFn, no frozen page, no checkout by number',
    from: '  let incrementalSnapshotCount = 0;',
    to: '  const wrappedMutationEmit = ',
    by: `  wrappedEmit = (e, isCheckout) => {
    rules.flush();
    e.timestamp = nowTimestamp();
    emit(e, isCheckout);
    if (e.type === 2) lastFullSnapshotEvent = e;
    else if (e.type === 3 && !e.data.isAttachIframe && e.timestamp - lastFullSnapshotEvent?.timestamp > checkoutEveryNms) {
      takeFullSnapshot(true);
    }
  };
`,
  },
  {
    why: 'recordCanvas: false',
    from: '  const wrappedCanvasMutationEmit = ',
    to: '  const wrappedAdoptedStyleSheetEmit = ',
    by: '',
  },
  {
    why: 'no plugins',
    from: '  for (const plugin of plugins || []) {\n    if (plugin.getMirror)',
    to: '  const processedNodeManager = ',
    by: '',
  },
  {
    why: 'recordCanvas: false',
    from: '  canvasManager = new CanvasManager({',
    to: '  const shadowDomManager = ',
    by: '',
  },
  {
    why: 'recordDOM: true',
    from: '    if (!recordDOM) {',
    to: '    wrappedEmit(\n      {\n        type: EventType.Meta',
    by: '',
  },
  {
    why: 'no canvas, no fonts',
    from: '          canvasMutationCb: wrappedCanvasMutationEmit,',
    to: '          selectionCb: (p) => {',
    by: '',
  },
  {
    why: 'custom elements',
    from: '          customElementCb: (c) => {',
    to: '          blockClass,\n          ignoreClass,',
    by: '',
  },
  {
    why: 'no plugins, no hooks',
    from: '          plugins: ((_a2 = plugins',
    to: '      );\n    };\n    iframeManager.addLoadListener',
    by: '        }\n',
  },
  { why: 'nobody calls these', from: 'record.addCustomEvent = ', to: 'record.takeFullSnapshot = ', by: '' },
  {
    why: 'nobody freezes a page, and there is no canvas to lock',
    from: '  freeze() {\n    this.frozen = true;\n    this.canvasManager.freeze();',
    to: 'function deepDelete(',
    by: `  lock() {
    this.locked = true;
  }
  unlock() {
    this.locked = false;
    this.emit();
  }
  reset() {
    this.shadowDomManager.reset();
  }
}
`,
  },
  {
    why: 'recordDOM: true, collectFonts: false, no plugins',
    from: '  mergeHooks(o, hooks);\n  let mutationObserver;',
    to: '  return callbackWrapper(() => {\n    mutationBuffers.forEach((b) => b.reset());',
    by: `  const [mutationObserver, cleanupMutationIframe] = initMutationObserver(o, o.doc);
  const undos = [
    initMoveObserver(o), initMouseInteractionObserver(o), initScrollObserver(o),
    initViewportResizeObserver(o, { win: currentWindow }), initInputObserver(o), initMediaInteractionObserver(o),
    initStyleSheetObserver(o, { win: currentWindow }), initAdoptedStyleSheetObserver(o, o.doc),
    initStyleDeclarationObserver(o, { win: currentWindow }), initSelectionObserver(o),
  ];
`,
  },
  {
    why: 'the same, undone',
    from: '    mutationObserver == null ? void 0 : mutationObserver.disconnect();',
    to: 'function hasNestedCSSRule(',
    by: `    mutationObserver.disconnect();
    cleanupMutationIframe();
    undos.forEach((undo) => undo());
  });
}
`,
  },
];

/** Options that rrweb hands from function to function and that nothing looks at any more. */
export const OPTIONS: readonly string[] = [
  'maskTextClass',
  'maskTextSelector',
  'maskTextFn',
  'needsMask',
  'maskInputOptions',
  'recordCanvas',
  'inlineImages',
  'dataURLOptions',
  'canvasManager',
  'recordDOM',
  'collectFonts',
  'recordCrossOriginIframes',
  'hooks',
  'blockClass',
  'blockSelector',
  'ignoreSelector',
];

/** Takes out the lines that do nothing but pass an option on. */
export function withoutOptions(code: string): string {
  const names = OPTIONS.join('|');
  const passed = new RegExp(`^ +(?:"(?:${names})"|(?:${names})(?:: this\\.\\w+| = [^\\n,]+)?),?\\n`, 'gm');
  const plain = code.replaceAll(passed, '');
  const left = plain.match(new RegExp(`(?<!options\\.)\\b(?:${names})\\b.*`));
  if (left) throw changed(`other use of "${left[0]}"`, 'an option that we do not set');
  return plain;
}
