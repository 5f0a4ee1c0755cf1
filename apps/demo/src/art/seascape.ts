import { type Html, raw } from '../html.ts';
import { heron } from './heron.ts';

/** The estuary behind the first words of the shop: sky, low sun, hills, tide and the heron that gave a tea its name. */
export const seascape: Html =
  raw(`<svg class="hero-scene" viewBox="0 0 1440 620" preserveAspectRatio="xMaxYMax slice" aria-hidden="true" focusable="false">
  <circle cx="1060" cy="296" r="128" fill="#f2c14e"/>
  <path d="M470 396c110-16 190-86 300-68s110 30 190 22 120 44 200 30 180-40 280-10v40H470Z" fill="#8fb3b4" opacity=".8"/>
  <path d="M660 396c120-8 220-50 330-26s150-26 220-20 150 24 230 6v50H660Z" fill="#5f9195"/>
  <path d="M0 392h1440v228H0Z" fill="#2f6f73"/>
  <path d="M0 452c180-26 300 18 470 8s260-30 420-12 330 30 550-6v178H0Z" fill="#1f575d"/>
  <g stroke="#f2c14e" stroke-width="5" stroke-linecap="round" opacity=".75"><path d="M972 408h180M1000 426h132M956 446h84M1064 446h96M1010 468h96M1030 490h44M1098 490h30"/></g>
  <path d="M0 520c220-34 420 14 640 4s420-42 800-4v100H0Z" fill="#e2cf9f"/>
  <path d="M0 560c260-26 500 20 760 6s460-20 680 0v54H0Z" fill="#cdb67f"/>
  <path d="M520 548c90-16 220-16 300 0-90 12-220 12-300 0Z" fill="#7fa9a6"/>
  <g transform="translate(1216 296)">${heron('#12303a', '#c63f17', '#2b515c')}</g>
  <g class="hero-birds" fill="none" stroke="#12303a" stroke-width="3" stroke-linecap="round"><path d="M1250 150q14-14 26 0q12-14 26 0M1330 112q11-11 20 0q9-11 20 0M1212 200q9-9 17 0q8-9 17 0"/></g>
  <g fill="none" stroke="#4d6a45" stroke-width="5" stroke-linecap="round"><path d="M60 620c4-50-6-80 8-120M84 620c0-40 10-66 26-92M44 620c-4-30-8-50-20-70M180 620c2-34-4-56 6-84M196 620c2-24 8-40 18-54"/></g>
</svg>`);
