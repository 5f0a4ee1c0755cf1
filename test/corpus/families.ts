import type { Family } from './family.ts';
import { shop } from './report/shop/family.ts';
import { tuneFamilies } from './tune/index.ts';

/** Every family there is, of both splits. */
export const FAMILIES: readonly Family[] = [shop, ...tuneFamilies];
