import type { Family } from '../family.ts';
import { clinic } from './clinic/family.ts';
import { council } from './council/family.ts';
import { desk } from './desk/family.ts';
import { errands } from './errands/family.ts';
import { kiosk } from './kiosk/family.ts';
import { office } from './office/family.ts';
import { reader } from './reader/family.ts';
import { tea } from './tea/family.ts';
import { todo } from './todo/family.ts';
import { widgets } from './widgets/family.ts';

/** Families that may be looked at while a rule is tuned. */
export const tuneFamilies: readonly Family[] = [
  tea,
  desk,
  todo,
  widgets,
  errands,
  reader,
  kiosk,
  clinic,
  office,
  council,
];
