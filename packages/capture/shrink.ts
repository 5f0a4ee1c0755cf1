import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type CompressOptions, type MinifyOptions, minify } from 'terser';
import type { Plugin } from 'vite';

/** Makes the built files small. Vite's own minifier goes over a file once and leaves 0.6 kB more than three passes of this one. `more`: for this build alone. */
export function shrink(more: CompressOptions = {}): Plugin {
  return {
    name: 'shrink',
    // The last word: what the bundler prints after renderChunk has its spaces again.
    async generateBundle({ format }, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type !== 'chunk') continue;
        const [foreign] = (SPOKEN_TO.includes(file.fileName) && OWN_WORD.exec(file.code)) || [];
        if (foreign)
          throw new Error(`[capture] ${file.fileName} knows "${foreign}". Take it off the names in shrink.ts.`);
        file.code = await shrunk(file.code, format === 'es', more);
      }
    },
  };
}

/** Names that rrweb has for its own parts: in no event, on nothing of the page's. Any other property keeps its name. */
const INNER =
  'idNodeMap nodeMetaMap getMeta removeNodeFromMap hasNode styleIDMap idStyleMap attributeMap mapRemoves movedMap addedSet movedSet ' +
  'droppedSet removesSubTreeCache processMutations processMutation genAdds genTextAreaValueMutation unattachedDoc mutationCb ' +
  'mousemoveCb mouseInteractionCb scrollCb viewportResizeCb inputCb mediaInteractionCb styleSheetRuleCb styleDeclarationCb ' +
  'selectionCb adoptedStyleSheetCb iframeManager stylesheetManager shadowDomManager processedNodeManager trackedLinkElements ' +
  'styleMirror attachLinkElement trackLinkElement adoptStyleSheets generateId addIframe addLoadListener attachIframe loadListener ' +
  'shadowDoms bypassOptions restoreHandlers addShadowRoot observeAttachShadow patchAttachShadow inOtherBuffer styleDiff ' +
  '_unchangedStyles newlyAddedElement cssCaptured preserveWhiteSpace skipChild onSerialize onIframeLoad iframeLoadTimeout ' +
  'onStylesheetLoad stylesheetLoadTimeout keepIframeSrcFn slimDOMOptions inlineStylesheet userTriggeredOnInput ' +
  'ignoreCSSAttributes checkoutEveryNms takeMutations';

/** The same of our own: known inside of the recorder's file alone, neither to another file nor to what is sent or stored. */
const OWN =
  'onConflict onErased onUnchosen onUnknown onBegun onSealed onShed watchesFetch introduce moveTab hasSnapshot safeBytes isAwake ' +
  'hurried isTaken forbidden unchosen mayTrace consequences onFault onMark onHole onEnd onOpen identity holding presence stores answered ' +
  'isChosen packed loose written sealed attempts maskInput drain comeBack restart wake waits alive';

/** The files that the recorder talks to: under the names that both know. */
const SPOKEN_TO: readonly string[] = ['falter.extras.js', 'falter.beyond.js'];
const OWN_WORD = new RegExp(`[.{,]\\s*(?:${OWN.replaceAll(' ', '|')})\\b`);

const OPTIONS: MinifyOptions = {
  ecma: 2020,
  toplevel: true,
  mangle: { properties: { regex: new RegExp(`^(?:${`${INNER} ${OWN}`.replaceAll(' ', '|')})$`) } },
  compress: {
    passes: 3,
    keep_fargs: false,
    // rrweb talks to the console in a dozen places; a visitor's console belongs to the site.
    drop_console: true,
  },
  format: { comments: false },
};

/** Two seconds a file are much for tests that build it in each of twenty files: what was made of this very text is kept. */
const KEPT = fileURLToPath(new URL('../../node_modules/.cache/shrink/', import.meta.url));

async function shrunk(code: string, module: boolean, more: CompressOptions): Promise<string> {
  const options = { ...OPTIONS, module, compress: { ...(OPTIONS.compress as CompressOptions), ...more } };
  const name = createHash('sha256')
    .update(JSON.stringify(options) + INNER + OWN)
    .update(code)
    .digest('hex');
  try {
    return readFileSync(KEPT + name, 'utf8');
  } catch {
    const made = (await minify(code, options)).code ?? '';
    mkdirSync(KEPT, { recursive: true });
    // Others may build at the same time, and must not read a half.
    const mine = `${KEPT}${process.pid}`;
    writeFileSync(mine, made);
    renameSync(mine, KEPT + name);
    return made;
  }
}
