/** Attributes that a browser takes for handlers: those of HTML's global events, of windows, of SVG's animations, and old ones. */
const NAMES =
  'abort afterprint animationcancel animationend animationiteration animationstart auxclick beforecopy beforecut beforeinput ' +
  'beforematch beforepaste beforeprint beforetoggle beforeunload begin blur cancel canplay canplaythrough change click close ' +
  'contextlost contextmenu contextrestored copy cuechange cut dblclick drag dragend dragenter dragleave dragover dragstart drop ' +
  'durationchange emptied end ended error focus focusin focusout formdata fullscreenchange gotpointercapture hashchange input ' +
  'invalid keydown keypress keyup languagechange load loadeddata loadedmetadata loadstart lostpointercapture message messageerror ' +
  'mousedown mouseenter mouseleave mousemove mouseout mouseover mouseup mousewheel offline online pagehide pageshow paste pause ' +
  'play playing pointercancel pointerdown pointerenter pointerleave pointermove pointerout pointerover pointerrawupdate pointerup ' +
  'popstate progress ratechange repeat reset resize scroll scrollend search securitypolicyviolation seeked seeking select ' +
  'selectionchange selectstart show slotchange stalled storage submit suspend timeupdate toggle touchcancel touchend touchmove ' +
  'touchstart transitioncancel transitionend transitionrun transitionstart unhandledrejection unload volumechange waiting wheel';

export const HANDLERS: readonly string[] = NAMES.split(' ').map((name) => `on${name}`);
