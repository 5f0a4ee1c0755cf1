import { kinds, type Tea, teas } from '../shared/teas.ts';
import { motifs } from './motifs.ts';

/** The three views of a tea, in the order of the carousel. */
export const views = ['tin', 'leaf', 'cup'] as const;
export type View = (typeof views)[number];

/** Path -> SVG: the views of every tea and the favicon. */
export function drawings(): Map<string, string> {
  const all = new Map<string, string>([['/favicon.svg', favicon]]);
  const draw = { tin, leaf, cup };
  for (const tea of teas) for (const view of views) all.set(drawingPath(tea, view), draw[view](tea));
  return all;
}

/** Where the picture of a tea is served. */
export function drawingPath(tea: Tea, view: View): string {
  return `/art/${tea.slug}-${view}.svg`;
}

const favicon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#0d3b46"/><circle cx="16" cy="14" r="6" fill="#f2c14e"/><path d="M4 20q6-4 12 0t12 0M4 25q6-4 12 0t12 0" stroke="#edf2f0" stroke-width="2.500" fill="none" stroke-linecap="round"/></svg>';

const serif = `font-family="Iowan Old Style, Palatino Linotype, Palatino, Georgia, DejaVu Serif, serif"`;

function svg(body: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 360">${body}</svg>`;
}

function tin(tea: Tea): string {
  const { palette, name } = tea;
  const kind = kinds.find((one) => one.id === tea.kind)?.name ?? '';
  const size = name.length > 13 ? 17 : 19;
  return svg(`
    <defs>
      <linearGradient id="round" x1="0" x2="1"><stop offset="0" stop-color="#000" stop-opacity=".3"/><stop offset=".16" stop-color="#fff" stop-opacity=".16"/><stop offset=".34" stop-color="#fff" stop-opacity="0"/><stop offset=".8" stop-color="#000" stop-opacity=".06"/><stop offset="1" stop-color="#000" stop-opacity=".38"/></linearGradient>
      <clipPath id="arch"><path d="M0 190V80a80 80 0 0 1 160 0v110Z"/></clipPath>
    </defs>
    <ellipse cx="160" cy="332" rx="112" ry="12" fill="#12303a" opacity=".16"/>
    <path d="M62 66h196v252q0 14-98 14t-98-14Z" fill="${palette.tin}"/>
    <g transform="translate(80 84)"><path d="M-5 195V80a85 85 0 0 1 170 0v115Z" fill="#fbf7ec"/>
      <g clip-path="url(#arch)"><rect width="160" height="190" fill="${palette.sky}"/>${motifs[tea.slug]?.(palette) ?? ''}</g></g>
    <path d="M62 264h196v44q-98 14-196 0Z" fill="#fbf7ec"/>
    <text x="160" y="287" text-anchor="middle" ${serif} font-size="${size}" fill="#12303a">${name}</text>
    <text x="160" y="303" text-anchor="middle" ${serif} font-size="9.500" letter-spacing="2" fill="#47626a">${kind.toUpperCase().replace('&', '&amp;')} · ${tea.grams} G</text>
    <path d="M62 66h196v252q0 14-98 14t-98-14Z" fill="url(#round)"/>
    <path d="M56 40q0-14 104-14t104 14v28q0 12-104 12T56 68Z" fill="${palette.tin}"/><path d="M56 40q0-14 104-14t104 14v28q0 12-104 12T56 68Z" fill="url(#round)"/>
    <ellipse cx="160" cy="39" rx="104" ry="13" fill="#fff" opacity=".2"/><path d="M56 62q0 12 104 12t104-12" stroke="#000" stroke-opacity=".18" stroke-width="2" fill="none"/>`);
}

/** Numbers in [0, 1) that are the same for the same tea on every start, so that a picture has one content hash. */
function seeded(tea: Tea): () => number {
  let state = tea.pence * 7919 + tea.slug.length;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

function leaf(tea: Tea): string {
  const next = seeded(tea);
  const shades =
    tea.kind === 'black'
      ? ['#2a1d17', '#3d2a20', '#1d1512', tea.palette.liquor]
      : [tea.palette.ground, tea.palette.tin, '#6f7f4a', tea.palette.liquor];
  const curls = Array.from({ length: 170 }, () => {
    const angle = next() * 6.283;
    const reach = Math.sqrt(next()) * 104;
    const [x, y] = [Math.round(160 + Math.cos(angle) * reach), Math.round(186 + Math.sin(angle) * reach * 0.86)];
    const [turn, bend, length] = [Math.round(next() * 360), Math.round(next() * 12 - 6), Math.round(10 + next() * 14)];
    const shade = shades[Math.floor(next() * shades.length)] ?? '#2a1d17';
    return `<path d="M${-length} 0Q0 ${bend * 2} ${length} ${bend}" transform="translate(${x} ${y}) rotate(${turn})" stroke="${shade}" stroke-width="${(2 + next() * 3).toFixed(1)}"/>`;
  });
  return svg(`<ellipse cx="160" cy="196" rx="142" ry="126" fill="#12303a" opacity=".12"/><ellipse cx="160" cy="186" rx="140" ry="124" fill="#fbf7ec"/>
    <ellipse cx="160" cy="186" rx="122" ry="106" fill="#efe8d8"/><g fill="none" stroke-linecap="round">${curls.join('')}</g>`);
}

function cup(tea: Tea): string {
  const { tin: glaze, liquor } = tea.palette;
  return svg(`<ellipse cx="160" cy="206" rx="146" ry="126" fill="#12303a" opacity=".12"/><circle cx="160" cy="190" r="138" fill="#fbf7ec"/>
    <circle cx="160" cy="190" r="120" fill="none" stroke="${glaze}" stroke-width="3" opacity=".5"/>
    <path d="M232 150q52-6 52 34t-52 34" fill="none" stroke="${glaze}" stroke-width="20" stroke-linecap="round"/>
    <circle cx="160" cy="186" r="92" fill="${glaze}"/><circle cx="160" cy="186" r="82" fill="#fbf7ec"/><circle cx="160" cy="188" r="76" fill="${liquor}"/>
    <path d="M100 172a62 62 0 0 1 46-44" stroke="#fff" stroke-width="7" stroke-linecap="round" fill="none" opacity=".55"/>
    <circle cx="184" cy="216" r="34" fill="#fff" opacity=".08"/>`);
}
