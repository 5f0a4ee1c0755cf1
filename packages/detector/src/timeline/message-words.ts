import { attribute, downwards, type MirrorNode, upwards } from './mirror.ts';

/** Text of one part of a page that is looked at. */
const WORDS_MAX = 600;
const NODES_MAX = 60;

/** What a message says that tells of something wrong. */
const ERROR_WORDS =
  /\b(?:required|invalid|incorrect|wrong|errors?|fail(?:ed|ure)|declined|rejected|denied|forbidden|expired|missing|must|unable|cannot|can't|could ?n[o']t|(?:do|does|did|is|are|was) ?n[o']t(?! (?:need|have to|forget|worry|mind))|not (?:valid|found|recogni[sz]ed|available|supported|allowed|enough|possible)|try again|please (?:enter|fill|select|choose|check|provide|correct|complete|tell|use)|too (?:short|long|many|large|big|weak|small)|at least|problem|went wrong|oops|sorry|unavailable|timed? ?out|offline|unknown|already (?:exists|taken|in use|registered)|no longer|out of stock|sold out)\b|ungültig|fehler|pflichtfeld|bitte (?:geben|füllen|wählen)|leider|nicht (?:gefunden|möglich|verfügbar)|erforderlich|必填|错误|失败|无效|不能为空/i;
/** What a message says that tells of something right, or of nothing. */
const CALM_WORDS =
  /\b(?:thank(?:s| you)|success(?:ful|fully)?|saved|added|copied|sent|updated|created|removed|deleted|moved|uploaded|loaded|loading|applied|confirmed|complete[d]?|done|welcome|signed (?:in|out|up)|logged (?:in|out)|subscribed|restored|undo|results?|showing|selected|sorted|filtered|cookies?|new version|available now|connected|back online|page \d|step \d|\d+ (?:items?|characters?|left))\b|danke|erfolgreich|gespeichert|hinzugefügt|kopiert|gesendet|成功|谢谢|已保存/i;
/** What every name of an error has somewhere in it. */
const HINT = /err|invalid|danger|problem|fail|destructive|critical|bad|wrong/i;
const ERROR_NAME =
  /(?:^|[\s_-])(?:errors?|err|invalid|danger|problems?|failure|failed|errormessage|errmsg|errorlist|destructive|critical|bad|wrong)(?:$|[\s_-])/;
const CALM_NAME =
  /(?:^|[\s_-])(?:success|successful|ok|info|notice|positive|saved|done|confirm(?:ation)?|primary|warning|warn)(?:$|[\s_-])/;
/** Names that hold an error word and tell of none: Angular marks every empty field so before anybody has touched it. */
const NOT_ERROR = /ng-(?:in)?valid|no-errors?|error-(?:boundary|free|page)|without-errors?/g;
const UNSEEN_NAME =
  /(?:^|\s)(?:sr-only|visually-?hidden|visuallyhidden|screen-reader(?:-text|-only)?|a11y-hidden|cdk-visually-hidden|hidden|hide|d-none|is-hidden|invisible|ng-hide|closed)(?:$|\s)/i;

/** `errorMessage`, `Input_error__x`, `mat-error` -> words that can be looked up. */
function namesOf(node: MirrorNode): string {
  const names = `${node.tag} ${attribute(node, 'class').slice(0, 400)} ${attribute(node, 'id').slice(0, 80)}`;
  return names
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replace(NOT_ERROR, '');
}

/** A class, an id or a tag calls this an error. */
export function isNamedError(node: MirrorNode): boolean {
  const { attributes } = node;
  // Nearly every node is none, and every added node is asked.
  if (!HINT.test(node.tag) && !isHint(attributes.class) && !isHint(attributes.id)) return false;
  return ERROR_NAME.test(namesOf(node));
}

function isHint(value: unknown): boolean {
  return typeof value === 'string' && HINT.test(value.length > 400 ? value.slice(0, 400) : value);
}

/** A class name that came calls it an error. */
export function isErrorName(name: string): boolean {
  return ERROR_NAME.test(
    name
      .replace(/([a-z])([A-Z])/g, '$1-$2')
      .toLowerCase()
      .replace(NOT_ERROR, ''),
  );
}

/** What the message is: an error, nothing of the kind, or nobody knows. */
export function judge(box: MirrorNode, text: string): 'error' | 'calm' | 'unknown' {
  const isError = ERROR_WORDS.test(text);
  const isCalm = CALM_WORDS.test(text);
  for (const node of upwards(box, 4)) {
    if (/^(?:form|body|html|main)$/.test(node.tag)) break;
    const names = namesOf(node);
    if (ERROR_NAME.test(names)) return isCalm && !isError ? 'calm' : 'error';
    if (CALM_NAME.test(names)) return /warn/.test(names) && isError ? 'error' : 'calm';
  }
  for (const node of downwards(box, 12)) {
    if (node === box || node.tag === '#text') continue;
    if (CALM_NAME.test(namesOf(node))) return 'calm';
  }
  return isError ? 'error' : isCalm ? 'calm' : 'unknown';
}

export function hasErrorWords(text: string): boolean {
  return ERROR_WORDS.test(text) && text.length < WORDS_MAX;
}

/** Something is said at all: two letters, or text that was masked; a star behind a label is neither. */
export function isSaid(text: string): boolean {
  return /[A-Za-z].*[A-Za-z]/s.test(text) || /\p{L}.*\p{L}/su.test(text) || /\*{3}/.test(text);
}

/** Hidden by a class that is called so. What style sheets hide otherwise is not known. */
export function isNamedUnseen(node: MirrorNode): boolean {
  return UNSEEN_NAME.test(attribute(node, 'class').slice(0, 400));
}

/** Text of a part of a page as the recording has it, one line. */
export function wordsIn(top: MirrorNode): string {
  let text = '';
  if (top.tag === '#text' && !top.first) {
    const isShown = top.parent?.tag !== 'style' && top.parent?.tag !== 'script';
    return isShown ? oneLine(top.text.slice(0, 200)) : '';
  }
  for (const node of downwards(top, NODES_MAX)) {
    if (node.tag === '#text' && node.parent?.tag !== 'style' && node.parent?.tag !== 'script')
      text += ` ${node.text.slice(0, 200)}`;
    if (text.length > WORDS_MAX) break;
  }
  return oneLine(text);
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
