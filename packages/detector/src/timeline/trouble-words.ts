/**
 * What a page says when it did not take what was asked for, in the plain words of people who write pages: weaker than the phrases of
 * `failure-words.ts`, so that it counts only where a sentence stands alone, right after something was asked for.
 */

/** What did not come about: "we could not find", "did not fit", "is not a date". Not what nobody needs, owes or sees. */
const NOT =
  /\b(?:could|can)(?:n[’']t| ?not)\b(?! (?:only|be (?:undone|reversed|restored|changed)|wait))|\b(?:did|does|do)(?:n[’']t| not) (?!need|forget|worry|have to|cost|charge|share|expire|want|include|miss|hesitate|panic|show)\w+|\b(?:is|are|was|were)(?:n[’']t| not)(?! (?:shown|shared|public|due|visible|included|needed|charged|counted|listed|changed|affected|follow\w*|on\b|alone|logged in to))\b(?!.*\bany(?: ?more| longer)\b)|\bno (?:such|answer|connection|access|more)\b|\bno \w+ (?:is|are|was|were) (?:free|available|left|open|known|found)\b|\bno (?:\w+ )?(?:by|with|of) (?:that|this) \w+|\bnot (?:enough|so fast|possible|valid|accepted|allowed|permitted|known|found|available|open|right|yet open|a \w+)\b|\bwithout success\b|\bin vain\b/i;
/** Somebody was faster, it was done before, its time is over, there is none left, it is more or less than it may be. */
const TAKEN =
  /\balready\b.*\b(?:taken|used|applied|booked|registered|exists?|known|gone|sold|claimed|voted|signed up|a member)\b|\b(?:taken|used|applied|booked|registered|known|voted)\b.*\balready\b|\bhas (?:just )?been (?:taken|used|sold|given away|booked|claimed|reserved|removed|blocked|locked|closed|cancelled)\b|\b(?:somebody|someone) (?:else )?(?:was|has|is)\b/i;
const BOUNDS =
  /\btoo (?!good|bad)\w+|\b(?:in|lies in) the (?:past|future)\b|\b(?:has|have|is|are) (?:over|expired|ended|closed|full|gone|busy|down|offline|lost|broken|unavailable|locked|blocked|suspended|overdrawn|missing|empty|incomplete|required|unknown|wrong|sold out|fully booked)\b|\b(?:limit|maximum|quota)\b.*\b(?:reached|exceeded|used up)\b|\b(?:at least|at most|no more than|not more than|fewer than|or more|minimum is|maximum is)\b|\b(?:has|have) (?:more|fewer|less) (?:\w+ )?than\b|\b(?:higher|lower|larger|smaller|longer|shorter|more|less) than (?:your|the|we|it|that|is)\b|\b(?:differs?|mismatch|exceeds?)\b|\bout of (?:stock|reach|order|service)\b|\b(?:expired|incomplete|unreadable|unreachable)\b/i;
const REFUSED =
  /\b(?:refused|rejected|declined|turned down|denied|forbidden|hung up|gave up)\b|\bonly \w+(?: \w+)? (?:may|can|are allowed)\b|^(?:only|use) \w+ only\b|^use (?:only )?\w+ only\b|\b(?:lost|no) (?:the |your )?(?:connection|contact)\b|\b(?:took|takes) too long\b|\b(?:sorry|unfortunately|apologi[sz]e|we regret|oops|whoops|uh-?oh)\b|\b(?:try|come back|wait|ask)\b.*\b(?:again|later|before|minutes|unlock|another|other)\b/i;
/** What is missing: "name missing", "we need your signature first". */
const MISSING =
  /\b(?:is|are|was) (?:still )?(?:missing|needed|required)\b|\b(?:missing|required)\W*$|^(?:missing|required)\b|\b(?:we|it|you|this) (?:still )?needs?\b(?! (?:not|no |nothing|to do nothing)).*|\byou (?:must|have to|need to)\b|\bmust (?:be|have|not|match|contain|start|end)\b|\bshould (?:be|have|not|contain)\b/i;
const ELSEWHERE =
  /\b(?:kann|können|konnten?|ist|sind|war|waren|wurden?|hat|haben|passt|passen|stimmt|stimmen|reicht|reichen|gilt|gelten|kennen|finden)\b.*\bnicht\b(?! mehr (?:an)?ge)|\bnicht (?:möglich|gefunden|verfügbar|gültig|bekannt|erreichbar|genug)\b|\bkein(?:e[nrms]?)? (?:gültige\w*|solche\w*|verbindung|antwort|zugriff|plätze?|termine?)\b|\b(?:leider|fehl(?:t|en|er|geschlagen)|unvollständig|ungültig|unbekannt|bereits (?:vergeben|verwendet|vorhanden|belegt)|schon (?:vergeben|belegt|benutzt)|zu (?:kurz|lang|groß|klein|spät|früh|viel|viele|wenig|wenige|hoch|niedrig)|falsch|abgelaufen|gesperrt|ausverkauft|überschritten|mindestens|höchstens|(?:in der|liegt in der) vergangenheit)\b|\b(?:ne|n[’'])\W?\w+ (?:pas|plus|aucun)\b|\bdéjà (?:pris|utilisé|existant)|\b(?:obligatoire|manquant|introuvable|trop \w+)\b|\b(?:no (?:es|está|hay|existe|coincide|puede)|ya (?:existe|está)|falta|obligatorio|demasiado|incorrect[oa])\b|\b(?:non (?:è|esiste|corrisponde)|già (?:usato|esistente)|obbligatorio|troppo \w+)\b|\b(?:niet (?:gevonden|geldig|mogelijk)|al (?:in gebruik|bezet)|verplicht|te (?:kort|lang|laat))\b/i;
/** It went well, whatever else is said with it. */
const WELL =
  /\b(?:thank(?:s| you)|success(?:ful|fully)?|saved|welcome|all good|all set|on (?:its|the|their) way|see you|you are (?:now )?registered|confirmed|(?:has|have) been (?:sent|saved|placed|created|updated|added)|danke|erfolgreich|gespeichert|merci|gracias|grazie|bedankt)\b/i;
/** "Nicht mehr angezeigt", "keine Kosten": what is off, and what nobody pays. */
const HARMLESS =
  /\b(?:no|keine|without|ohne) (?:\w+ )?(?:costs?|fees?|charges?|fine|documents?|changes|obligation|kosten|gebühr(?:en)?|unterlagen|änderungen)\b|\bnicht mehr (?:an)?ge(?:zeigt|führt)\b|\bcosts? nothing\b/i;

/** The sentence tells of trouble, in words that are no phrase of it. Questions and what went well do not. */
export function tellsTrouble(text: string): boolean {
  if (text.endsWith('?') || WELL.test(text) || HARMLESS.test(text)) return false;
  return [NOT, TAKEN, BOUNDS, REFUSED, MISSING, ELSEWHERE].some((words) => words.test(text));
}

/** Asks for what a form lacks: "Tell us your street as well.", "Who shall come then?" */
const ASKS =
  /^(?:please |kindly |first,? |now )?(?:write|enter|type|fill(?: in| out)?|choose|select|pick|tick|give|provide|specify|tell|use|correct|add|insert|state)\b(?! (?:to|by|it|your inbox|your mail)\b)|^(?:who|whom|which|under which|for which|where|when|how many|what (?:day|name|number|date|time|size|kind))\b.*\?$|^(?:bitte |zuerst )?(?:geben|wählen|füllen|nennen|tragen|prüfen|korrigieren) sie\b|^(?:wer|wem|an wen|wohin|wo|wann|welche[rsnm]?|wie viele?)\b.*\?$/i;

/** As the answer to a form that was sent, and still stands there. */
export function asksForTheRest(text: string): boolean {
  return text.length <= 120 && ASKS.test(text) && !WELL.test(text);
}

/** Asks to do something else before: "Please choose a seat first." */
export function asksBefore(text: string): boolean {
  return text.length <= 120 && /\b(?:first|zuerst|vorher|d[’']abord|primero)\W*$/i.test(text) && !WELL.test(text);
}
