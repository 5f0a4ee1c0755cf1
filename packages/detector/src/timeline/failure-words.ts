/**
 * What a page says when something that was asked for did not happen, in full phrases: a live region also tells of counts,
 * progress and offers, so a lone "error", "failed" or "try" is not enough. Sources: the default texts of Rails, Django,
 * Shopify, Stripe, Magento, Material and Polaris, and their translations.
 */
const ENGLISH =
  /\bwent wrong\b|\b(?:please )?try (?:that |this |it )?again\b|(?<!\d )\bfailed(?: (?:to|with|because|due)\b|\s*(?:[.!:;,(–—-]|$))|\bcould ?(?:not|n[’']t)\b|\bunable to\b|\bw(?:as|ere)(?: not|n[’']t) able to\b|\b(?:errors?|problems?|failures?) (?:has |have )?occurred\b|\bthere (?:was|were|has been) (?:an? |some )?(?:\w+ )?(?:error|problem)s?\b|\b(?:server|network|internal|unexpected|unknown|payment|connection) error\b|^error\b\s*[:!.\d–—-]|\b(?:was|were|been|is) (?:declined|rejected|refused|denied)\b|\btimed out\b|\b(?:service|temporarily) unavailable\b|\b(?:connection (?:was |is )?lost|lost (?:the |your )?connection)\b|\b(?:was|were|has|have)(?: not|n[’']t)(?: been)? (?:sent|saved|placed|processed|completed|submitted|added|updated|created|delivered)\b|\bcan(?:not|[’']t) be (?:sent|saved|placed|processed|completed|submitted|added|loaded|reached|used|applied)\b/i;
/** German, French, Spanish, Italian, Portuguese, Dutch. */
const EUROPEAN =
  /schief ?ge(?:laufen|gangen)|fehlgeschlagen|gescheitert|\bkonnten? (?:\S+ ){0,6}nicht\b|fehler (?:ist )?aufgetreten|\bein (?:\S+ )?fehler\b|erneut versuchen|\bversuchen sie es (?:\S+ ){0,2}(?:erneut|noch ?(?:ein)?mal)|une erreur|a échoué|échec d|réessay|n[’']a pas (?:pu|été)|salió mal|ha fallado|(?:ocurrido|produjo|producido) un error|inténtal[oa] de nuevo|no se (?:pudo|ha podido)|andato storto|verificato un errore|non è stato possibile|non riuscit|algo deu errado|tente novamente|ocorreu um erro|não foi possível|iets mis(?:gegaan)?\b|is mislukt|probeer het (?:\S+ )?opnieuw/i;
/** Chinese and Japanese. */
const EASTERN = /失败|出错|请重试|请稍后再试|失敗|エラーが発生|もう一度お試し|できませんでした/;
/** A search that found nothing worked, and so did a check without errors. */
const NOTHING =
  /\b(?:no|zero|0|any|without) (?:\w+ )?(?:results?|match(?:es)?|items?|products?|errors?|problems?|failures?)\b|\bnothing found\b|\bnot? found\b|\b(?:could ?(?:not|n[’']t)|unable to) find\b|\bkeine (?:\S+ )?(?:ergebnisse|treffer|fehler)\b|aucun résultat|sin resultados|nessun risultato|nenhum resultado|geen resultaten/i;

/** The text says, in words that can mean little else, that something did not work. */
export function tellsFailure(text: string): boolean {
  if (NOTHING.test(text)) return false;
  return ENGLISH.test(text) || EUROPEAN.test(text) || EASTERN.test(text);
}

/** It says that nothing was found, or nothing wrong. */
export function tellsNothing(text: string): boolean {
  return NOTHING.test(text);
}

/** What was asked for is refused, in phrases that say so of themselves wherever they stand. */
const REFUSAL =
  /\b(?:is|are|was|were)(?: not|n[’']t) (?:valid|possible|allowed|supported|available|recogni[sz]ed|correct|permitted|enough|accepted)\b|\b(?:is|are|was|were) (?:invalid|incorrect|unavailable|unsupported|wrong|required)\b|\balready (?:exists?|taken|in use|registered|been (?:used|taken|claimed))\b|\b(?:is|are) (?:taken|no longer (?:available|valid|possible|offered|here))\b|\b(?:has|have) expired\b|\b(?:do|does)(?: not|n[’']t) (?:have (?:the )?(?:permission|rights?|access|enough)|exist|match)\b|\bnot (?:allowed|permitted|authori[sz]ed)\b|\b(?:permission|access) denied\b|\byou(?:[’']re| are) (?:offline|not (?:signed|logged) in)\b|\b(?:nothing|none) (?:was|were|has been) (?:saved|sent|changed|booked|ordered)\b|\bcan(?:not|[’']t) be (?!undone|reversed|restored|changed)\w+|\b(?:declined|rejected)\b|\btoo (?:large|big|long|short|many|weak)\b|\b(?:turned off|disabled|blocked|restricted) by (?:your|the|an?) \w+|\b(?:wrong|incorrect|invalid) (?:password|pin|code|name|user|e-?mail|number|date|address|file|format|login|credentials)\b|ungültig|nicht (?:möglich|verfügbar|erlaubt|gefunden worden)|bereits (?:vergeben|vorhanden|verwendet)|n[’']est pas (?:valide|possible|disponible)|no es (?:válid[oa]|posible)|non è (?:valid[oa]|possibile|disponibile)|无效|不可用|不能/i;

/** The text refuses what was asked for. Questions and offers of a page are none, nor is a search without results. */
export function tellsRefusal(text: string): boolean {
  return REFUSAL.test(text) && !NOTHING.test(text);
}

/** Asks for what is missing, in the words in which pages ask for it. */
const PROMPT =
  /^(?:please |kindly |first,? )?(?:write|enter|type|fill(?: in| out)?|choose|select|pick|tick|give|provide|specify)\b(?! (?:to|by)\b)|\b(?:first|is missing|is empty|can[’']?not be (?:empty|blank))\W*$|^(?:bitte )(?:geben|wählen|füllen)|^(?:veuillez|por favor|si prega|vul |请输入)/i;

export function asksForMore(text: string): boolean {
  return text.length <= 100 && PROMPT.test(text);
}
