import type { Target } from '@falter/wire';
import { CONTROL_LEVELS, isControl, isDisabled, leadingTo } from './controls.ts';
import type { CssHints } from './css-hints.ts';
import { describe } from './describe.ts';
import { type Exempt, exemptionOf, type Recorder } from './exempt.ts';
import { attribute, type MirrorNode, upwards } from './mirror.ts';

/** What a click landed on. */
export interface Subject {
  /** The control that was meant: the nearest thing that looks clickable around the node, else the node itself. */
  node: MirrorNode | null;
  target: Target | null;
  /** It looks as if a click would do something. 'sibling' is decided later, from clicks that did something. */
  looks: 'control' | 'pointer' | '';
  exempt: Exempt;
  /** Greyed out by aria or class: it does not look clickable, but hammering it is still struggle. */
  disabled: boolean;
  /** Where a link or a submit button would lead away; the recording may end there. '' = it would not. */
  leadsTo: string;
  /** Signals that the site switched off here: `data-falter-ignore="rage-click dead-click"`. */
  ignored: readonly string[];
  /** Tag and classes that it, or what is around it, shares with a neighbour: an entry of a list, a card among cards. */
  likeness: readonly string[];
}

/** What a subject is read with, beside the page itself. */
export interface Surroundings {
  hints: CssHints;
  recorder: Recorder;
}

/** Reads the target of a click out of the page as it is right now. */
export function readSubject(hit: MirrorNode | null, { hints, recorder }: Surroundings): Subject {
  if (!hit) return NO_SUBJECT;
  const control = controlAround(hit);
  const pointer = control ? null : pointerAround(hit, hints);
  const node = control ?? pointer ?? hit;
  const target = describe(node);
  const looks = control ? 'control' : pointer ? 'pointer' : '';
  return {
    node,
    target,
    looks,
    exempt: exemptionOf({ hit, node, target, looks: looks !== '' }, recorder) || (hints.answers(node) ? 'css' : ''),
    disabled: isDisabled(node),
    leadsTo: leadingTo(node),
    ignored: ignoredAround(node),
    likeness: likenessOf(hit),
  };
}

const NO_SUBJECT: Subject = {
  node: null,
  target: null,
  looks: '',
  exempt: 'unknown',
  disabled: false,
  leadsTo: '',
  ignored: [],
  likeness: [],
};

function controlAround(hit: MirrorNode): MirrorNode | null {
  for (const node of upwards(hit, CONTROL_LEVELS)) if (isControl(node)) return node;
  return null;
}

function pointerAround(hit: MirrorNode, hints: CssHints): MirrorNode | null {
  for (const node of upwards(hit, CONTROL_LEVELS - 2)) if (hints.hasPointer(node)) return node;
  return null;
}

/** Signals that the site switched off for the node or around it. */
export function ignoredAround(node: MirrorNode): readonly string[] {
  for (const at of upwards(node)) {
    const list = attribute(at, 'data-falter-ignore');
    if (list) return list.slice(0, 400).split(/[\s,]+/);
  }
  return [];
}

function likenessOf(hit: MirrorNode): readonly string[] {
  const found: string[] = [];
  for (const node of upwards(hit, 4)) {
    const own = nameOf(node);
    if (own && (nameOf(node.next) === own || nameOf(node.previous) === own)) found.push(own);
  }
  return found;
}

function nameOf(node: MirrorNode | null): string {
  const classes = node ? attribute(node, 'class').slice(0, 200).trim() : '';
  return node && classes ? `${node.tag}.${classes}` : '';
}
