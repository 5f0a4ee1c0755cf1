/**
 * What a string of an event is, by the key that it is the value of:
 * - `text`: for people, or nobody knows; everything is looked for.
 * - `resource`: the address of something that is drawn; hashes in it name a version.
 * - `name`: an id, or what elements refer to each other by; a long number or a hash is usual, an e-mail address is not.
 * - `sheet`: a style sheet; what it loads and how its classes are called stays.
 * - `kept`: geometry, styles, and the names that Falter's own events are held together by. Changing them would break a replay.
 */
export type Kind = 'text' | 'resource' | 'name' | 'sheet' | 'kept';

const KINDS: ReadonlyMap<string, Kind> = new Map<string, Kind>([
  // Styles, in the shapes that rrweb has for them.
  ...kinds('kept', '_cssText cssText rule style cssRules replace replaceSync media'),
  // SVG.
  ...kinds('kept', 'd points transform viewBox viewbox values x y x1 x2 y1 y2 cx cy r rx ry width height'),
  ...kinds('kept', 'stroke-dasharray stroke-dashoffset stroke-width gradientTransform patternTransform keyTimes'),
  ...kinds('kept', 'keySplines sizes coords offset font-size fill stroke filter clip-path mask'),
  // What rrweb measured, and what a file is checked by.
  ...kinds('kept', 'rr_width rr_height rr_dataURL rr_mediaState base64 integrity tagName type publicId systemId'),
  // Of Falter's own events.
  ...kinds('kept', 'plugin page session tab xmlns xmlns:xlink version'),
  ...kinds('resource', 'src srcset poster xlink:href background rr_src imagesrcset'),
  ...kinds('name', 'id class className for form list headers slot part role lang rel'),
  ...kinds('name', 'aria-labelledby aria-controls aria-describedby aria-owns aria-activedescendant'),
]);

function kinds(kind: Kind, keys: string): [string, Kind][] {
  return keys.split(' ').map((key) => [key, kind]);
}

/** `sessionId`, `_id`, `user_id`: recorders hold their own events together by them. */
const ID = /(?:^|_)id$|Id$/;

/** What stands under this key. */
export function kindOf(key: string): Kind {
  return KINDS.get(key) ?? (ID.test(key) ? 'name' : 'text');
}

/** Names of places that say nothing of a visitor: an attribute, a field of an event. */
const NAME = /^[A-Za-z][A-Za-z_:.-]{0,39}$/;

const TEXT = new Set(['textContent', 'value']);

/** What the place is called in front of the site's owner: `text`, `data-user`, `href`; `other` where its name is not plain. */
export function placeOf(key: string): string {
  if (key === '') return 'list';
  if (TEXT.has(key)) return 'text';
  return NAME.test(key) ? key : 'other';
}
