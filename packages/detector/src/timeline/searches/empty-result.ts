import { isHidden } from '../describe.ts';
import { isNamedUnseen, wordsIn } from '../message-words.ts';
import { attribute, downwards, isAttached, type MirrorNode, upwards } from '../mirror.ts';
import { firstAfter, type Reaction } from '../reactions.ts';
import { speakable } from '../wording.ts';

/** How pages say that a search found nothing. */
const EMPTY_WORDS =
  /\b(?:no (?:\w+ ){0,2}(?:results?|matches|match|hits|products|items|articles|entries|documents|pages)\b|0 (?:results?|hits|matches|items|products|articles)\b|nothing (?:was )?(?:found|matches|matched)|no(?:thing| one)? .{1,60} (?:was |were )?found\b|(?:did|does|do)(?: not|n['’]t) match any|could(?: not|n['’]t) find (?:what|any|a)|found nothing|not found any|no such \w+|nothing (?:by|like|of|with) (?:that|this)\b|nothing (?:that )?fits|(?:have|has|holds?|know|knows|offers?) (?:no such|nothing (?:that|which|for|on|about))|nobody (?:knows|by) (?:that|this)|no luck|not in (?:our|the|this) (?:list|catalog(?:ue)?|range|index|collection)|never (?:spoke|wrote|heard) of)|^\W*0 (?:entries|books|works|people|hits|documents|records|places|offers|streets)\W*$|(?:dazu|dafür|hierzu|leider) (?:\S+ ){0,3}nichts|keine? (?:\S+ ){0,2}(?:treffer|ergebnisse|artikel|produkte)|nichts gefunden|0 treffer|aucun (?:résultat|produit)|sin resultados|ningún resultado|nessun risultato|geen resultaten|没有找到|无结果|暂无/i;
/** A longer text is an article that has these words in it. */
const LONGEST = 240;
/** What every such text has in it: nearly all texts have not. */
const HINT = /\bno|\bnever|\b0\b|not|n['’]t|kein|nichts|aucun|sin |ning|ness|geen|没有|无|暂/i;
const PAGE_NODES = 20_000;
const PART_NODES = 200;
/** A message that goes this soon stood for a moment only, while results were on their way. */
const STANDS_MS = 1_000;

/** What a page that came says of finding nothing, '' when it does not. */
export function emptyIn(page: MirrorNode | null): string {
  return page ? sentenceIn(page, PAGE_NODES) : '';
}

/** What came into a page after event `after` and up to a time says of finding nothing, and stays; '' when it does not. */
export function emptyAmong(reactions: readonly Reaction[], { after, until }: { after: number; until: number }): string {
  for (let i = firstAfter(reactions, after); i < reactions.length; i++) {
    const { kind, node, added, at, name } = reactions[i]!;
    if (at > until) return '';
    const parts =
      kind === 'nodes' ? added : kind === 'text' || (kind === 'attribute' && SHOWING.test(name)) ? [node] : [];
    for (const part of parts) {
      const said = part && stays(part, at, until) ? sentenceIn(part, PART_NODES) : '';
      if (said) return said;
    }
  }
  return '';
}

/** Attributes by which something that stood in the page is shown. */
const SHOWING = /^(?:hidden|class|style|aria-hidden)$/;

/** The first text in it that says so, alone or together with what stands around it (`No results for <b>shoes</b>`). */
function sentenceIn(top: MirrorNode, nodes: number): string {
  for (const node of downwards(top, nodes)) {
    if (node.tag !== '#text' || node.text.length > LONGEST || !HINT.test(node.text)) continue;
    const box = node.parent ?? node;
    const words = EMPTY_WORDS.test(node.text) ? node.text : wordsIn(box);
    if (words.length <= LONGEST && EMPTY_WORDS.test(words) && !isUnseen(box)) return speakable(wordsIn(box), 100);
  }
  return '';
}

function stays(node: MirrorNode, at: number, until: number): boolean {
  if (isAttached(node)) return true;
  for (const above of upwards(node)) {
    if (above.removedAt >= 0 && above.removedAt < Math.min(at + STANDS_MS, until)) return false;
  }
  return true;
}

function isUnseen(node: MirrorNode): boolean {
  for (const at of upwards(node, 40))
    if (
      isHidden(at) ||
      isNamedUnseen(at) ||
      /^(?:script|style|template|noscript|head)$/.test(at.tag) ||
      attribute(at, 'aria-hidden') === 'true'
    )
      return true;
  return false;
}
