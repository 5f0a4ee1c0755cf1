// Sees what anybody before the screen could see, and writes it into the page's log. Knows nothing of any page.
(() => {
  if (window.corpusObserved || !window.corpusLog || location.protocol === 'about:') return;
  window.corpusObserved = true;
  const { write, pathOf, isAmbient } = window.corpusLog;
  write('document', undefined, document.referrer, { kind: performance.getEntriesByType('navigation')[0]?.type });

  // What changed where it can be seen, once a frame.
  let changed = new Map();
  function seen(element) {
    if (!element?.isConnected) return false;
    const { left, top, right, bottom } = element.getBoundingClientRect();
    const inside = right > 0 && bottom > 0 && left < innerWidth && top < innerHeight;
    return (
      inside &&
      right - left > 0 &&
      bottom - top > 0 &&
      element.checkVisibility({ opacityProperty: true, visibilityProperty: true })
    );
  }
  function takeChange(mutation) {
    const { type, attributeName, oldValue } = mutation;
    const element =
      mutation.target.nodeType === 1 ? mutation.target : (mutation.target.parentElement ?? mutation.target.host);
    if (!element || isAmbient(element)) return;
    if (type === 'attributes') {
      if (attributeName.startsWith('data-') || attributeName === 'id') return;
      if (mutation.target.getAttribute(attributeName) === oldValue) return;
    }
    if (type === 'childList') {
      const nodes = [...mutation.addedNodes, ...mutation.removedNodes];
      if (nodes.every((node) => /^(script|style|link|meta|#comment)$/i.test(node.nodeName) || isAmbient(node))) return;
      const added = [...mutation.addedNodes].filter((node) => node.nodeType === 1);
      // The gap of what was taken away can be seen where its parent can.
      if (mutation.removedNodes.length === 0 && added.length > 0 && added.every((node) => changed.has(node))) return;
      if (mutation.removedNodes.length === 0) for (const node of added) changed.set(node, 'added');
      else changed.set(element, 'removed');
      if (added.length < mutation.addedNodes.length) changed.set(element, 'text');
      return;
    }
    changed.set(element, type === 'attributes' ? attributeName : 'text');
  }
  function tellChanges() {
    const all = [...changed].filter(([element, how]) => {
      if (element === document.head || element.closest?.('head')) return false;
      // What was moved out of sight was seen moving.
      return seen(element) || (/^(style|class)$/.test(how) && seen(element.parentElement));
    });
    changed = new Map();
    if (all.length === 0) return;
    const [first] = all;
    write('changed', first[0], first[1], { count: all.length });
  }
  const observer = new MutationObserver((mutations) => {
    const quiet = changed.size === 0;
    for (const mutation of mutations) takeChange(mutation);
    if (quiet && changed.size > 0) setTimeout(tellChanges, 16);
  });
  const watched = { subtree: true, childList: true, characterData: true, attributes: true, attributeOldValue: true };
  observer.observe(document, watched);
  const { attachShadow } = Element.prototype;
  Element.prototype.attachShadow = function (init) {
    const root = attachShadow.call(this, init);
    observer.observe(root, watched);
    return root;
  };

  // What the visitor pressed, and what it looked like.
  const FIELD = 'input, textarea, select, option, label, summary, video, audio, [contenteditable]';
  const innermost = (event) => event.composedPath().find((one) => one.nodeType === 1);
  function looksOf(element) {
    const closest = (selector) => {
      for (let at = element; at; at = at.getRootNode().host) {
        const found = at.closest(selector);
        if (found) return found;
      }
    };
    if (closest(':disabled, [aria-disabled=true]')) return 'disabled';
    if (closest('button, a[href], [role=button], [role=tab], [role=menuitem], input[type=button], input[type=submit]'))
      return 'clickable';
    if (closest(FIELD)) return 'field';
    return getComputedStyle(element).cursor === 'pointer' ? 'clickable' : 'plain';
  }
  let touched;
  addEventListener(
    'pointerdown',
    (event) => {
      if (!event.isTrusted) return;
      const { clientX: x, clientY: y, pointerType: pointer } = event;
      const element = innermost(event);
      const hit = element.closest('button, a, [role=button]') ?? element;
      const press = { at: Date.now(), x, y, looks: looksOf(element), pointer };
      // A finger that goes on to scroll has pressed nothing: known when it is lifted.
      if (pointer === 'touch') touched = { target: pathOf(hit), press };
      else write('pressed', hit, undefined, press);
    },
    true,
  );
  addEventListener(
    'pointerup',
    ({ clientX, clientY }) => {
      if (!touched) return;
      const { target, press } = touched;
      touched = undefined;
      if (Math.hypot(clientX - press.x, clientY - press.y) < 12) write('pressed', target, undefined, press);
    },
    true,
  );
  addEventListener('pointercancel', () => {
    touched = undefined;
  });
  addEventListener(
    'click',
    (event) =>
      event.isTrusted &&
      event.detail > 0 &&
      write('clicked', innermost(event).closest('button, a, [role=button]') ?? innermost(event)),
    true,
  );

  // Typing, by field.
  addEventListener(
    'input',
    (event) => {
      const field = innermost(event);
      const form = field.closest?.('form, [data-form]');
      const text = event.inputType ?? field.type;
      write('input', field, text, { form: form ? pathOf(form) : undefined, length: field.value?.length });
    },
    true,
  );
  addEventListener(
    'invalid',
    ({ target }) =>
      write('invalid', target, target.validationMessage, { form: target.form ? pathOf(target.form) : undefined }),
    true,
  );
  addEventListener('change', (event) => write('field-changed', innermost(event)), true);
  addEventListener('focusin', (event) => write('focused', innermost(event)), true);
  addEventListener('focusout', (event) => write('left-field', innermost(event)), true);
  addEventListener(
    'keydown',
    (event) => /^(Enter|Escape)$/.test(event.key) && write('key', innermost(event), event.key),
    true,
  );
  document.addEventListener('selectionchange', () => {
    const selection = getSelection();
    if (selection && !selection.isCollapsed) write('selected', selection.anchorNode);
  });

  // Moving, by half seconds.
  const scrolled = new Map();
  let wheeled = 0;
  for (const type of ['wheel', 'touchmove'])
    addEventListener(
      type,
      () => {
        wheeled = Date.now();
      },
      { capture: true, passive: true },
    );
  addEventListener(
    'scroll',
    (event) => {
      const target = event.target === document ? document.documentElement : event.target;
      const byHand = Date.now() - wheeled < 600;
      const tell = () => {
        const top = Math.round(target.scrollTop);
        if (scrolled.get(target)?.top === top) return;
        scrolled.set(target, { top });
        write('scrolled', target, undefined, { top, height: target.scrollHeight, byHand });
      };
      if (scrolled.get(target)?.waits) return;
      tell();
      const waits = setTimeout(() => {
        scrolled.set(target, { top: scrolled.get(target)?.top });
        tell();
      }, 300);
      scrolled.set(target, { ...scrolled.get(target), waits });
    },
    true,
  );
  let moves = { length: 0, turns: 0 };
  function move({ clientX, clientY, buttons }) {
    const { x = clientX, y = clientY, dx = 0, dy = 0 } = moves;
    const [stepX, stepY] = [clientX - x, clientY - y];
    moves.length += Math.hypot(stepX, stepY);
    if (stepX * dx + stepY * dy < 0) moves.turns++;
    moves.pressed ||= buttons > 0;
    Object.assign(moves, { x: clientX, y: clientY });
    if (stepX || stepY) Object.assign(moves, { dx: stepX, dy: stepY });
  }
  // One event may stand for several moves of the hand, on a page that is busy.
  addEventListener('pointermove', (event) => event.getCoalescedEvents().forEach(move), true);
  setInterval(() => {
    const { length, turns, pressed, x, y, dx, dy } = moves;
    if (length > 0)
      write('moved', undefined, undefined, { length: Math.round(length), turns, pressed: Boolean(pressed), x, y });
    moves = { length: 0, turns: 0, x, y, dx, dy };
  }, 500);

  // Where the visitor is.
  for (const name of ['pushState', 'replaceState']) {
    const own = history[name];
    history[name] = function (...given) {
      own.apply(this, given);
      write('route', undefined, location.pathname + location.hash, { by: name });
    };
  }
  addEventListener('popstate', () => write('route', undefined, location.pathname + location.hash, { by: 'popstate' }));
  addEventListener(
    'pageshow',
    (event) => event.persisted && write('document', undefined, '', { kind: 'back_forward' }),
  );
  addEventListener('pagehide', () => write('left'));
  document.addEventListener('visibilitychange', () => write('visibility', undefined, document.visibilityState));
  for (const name of ['alert', 'confirm', 'prompt']) {
    const own = window[name];
    window[name] = function (...given) {
      write('dialog', undefined, given[0]);
      return own.apply(this, given);
    };
  }
  for (const type of ['play', 'pause', 'seeked', 'fullscreenchange', 'copy']) {
    document.addEventListener(type, (event) => write('showed', event.target, type), true);
  }

  // What went wrong, and how long it took.
  addEventListener(
    'error',
    (event) => {
      if (event.target === window) write('error', undefined, event.message, { source: event.filename });
      else write('not-loaded', event.target, event.target.src ?? event.target.href);
    },
    true,
  );
  addEventListener('unhandledrejection', ({ reason }) =>
    write('error', undefined, reason?.message ?? reason, { source: reason?.stack ?? '' }),
  );
  window.webVitals?.onLCP(({ value }) => write('vital', undefined, 'LCP', { value }), { reportAllChanges: true });
  window.webVitals?.onINP(({ value }) => write('vital', undefined, 'INP', { value }), {
    reportAllChanges: true,
    durationThreshold: 40,
  });
})();
