import { type Html, raw } from '../html.ts';

/** The estuary behind the first words of the shop: sky, low sun, hills, tide and the heron that gave a tea its name. */
export const seascape: Html =
  raw(`<svg class="hero-scene" viewBox="0 0 1440 620" preserveAspectRatio="xMaxYMax slice" aria-hidden="true" focusable="false">
  <circle cx="1060" cy="296" r="128" fill="#f2c14e"/>
  <path d="M560 372c70-36 130-60 210-44s110-30 190-22 120 44 200 30 180-40 280-10v80H560Z" fill="#8fb3b4" opacity=".8"/>
  <path d="M760 378c90-30 160-22 230-8s150-26 220-20 150 24 230 6v50H760Z" fill="#5f9195"/>
  <path d="M0 392h1440v228H0Z" fill="#2f6f73"/>
  <g stroke="#f2c14e" stroke-width="5" stroke-linecap="round" opacity=".75"><path d="M972 410h180M1000 428h132M956 446h84M1064 446h96M1010 466h96M1030 488h58M1100 488h30"/></g>
  <path d="M0 452c180-26 300 18 470 8s260-30 420-12 330 30 550-6v178H0Z" fill="#1f575d"/>
  <path d="M0 520c220-34 420 14 640 4s420-42 800-4v100H0Z" fill="#e2cf9f"/>
  <path d="M0 560c260-26 500 20 760 6s460-20 680 0v54H0Z" fill="#cdb67f"/>
  <path d="M520 548c90-16 220-16 300 0-90 12-220 12-300 0Z" fill="#7fa9a6"/>
  <g fill="#12303a"><path d="M1250 528c14-62 62-92 108-76 26 9 30 40 10 60-26 26-70 32-118 16Z"/>
    <path d="M1344 460c-20-30 30-52 6-92-10-16-30-16-42-6l-56 16 52 5c30 5 0 40 4 78"/>
    <path d="M1310 528v58M1336 526v60" stroke="#12303a" stroke-width="6" stroke-linecap="round"/></g>
  <path d="M1332 356l38-12-32 26Z" fill="#c63f17"/>
  <g fill="none" stroke="#12303a" stroke-width="3" stroke-linecap="round"><path d="M700 190q14-14 26 0q12-14 26 0M790 150q11-11 20 0q9-11 20 0M640 240q9-9 17 0q8-9 17 0"/></g>
  <g fill="none" stroke="#4d6a45" stroke-width="5" stroke-linecap="round"><path d="M60 620c4-50-6-80 8-120M84 620c0-40 10-66 26-92M44 620c-4-30-8-50-20-70M180 620c2-34-4-56 6-84M196 620c2-24 8-40 18-54"/></g>
</svg>`);
