import type { JSX } from 'preact';

/** Drawn on a 16 x 16 grid with strokes of 1.5. */
const PATHS = {
  back: 'M9.5 3.5 5 8l4.5 4.5',
  bot: 'M8 2v2.5M4 6.5h8v6H4zM6.5 9v1M9.5 9v1M2 8.5v2M14 8.5v2',
  camera: 'M2 4.5h3l1-1.8h4l1 1.8h3v8.3H2zM8 6a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5z',
  check: 'm3.5 8.5 3 3 6-7',
  click: 'M7 6.5 13.5 9l-2.8 1.2L9.5 13zM3 6.5H2M6.5 3V2M4 4l-.8-.8M9 4l.8-.8',
  clickerror: 'M3 2.5 9 8.6l-2.9.4-1.6 2.6zM12 6.5v4M12 12.6v.3',
  clock: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zM8 4.7V8l2.3 1.7',
  close: 'm4 4 8 8M12 4l-8 8',
  copy: 'M6 5.5h7v8H6zM3 10.5V2.5h7',
  cursor: 'M4 2.5 12.5 8 8.6 9 11 13.3l-1.7.9L7 9.9 4 12.6z',
  desktop: 'M2 3h12v8H2zM6 13.5h4M8 11v2.5',
  down: 'm4 6 4 4 4-4',
  eye: 'M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8zM8 6a2 2 0 1 0 0 4 2 2 0 0 0 0-4z',
  eyeOff:
    'M2 2l12 12M4.2 4.8C2.4 6.1 1.5 8 1.5 8S4 12.5 8 12.5c1.2 0 2.3-.4 3.2-1M6.7 3.7c.4-.1.8-.2 1.3-.2 4 0 6.5 4.5 6.5 4.5s-.5 1-1.4 2',
  error: 'M8 2.2 14.3 13H1.7zM8 6.2v3M8 11v.3',
  form: 'M3 2.5h10v4H3zM3 9.5h5M3 12.5h3M10 10l3 3M13 10l-3 3',
  full: 'M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10',
  gap: 'M1.5 8h3.5M11 8h3.5M6.5 4.5 5 11.5M11 4.5 9.5 11.5',
  info: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zM8 7.3v3.4M8 5v.3',
  keys: 'M1.5 4h13v8h-13zM4 6.7h.3M7 6.7h.3M10 6.7h.3M12.3 6.7h.2M5 9.5h6',
  laptop: 'M3.5 3.5h9v6.5h-9zM1.5 12.5h13',
  link: 'M6.7 9.3a2.5 2.5 0 0 0 3.5 0l2.6-2.6a2.5 2.5 0 0 0-3.5-3.5l-.9.9M9.3 6.7a2.5 2.5 0 0 0-3.5 0L3.2 9.3a2.5 2.5 0 0 0 3.5 3.5l.9-.9',
  message: 'M2 3h12v8H8l-3 3v-3H2zM8 5.2v2.3M8 9v.2',
  mobile: 'M4.5 1.5h7v13h-7zM7.3 12.3h1.4',
  moon: 'M13 9.8A5.8 5.8 0 0 1 6.2 3 5.5 5.5 0 1 0 13 9.8z',
  note: 'M2 3h12v8H8l-3 3v-3H2zM4.7 5.7h6.6M4.7 8.3h4',
  next: 'M4 3.5 9.5 8 4 12.5zM12 3.5v9',
  noclick: 'M6.5 6 13 8.5l-2.8 1.2L9 12.5zM2 2l3.5 3.5',
  out: 'M6 2.5H2.5v11H6M10 5l3 3-3 3M13 8H6',
  page: 'M4 1.5h5.5L12 4v10.5H4zM9.5 1.5V4H12',
  pause: 'M5 3v10M11 3v10',
  play: 'M4.5 2.8v10.4L13 8z',
  plus: 'M8 3v10M3 8h10',
  previous: 'M12 3.5 6.5 8l5.5 4.5zM4 3.5v9',
  refresh: 'M13 8a5 5 0 1 1-1.5-3.5M13 2v3h-3',
  save: 'M8 2v7.5M4.8 6.5 8 9.7l3.2-3.2M2.5 13.5h11',
  search: 'M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9zM10.3 10.3 14 14',
  signal: 'M8 2.5 13.5 8 8 13.5 2.5 8z',
  request: 'M1.5 8h4M10.5 8h4M6.2 5.7l3.6 4.6M9.8 5.7 6.2 10.3',
  skip: 'M2.5 3.5 7 8l-4.5 4.5zM8.5 3.5 13 8l-4.5 4.5z',
  sun: 'M8 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM8 1.2v1.3M8 13.5v1.3M1.2 8h1.3M13.5 8h1.3M3.2 3.2l.9.9M11.9 11.9l.9.9M12.8 3.2l-.9.9M4.1 11.9l-.9.9',
  tablet: 'M3.5 1.5h9v13h-9zM7.3 12.3h1.4',
  user: 'M8 2.5a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM2.5 14c.6-2.4 2.8-3.5 5.5-3.5s4.9 1.1 5.5 3.5',
  warn: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zM8 5v3.7M8 10.8v.3',
} as const;

export type IconName = keyof typeof PATHS;

const FILLED: ReadonlySet<IconName> = new Set(['play', 'next', 'previous', 'skip']);

/** A picture beside words or inside a labelled button: it says nothing by itself. */
export function Icon({ name, size = 16 }: { name: IconName; size?: number }): JSX.Element {
  return (
    <svg class="icon" width={size} height={size} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} data-filled={FILLED.has(name)} />
    </svg>
  );
}

const OF_SIGNALS: Record<string, IconName> = {
  'dead-click': 'noclick',
  'error-click': 'clickerror',
  'error-message': 'message',
  'failed-request': 'request',
  'field-struggle': 'form',
  'form-abandonment': 'form',
  'js-error': 'error',
  'rage-click': 'click',
  'search-struggle': 'search',
  'slow-response': 'clock',
  'validation-loop': 'form',
};

export function signalIcon(signal: string): IconName {
  return OF_SIGNALS[signal] ?? 'signal';
}

/** The product's mark: a line that walks along, stumbles, and goes on. */
export function Mark({ size = 24 }: { size?: number }): JSX.Element {
  return (
    <svg class="mark" width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="8" />
      <path d="M5 13h7.5l3.5 8 3.5-8H27" />
    </svg>
  );
}
