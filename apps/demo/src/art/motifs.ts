/** The scene on each tin's label, drawn in a 160 x 190 window. Every drawing is our own. */

import type { Palette } from '../shared/teas.ts';
import { heron } from './heron.ts';

type Motif = (palette: Palette) => string;

/** A band of water: a gentle wave at height `y`, filled down to the bottom of the window. */
function wave(y: number, depth: number, fill: string): string {
  const [crest, trough] = [y - depth, y + depth];
  return `<path d="M0 ${y}C20 ${crest} 40 ${crest} 60 ${y}S100 ${trough} 120 ${y}S150 ${crest} 160 ${y}V190H0Z" fill="${fill}"/>`;
}

const fog: Motif = ({ ground, tin }) => `
  <circle cx="104" cy="62" r="26" fill="#fff" opacity=".75"/>
  <path d="M0 96h38a10 10 0 0 1 0 20H18a9 9 0 0 0 0 18h142v56H0Z" fill="${ground}" opacity=".35"/>
  <path d="M160 82H96a9 9 0 0 0 0 18h30a9 9 0 0 1 0 18H52a9 9 0 0 0 0 18h108Z" fill="#fff" opacity=".7"/>
  <path d="M60 140V72M60 76l26 46H60M60 84l-18 38h18" stroke="${tin}" stroke-width="3" fill="${tin}" fill-opacity=".18" stroke-linejoin="round"/>
  <path d="M34 138h58l-9 14H44Z" fill="${tin}"/>${wave(156, 5, ground)}${wave(172, 4, tin)}`;

const morning: Motif = ({ ground, tin }) => `
  <circle cx="52" cy="60" r="30" fill="#e9883a"/>
  <g transform="translate(50 22) scale(.5)">${heron('#1d3b40', tin, '#3b5f63')}</g>${wave(156, 4, ground)}${wave(173, 4, '#2b5559')}
  <path d="M22 190c2-26-2-40 4-62M32 190c0-20 4-34 12-48M14 190c-2-16-4-26-10-36" stroke="#1d3b40" stroke-width="2.400" fill="none" stroke-linecap="round"/>`;

const lighthouse: Motif = ({ ground }) => `
  <path d="M86 58L0 26v58Z" fill="#f7d97a" opacity=".55"/><path d="M86 58l74-24v50Z" fill="#f7d97a" opacity=".3"/>
  <path d="M76 72h20l8 80H68Z" fill="#f4efe4"/><path d="M74.400 88h23.200l2 20H72.400ZM71 126h30l2.400 20H69Z" fill="#c8452a"/>
  <rect x="77" y="50" width="18" height="18" rx="2" fill="#f7d97a"/><path d="M74 50h24L86 36Z" fill="#c8452a"/>
  <rect x="72" y="67" width="28" height="6" rx="2" fill="#0e1729"/>
  <path d="M30 160c12-16 34-20 56-18s44 4 60 20Z" fill="#0e1729"/>${wave(160, 5, ground)}${wave(176, 4, '#2a4166')}
  <g fill="#fff"><circle cx="28" cy="20" r="1.600"/><circle cx="128" cy="16" r="1.800"/><circle cx="58" cy="14" r="1.200"/><circle cx="146" cy="102" r="1.400"/></g>`;

const samphire: Motif = ({ ground, tin }) => {
  const sprig = (x: number, base: number, size: number) =>
    `<g transform="translate(${x} ${base}) scale(${size})" stroke="${tin}" stroke-width="7" stroke-linecap="round" fill="none">
      <path d="M0 0V-92M0-22c-4-14-20-16-22-34M0-30c4-14 20-16 22-34M0-56c-3-10-12-12-14-26M0-60c3-10 12-12 14-26M-15-40c-6-2-14-4-16-12M15-48c6-2 14-4 16-12"/></g>`;
  return `<circle cx="118" cy="42" r="18" fill="#f2c14e"/>${wave(148, 5, ground)}${sprig(42, 172, 0.86)}${sprig(116, 176, 0.78)}${sprig(78, 182, 1.22)}${wave(176, 4, '#5d8a4a')}`;
};

const jelly: Motif = ({ ground }) => `
  ${wave(132, 6, ground)}
  <g fill="none" stroke="#e8d9ff" stroke-width="2.400" stroke-linecap="round" opacity=".85">
    <path d="M54 88c-8 20 8 30 0 52s4 20 0 34M70 92c-6 22 8 34 2 56s2 16 0 26M90 92c6 20-8 32-2 54s-2 18 2 30M106 88c8 18-6 30 2 50s-4 18 0 30"/></g>
  <path d="M36 86c0-34 20-52 44-52s44 18 44 52c-8 8-14-2-22 4s-14-2-22 4-14-8-22-2-14 2-22-6Z" fill="#cdb8f2"/>
  <path d="M52 74c2-18 12-28 26-30" stroke="#fff" stroke-width="4" stroke-linecap="round" fill="none" opacity=".8"/>
  <g fill="#fff"><circle cx="24" cy="28" r="1.600"/><circle cx="138" cy="44" r="2"/><circle cx="20" cy="118" r="1.400"/><circle cx="144" cy="128" r="1.600"/></g>`;

const slack: Motif = ({ ground, tin }) => `
  <circle cx="80" cy="78" r="40" fill="#fff6d8"/><path d="M0 100h160v90H0Z" fill="${ground}"/>
  <g stroke="#fff6d8" stroke-width="4" stroke-linecap="round"><path d="M48 112h64M56 124h50M44 136h40M98 136h18M62 148h44M54 160h20M86 160h30M70 172h26"/></g>
  <path d="M0 100h160" stroke="${tin}" stroke-width="2"/>
  <path d="M22 100l8-12h20l6 12ZM40 88V58l14 24H40" fill="#7a4d12"/>`;

const marsh: Motif = ({ ground, tin }) => `
  <circle cx="44" cy="44" r="20" fill="#fff3c4"/><path d="M0 92c30-10 60-6 90-2s50 2 70-6v106H0Z" fill="${ground}"/>
  <path d="M92 90c-30 10-50 12-36 26s58 14 48 34-60 22-70 40h64c8-14 50-26 52-46s-52-22-54-34 18-14 8-20Z" fill="#e6f6ee"/>
  <g stroke="${tin}" stroke-width="3" stroke-linecap="round" fill="none"><path d="M20 150c0-18-4-30-10-40M26 150c0-24 2-36 8-50M34 152c2-14 6-22 14-30M132 128c0-16-4-24-8-32M138 128c0-20 4-30 10-40M144 130c2-10 6-16 12-22"/></g>
  <g fill="#1c5652"><ellipse cx="34" cy="97" rx="3" ry="8"/><ellipse cx="148" cy="86" rx="3" ry="8"/><ellipse cx="123" cy="93" rx="3" ry="7"/></g>`;

const shingle: Motif = ({ tin, ground }) => {
  const stones: readonly [number, number, number, string][] = [
    [24, 168, 22, '#b9a79a'],
    [68, 174, 26, '#8d7a72'],
    [116, 170, 24, '#d8c7b6'],
    [150, 174, 18, '#9c8a80'],
    [44, 144, 17, '#dccbbb'],
    [92, 146, 18, '#e98a2b'],
    [132, 146, 15, '#a9978b'],
    [12, 144, 12, '#8d7a72'],
  ];
  const drawn = stones.map(
    ([x, y, r, fill]) =>
      `<ellipse cx="${x}" cy="${y}" rx="${r}" ry="${r * 0.66}" fill="${fill}"/><path d="M${x - r * 0.5} ${y - r * 0.26}q${r * 0.5}-${r * 0.3} ${r} 0" stroke="#fff" stroke-width="2" stroke-linecap="round" fill="none" opacity=".5"/>`,
  );
  return `<circle cx="110" cy="54" r="24" fill="#f6e7c8"/>${wave(92, 6, ground)}${wave(112, 5, tin)}<path d="M0 130q80-22 160 0v60H0Z" fill="#6d5a52"/>${drawn.join('')}`;
};

export const motifs: Readonly<Record<string, Motif>> = {
  'harbour-fog': fog,
  'morning-heron': morning,
  'lighthouse-keep': lighthouse,
  'samphire-green': samphire,
  'moon-jelly': jelly,
  'slack-water': slack,
  'salt-marsh': marsh,
  'amber-shingle': shingle,
};
