/** What an attribute may carry, and so what becomes of it. */
export type Kind = 'form' | 'name' | 'words' | 'loads' | 'leads' | 'style' | 'value' | 'gone';

const NAMES: Record<Kind, string> = {
  // Shape and state: numbers, colours, words of a fixed list, and the classes that style sheets hang on.
  form:
    'class dir lang type role width height rows cols colspan rowspan span size sizes media rel target align valign bgcolor min max ' +
    'slot checked rr_width rr_height rr_mediaState rr_open_mode xmlns viewBox preserveAspectRatio transform d points offset opacity ' +
    'in in2 result stdDeviation text-anchor dominant-baseline orient refX refY',
  // By these, parts of a page call each other. A site may have put an address or a number into one.
  name: 'id name for list form data-state data-theme',
  words: 'title alt placeholder label summary aria-label aria-description aria-roledescription aria-placeholder',
  // A replay loads it.
  loads: 'src srcset poster background data',
  // A replay does not follow it. For `href` the element decides.
  leads: 'action formaction ping cite href xlink:href rr_src',
  style: 'style _cssText',
  value: 'value aria-valuenow aria-valuetext',
  // Which option is chosen, and markup inside an attribute.
  gone: 'srcdoc selected rr_dataURL',
};

const KINDS = new Map<string, Kind>();
for (const kind of Object.keys(NAMES) as Kind[]) for (const name of NAMES[kind].split(' ')) KINDS.set(name, kind);

/** Families of SVG's attributes, and coordinates. */
const DRAWN =
  /^(?:[xyr][12xy]?|[cdf][xy]|(?:fill|stroke|stop|flood|marker|clip|font|color|mask|filter)(?:-[a-z-]+|Units)?|(?:gradient|pattern|mask|marker|clipPath|primitive)(?:Content)?(?:Units|Transform|Width|Height))$/;

/** What assistive technology is told beside words: states and relations. And names that tests and our own marks go by. */
const TOLD =
  /^(?:aria-(?:bu|ch|con|cur|descr\w+y|dis|err|exp|has|hid|inv|lab\w+y|li|mo|pre|sel)|data-(?:falter-|test))/;

/** Undefined for an attribute that is on no list: it keeps its name, which style sheets may hang on, and no value. */
export function kindOfAttribute(name: string): Kind | undefined {
  return KINDS.get(name) ?? (DRAWN.test(name) ? 'form' : TOLD.test(name) ? 'name' : undefined);
}
