import { GAP_WORDS, type Gap } from './gap.ts';

/** CSS pixels. */
export interface Size {
  width: number;
  height: number;
}

/** Of a picture of which nobody knows how large it was: room for the words. */
const UNKNOWN_SIZE: Size = { width: 240, height: 135 };

/** Letters are so large in comparison with the width that the longest words fit, and never smaller than can be read. Pixels. */
const LETTER_SHARE = 0.04;
const LETTER_MIN_PX = 13;

const INK = `fill='#767676' font-family='system-ui,sans-serif'`;

/** Words that do not fit are left away: the notices beside the picture tell them too. Widths are those on the screen. */
const IN_SMALL = '<style>@media (max-width:160px),(max-height:20px){text{display:none}}</style>';

function addressOf(svg: string): string {
  return `data:image/svg+xml,${encodeURIComponent(svg).replaceAll("'", '%27').replaceAll('(', '%28').replaceAll(')', '%29')}`;
}

/** In place of a picture: its size, and why it is not there. The hatching behind is the frame's own style. */
export function gapPicture(gap: Gap, size: Size = UNKNOWN_SIZE): string {
  const { width, height } = size;
  const letters = Math.max(LETTER_MIN_PX, Math.round(width * LETTER_SHARE));
  const words = `<text x='50%' y='50%' text-anchor='middle' dominant-baseline='middle' ${INK} font-size='${letters}'>Picture not kept: ${GAP_WORDS[gap]}</text>`;
  return addressOf(
    `<svg xmlns='http://www.w3.org/2000/svg' width='${width}' height='${height}' viewBox='0 0 ${width} ${height}'>${IN_SMALL}${words}</svg>`,
  );
}

/** In place of a background: as large as what it lies behind, hatched, with the words in a corner, where less is written. */
export function gapBackground(gap: Gap): string {
  const hatch = `<pattern id='h' width='9' height='9' patternUnits='userSpaceOnUse' patternTransform='rotate(45)'><rect width='4' height='9' fill='#8882'/></pattern>`;
  const words = `<text x='100%' y='100%' dx='-6' dy='-6' text-anchor='end' ${INK} font-size='12'>Picture not kept: ${GAP_WORDS[gap]}</text>`;
  return addressOf(
    `<svg xmlns='http://www.w3.org/2000/svg' width='100%' height='100%'>${IN_SMALL}${hatch}<rect width='100%' height='100%' fill='url(#h)'/>${words}</svg>`,
  );
}
