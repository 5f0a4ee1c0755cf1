// The page's own log. Whoever wrote a page says in it what its code does: `window.corpusLog`, there before any script of the page.
(() => {
  if (window.corpusLog || !window.corpusWrite) return;
  const ambient = new Set();
  const unseen = new Set();

  function pathOf(node) {
    if (!node || node === document) return 'html';
    if (node.nodeType !== 1) return pathOf(node.parentNode ?? node.host);
    const root = node.getRootNode();
    const before = root instanceof ShadowRoot ? `${pathOf(root.host)} >>> ` : '';
    const steps = [];
    for (let at = node; at && at.nodeType === 1; at = at.parentElement) {
      if (at.id) {
        steps.unshift(`#${CSS.escape(at.id)}`);
        break;
      }
      const name = at.localName;
      const alike = [...(at.parentNode?.children ?? [])].filter((one) => one.localName === name);
      steps.unshift(alike.length > 1 ? `${name}:nth-of-type(${alike.indexOf(at) + 1})` : name);
    }
    return before + steps.join(' > ');
  }

  const write = (what, target, text, more) => {
    const entry = { at: Date.now(), path: location.pathname, what, ...more };
    if (target) entry.target = typeof target === 'string' ? target : pathOf(target);
    if (text !== undefined) entry.text = String(text).slice(0, 200);
    window.corpusWrite(entry);
  };

  window.corpusLog = {
    pathOf,
    write,
    /** Changes below it go on by themselves, whatever the visitor does: a clock, a ticker, an advertisement. */
    ambient: (selector) => ambient.add(selector),
    /** Changes of it cannot be seen. */
    unseen: (selector) => unseen.add(selector),
    isAmbient: (node) => {
      const element = node.nodeType === 1 ? node : node.parentElement;
      if (!element) return false;
      return [...ambient, ...unseen].some((selector) => element.closest(selector));
    },
    /** It looks as if it could be clicked, and nothing is bound to it. */
    nothing: (target) => write('nothing-bound', target),
    /** A handler of it ran, and what it did. */
    ran: (target, text) => write('ran', target, text),
    /** Something can be seen that no observer of the document sees: drawn on a canvas, moved by CSS, played. */
    showed: (target, text) => write('showed', target, text),
    /** The page tells the visitor that something is wrong, because of what the visitor did. */
    complained: (target, text) => write('complained', target, text),
    /** Words that read like trouble, but tell of none that the visitor caused: a status in a list, a headline, a warning of last night. */
    worded: (target, text) => write('worded', target, text),
    /** A form was sent and taken. */
    sent: (form, text) => write('sent', form, text),
    /** A form was sent, or tried to be, and refused. */
    refused: (form, text) => write('refused', form, text),
    /** What was typed is safe without sending. */
    saved: (form, text) => write('saved', form, text),
    /** A search was made. */
    searched: (words, results) => write('searched', undefined, words, { results }),
    /** A request is over. `mattered`: the visitor's work depended on it. `because`: selector of what was clicked for it. */
    requested: (name, { ok, status = 0, mattered = true, because }) =>
      write('requested', because, name, { ok, status, mattered }),
    /**
     * Binds a handler and writes down that it ran, and that it threw: it is thrown on, as it would be without. `does` is what it did, or
     * a function that says it.
     */
    on: (element, type, handler, does = '') => {
      element.addEventListener(type, (event) => {
        const target = pathOf(element);
        const threw = (error) => {
          write('threw', target, error?.message, { type });
          throw error;
        };
        try {
          const result = handler.call(element, event);
          write('ran', target, does, { type });
          if (result instanceof Promise) result.catch(threw);
        } catch (error) {
          threw(error);
        }
      });
    },
    /** fetch that writes down how it ended. Rejects like fetch; a refusal is an answer. */
    fetch: async (url, { because, mattered = true, ...options } = {}) => {
      const name = new URL(url, location.href).pathname;
      try {
        const answer = await fetch(url, options);
        window.corpusLog.requested(name, { ok: answer.ok, status: answer.status, mattered, because });
        return answer;
      } catch (error) {
        window.corpusLog.requested(name, { ok: false, mattered, because });
        throw error;
      }
    },
  };
})();
