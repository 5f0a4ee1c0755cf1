import { type Raw, toRaw, toText } from './raw.ts';
import { sizeOf } from './tab-traits.ts';

/** What a tab tells of the visitor's browser, from its first word on. */
export class Facts {
  viewport = '';
  language = '';
  automated = false;
  touch = false;
  hasSnapshot = false;
  /** It is the snippet's recording. */
  introduced = false;

  /** The snippet introduces a document. Answers its title. */
  met(payload: Raw): string {
    this.introduced = true;
    this.viewport ||= sizeOf(toRaw(payload.viewport));
    this.language ||= toText(payload.language).slice(0, 35);
    if (payload.automated === true) this.automated = true;
    if (payload.touch === true) this.touch = true;
    return toText(payload.title);
  }
}
