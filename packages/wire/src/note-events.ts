/** What a trait or an attribute may be. */
export type TraitValue = string | number | boolean;

/** By name. */
export type Traits = Record<string, TraitValue>;

/** Characters of a person's id, of a trait's name, of a trait's value, of what is tracked and marked. */
export const PERSON_MAX_CHARS = 200;
export const TRAIT_NAME_MAX_CHARS = 50;
export const TRAIT_MAX_CHARS = 200;
export const TRACK_MAX_CHARS = 100;

/** Traits of a person, and attributes of a session. */
export const TRAITS_MAX = 30;

/** Who the site says is there. Said again after each snapshot that begins a session or a page. */
export interface PersonPayload {
  /** The site's own id of the person; '' when nobody is signed in any more. */
  id: string;
  traits: Traits;
}

/** What the site says of the session, as it stands: what was said before under the same name is replaced. */
export interface AttributesPayload {
  attributes: Traits;
}

/** Something happened that only the site knows the meaning of. */
export interface TrackPayload {
  name: string;
  /** null when there is none. */
  value: TraitValue | null;
}

/** The visitor reached a step of what the site calls a way: `checkout: address`. */
export interface MarkPayload {
  step: string;
}

/** `console.error` or `console.warn` of the page. */
export interface ConsolePayload {
  level: 'error' | 'warn';
  /** Free text: the arguments, objects only by their kind. */
  text: string;
}

/** An image, script, style sheet, ... that did not load. */
export interface ResourcePayload {
  /** Lower-case name of the element. */
  tag: string;
  /** Scrubbed. */
  url: string;
  /** rrweb node id of the element; 0 when rrweb does not know it. */
  id: number;
}

/** The page broke its own Content-Security-Policy. */
export interface CspPayload {
  /** `img-src`, `script-src-elem`, ... */
  directive: string;
  /** Scrubbed address of what was refused, or the browser's word for it: `inline`, `eval`, `data`. */
  blocked: string;
  /** Scrubbed address of the script or document that wanted it, with its line; '' and 0 where the browser does not say. */
  source: string;
  line: number;
  /** False for a policy that only reports. */
  enforced: boolean;
}

/** How a document felt so far, by the definitions of https://web.dev/articles/vitals. Said when it is hidden or left, when it changed. */
export interface VitalPayload {
  name: 'LCP' | 'CLS' | 'INP' | 'FCP' | 'TTFB';
  /** Milliseconds; of CLS the score, without a unit. */
  value: number;
}

/** A dialog of the browser, or a <dialog> of the page. What it says, and what is typed into a prompt, is not told. */
export interface DialogPayload {
  kind: 'alert' | 'confirm' | 'prompt' | 'dialog';
  /** What came of it, '' where that is not known: an alert only ends. `opened` and `closed` are of <dialog>. */
  outcome: '' | 'ok' | 'cancel' | 'opened' | 'closed';
  /** rrweb node id of the <dialog>; 0 otherwise. */
  id: number;
}

/** Something was copied, cut or pasted; never what. */
export interface ClipboardPayload {
  kind: 'copy' | 'cut' | 'paste';
  /** rrweb node id of the element that had the focus or the selection; 0 when rrweb does not know it. */
  id: number;
}

/** Events of this tab that will not come. */
export interface LostPayload {
  events: number;
  /** Page clock, epoch milliseconds: what is missing lies between these. */
  from: number;
  until: number;
  why: string;
}

/** A part of the page is not recorded in full: it changes too fast, or `why` says something else. */
export interface DegradedPayload {
  /** rrweb node id of the part's root, of the canvas or of the frame; 0 for the whole page. */
  id: number;
  /** Changes a second when it began; with `why`, pictures or messages that were left out so far. 0: in full again. */
  rate: number;
  /** Absent: it changes too fast. */
  why?: DegradedReason;
}

/**
 * What is left out beside changes: pictures of a canvas that holds something of another origin (`canvas-tainted`), that are too large
 * (`canvas-size`) or too many (`canvas-budget`); events of a frame of another origin that are no such events (`frame-refused`) or too
 * many (`frame-budget`).
 */
export type DegradedReason = 'canvas-tainted' | 'canvas-size' | 'canvas-budget' | 'frame-refused' | 'frame-budget';

/** Why a file that the page shows is not kept. */
export type AssetMissing =
  /** Of another origin that does not let pages read it. */
  | 'cross-origin'
  | 'too-large'
  /** It could not be fetched, or only with the visitor's cookies. */
  | 'failed'
  /** No picture and no font by its bytes. */
  | 'type'
  /** The page had more than is sent for one visit. */
  | 'budget'
  /** Two files stand under one address, once what must not leave the page is taken out of it. */
  | 'ambiguous';

/** Which file an address of the page meant when it was recorded. */
export interface NamedAsset {
  /** rrweb id of the element that shows it; 0 for what a style sheet names. */
  id: number;
  /** The address, letter by letter as the recording has it at this place (scrubbed). */
  url: string;
  /** '' when it is not kept; then `missing` says why. */
  hash: string;
  missing?: AssetMissing;
  /** Natural size of a picture that is not kept, in CSS pixels, where the page knows it: its gap is as large. */
  width?: number;
  height?: number;
}

/** `falter/asset@1`: files that the page shows at this time, each told once a document unless it changes. */
export interface AssetsPayload {
  assets: NamedAsset[];
}
