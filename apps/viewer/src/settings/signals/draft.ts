import {
  type DetectionSettings,
  PAGE_PATTERN_MAX_CHARS,
  PAGE_PATTERNS_MAX,
  type SignalInfo,
  type SignalSettings,
  WEIGHT_MAX,
} from '@falter/wire';

/** Settings as they stand in the fields of the page: texts, which may be wrong while somebody types. */
export interface Draft {
  /** By signal id. */
  signals: Readonly<Record<string, SignalDraft>>;
  /** Page patterns, one a line. */
  ignoredPages: string;
}

export interface SignalDraft {
  on: boolean;
  weight: string;
  /** By option name. */
  options: Readonly<Record<string, string>>;
  ignoredPages: string;
}

/** What is wrong, by field: `rage-click.weight`, `rage-click.options.clicks`, `ignoredPages`. */
export type Faults = ReadonlyMap<string, string>;

/** The fields for settings: what is not set has the signal's own value. */
export function toDraft({ signals, ignoredPages }: DetectionSettings, infos: readonly SignalInfo[]): Draft {
  const drafts = infos.map(({ id, weight, options }) => {
    const own = signals[id] ?? {};
    const values = options.map(({ name, standard }) => [name, String(own.options?.[name] ?? standard)]);
    const draft: SignalDraft = {
      on: own.off !== true,
      weight: String(own.weight ?? weight),
      options: Object.fromEntries(values),
      ignoredPages: (own.ignoredPages ?? []).join('\n'),
    };
    return [id, draft];
  });
  return { signals: Object.fromEntries(drafts), ignoredPages: ignoredPages.join('\n') };
}

/** What the fields say, and what is wrong with them. Only what differs from a signal's own value becomes a setting. */
export function fromDraft(draft: Draft, infos: readonly SignalInfo[]): { settings: DetectionSettings; faults: Faults } {
  const faults = new Map<string, string>();
  const signals: Record<string, SignalSettings> = {};
  for (const info of infos) {
    const fields = draft.signals[info.id];
    const settings = fields === undefined ? {} : signalSettings(info, fields, faults);
    if (Object.keys(settings).length > 0) signals[info.id] = settings;
  }
  return { settings: { signals, ignoredPages: patterns(draft.ignoredPages, 'ignoredPages', faults) }, faults };
}

function signalSettings(info: SignalInfo, fields: SignalDraft, faults: Map<string, string>): SignalSettings {
  const { id } = info;
  const weight = number(fields.weight, `${id}.weight`, { min: 0, max: WEIGHT_MAX, faults });
  const options = info.options
    .map((option) => {
      const value = number(fields.options[option.name] ?? '', `${id}.options.${option.name}`, { ...option, faults });
      return { ...option, value };
    })
    .filter(({ value, standard }) => value !== standard)
    .map(({ name, value }) => [name, value] as const);
  const ignoredPages = patterns(fields.ignoredPages, `${id}.ignoredPages`, faults);
  return {
    ...(fields.on ? {} : { off: true }),
    ...(weight === info.weight ? {} : { weight }),
    ...(options.length > 0 ? { options: Object.fromEntries(options) } : {}),
    ...(ignoredPages.length > 0 ? { ignoredPages } : {}),
  };
}

interface Bounds {
  min: number;
  max: number;
  faults: Map<string, string>;
}

function number(text: string, field: string, { min, max, faults }: Bounds): number {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (!(value >= min && value <= max)) faults.set(field, `A number from ${min} to ${max.toLocaleString('en')}.`);
  return value;
}

function patterns(text: string, field: string, faults: Map<string, string>): string[] {
  const lines = text.split('\n').map((line) => line.trim());
  const found = [...new Set(lines.filter((line) => line !== ''))];
  const wrong = found.find(
    (line) => /^[a-z][a-z0-9+.-]*:\/\/|[\s?]/i.test(line) || line.length > PAGE_PATTERN_MAX_CHARS,
  );
  if (wrong !== undefined) faults.set(field, 'A path like /game/*, or host and path, without https:// and query.');
  if (found.length > PAGE_PATTERNS_MAX) faults.set(field, `At most ${PAGE_PATTERNS_MAX} pages.`);
  return found;
}

/** Fields in which two drafts differ, by the names that `Faults` uses; `SIGNAL.on` for the switch. */
export function differences(a: Draft, b: Draft): ReadonlySet<string> {
  const found = new Set<string>();
  const compare = (field: string, one: unknown, other: unknown): void => {
    if (one !== other) found.add(field);
  };
  for (const [id, one] of Object.entries(a.signals)) {
    const other = b.signals[id];
    compare(`${id}.on`, one.on, other?.on);
    compare(`${id}.weight`, one.weight, other?.weight);
    compare(`${id}.ignoredPages`, one.ignoredPages, other?.ignoredPages);
    for (const [name, value] of Object.entries(one.options))
      compare(`${id}.options.${name}`, value, other?.options[name]);
  }
  compare('ignoredPages', a.ignoredPages, b.ignoredPages);
  return found;
}
