/** The shop window: eight teas. Read by the server (pages, order total) and by the page (cart lines). */

export type Kind = 'black' | 'green' | 'caffeine-free';

/** Colours of one tea, as CSS colours: tin body, label sky, label ground, the liquor in the cup, the panel behind. */
export interface Palette {
  readonly tin: string;
  readonly sky: string;
  readonly ground: string;
  readonly liquor: string;
  readonly panel: string;
}

export interface Tea {
  /** Path segment: `/tea/SLUG`. */
  readonly slug: string;
  readonly name: string;
  readonly kind: Kind;
  /** One line under the name. */
  readonly leaf: string;
  readonly story: string;
  /** Price of one tin in pence. */
  readonly pence: number;
  /** Net weight of one tin in grams. */
  readonly grams: number;
  /** Minutes to brew. */
  readonly minutes: number;
  /** Water temperature in degrees Celsius. */
  readonly celsius: number;
  readonly palette: Palette;
}

export const kinds: readonly { readonly id: Kind; readonly name: string }[] = [
  { id: 'black', name: 'Black' },
  { id: 'green', name: 'Green & white' },
  { id: 'caffeine-free', name: 'Caffeine-free' },
];

export const teas: readonly Tea[] = [
  {
    slug: 'harbour-fog',
    name: 'Harbour Fog',
    kind: 'black',
    leaf: 'Black leaf, bergamot, a thread of vanilla',
    story:
      'Drunk on the quay at six, when the masts end in nothing and the gulls walk because they cannot see. Soft, round, and kind to milk.',
    pence: 1150,
    grams: 100,
    minutes: 4,
    celsius: 96,
    palette: { tin: '#27505a', sky: '#d9e4e2', ground: '#8fb0b1', liquor: '#a4551e', panel: '#dbe8e8' },
  },
  {
    slug: 'morning-heron',
    name: 'Morning Heron',
    kind: 'black',
    leaf: 'Assam and Kenyan leaf, brisk and malty',
    story:
      'The first boat leaves before the baker opens. This is the tea in the flask: strong enough to stand beside, never bitter.',
    pence: 980,
    grams: 125,
    minutes: 5,
    celsius: 98,
    palette: { tin: '#b5471f', sky: '#f7dcae', ground: '#5c8c8c', liquor: '#8a3a12', panel: '#f6e4d3' },
  },
  {
    slug: 'lighthouse-keep',
    name: 'Lighthouse Keep',
    kind: 'black',
    leaf: 'Smoked leaf over pine, small and dark',
    story:
      'The keeper dried his tea above the stove, and his coat beside it. We do it on purpose, for three hours, over pine.',
    pence: 1320,
    grams: 90,
    minutes: 4,
    celsius: 96,
    palette: { tin: '#1d2f4a', sky: '#34517a', ground: '#16233a', liquor: '#6b2c12', panel: '#dfe4ee' },
  },
  {
    slug: 'samphire-green',
    name: 'Samphire Green',
    kind: 'green',
    leaf: 'Steamed green leaf, grassy, faintly salt',
    story:
      'Bright as the first samphire in June. Use water you could nearly hold a finger in, and pour it off before the kettle cools.',
    pence: 1240,
    grams: 80,
    minutes: 2,
    celsius: 75,
    palette: { tin: '#4d7a43', sky: '#eef0c4', ground: '#86ad62', liquor: '#b9b54a', panel: '#e7eed8' },
  },
  {
    slug: 'moon-jelly',
    name: 'Moon Jelly',
    kind: 'green',
    leaf: 'White buds scented with jasmine, five nights',
    story: 'Pale, slow, and lit from inside. Brew it in glass and watch the buds rise and sink.',
    pence: 1680,
    grams: 60,
    minutes: 3,
    celsius: 80,
    palette: { tin: '#6d5a8e', sky: '#3c3a66', ground: '#242448', liquor: '#d9c67a', panel: '#e9e3f1' },
  },
  {
    slug: 'slack-water',
    name: 'Slack Water',
    kind: 'caffeine-free',
    leaf: 'Chamomile, lime flower, honeybush',
    story:
      'Twice a day the sea forgets which way it was going. Twenty minutes of that, in a cup, for the end of the evening.',
    pence: 890,
    grams: 70,
    minutes: 6,
    celsius: 95,
    palette: { tin: '#d59a2b', sky: '#fbe7b4', ground: '#e0b566', liquor: '#dca63a', panel: '#f8ecd0' },
  },
  {
    slug: 'salt-marsh',
    name: 'Salt Marsh',
    kind: 'caffeine-free',
    leaf: 'Peppermint, sea buckthorn, fennel seed',
    story: 'Cold air in a warm cup. Picked on the landward side, where the mint runs wild along the dyke.',
    pence: 940,
    grams: 75,
    minutes: 6,
    celsius: 95,
    palette: { tin: '#2f7f79', sky: '#cfe9df', ground: '#58a08f', liquor: '#c7a84c', panel: '#d8ece5' },
  },
  {
    slug: 'amber-shingle',
    name: 'Amber Shingle',
    kind: 'caffeine-free',
    leaf: 'Rooibos, orange peel, roasted almond',
    story: 'Once in a thousand pebbles the sea returns one of amber. Warm, sweet on its own, and good with a biscuit.',
    pence: 1060,
    grams: 100,
    minutes: 7,
    celsius: 98,
    palette: { tin: '#8c3b3f', sky: '#f3cdb0', ground: '#c98a63', liquor: '#b24a1a', panel: '#f5e0da' },
  },
];

/** The tea of that slug, or undefined. */
export function teaOf(slug: string): Tea | undefined {
  return teas.find((tea) => tea.slug === slug);
}
