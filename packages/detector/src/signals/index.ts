import type { SignalDefinition } from '../signal.ts';
import { deadClick } from './dead-click.ts';
import { formAbandonment } from './form-abandonment.ts';
import { jsError } from './js-error.ts';
import { rageClick } from './rage-click.ts';

/** Every signal, by id. */
export const signals: readonly SignalDefinition[] = [deadClick, formAbandonment, jsError, rageClick];
