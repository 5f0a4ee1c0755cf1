import type { Family } from './family.ts';
import { account } from './report/account/family.ts';
import { admin } from './report/admin/family.ts';
import { board } from './report/board/family.ts';
import { booking } from './report/booking/family.ts';
import { gallery } from './report/gallery/family.ts';
import { museum } from './report/museum/family.ts';
import { news } from './report/news/family.ts';
import { phone } from './report/phone/family.ts';
import { planner } from './report/planner/family.ts';
import { play } from './report/play/family.ts';
import { portal } from './report/portal/family.ts';
import { savings } from './report/savings/family.ts';
import { shop } from './report/shop/family.ts';
import { tuneFamilies } from './tune/index.ts';

/** Written after the rules had been made, and before anything of them was driven: what the rules do on pages by which nothing was mended. */
export const LATER: ReadonlySet<string> = new Set(['museum', 'savings']);

/** Every family there is, of both splits. */
export const FAMILIES: readonly Family[] = [
  shop,
  admin,
  planner,
  booking,
  portal,
  news,
  board,
  play,
  phone,
  account,
  gallery,
  museum,
  savings,
  ...tuneFamilies,
];
