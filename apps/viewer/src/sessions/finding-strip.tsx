import type { StripMark } from '@falter/wire';
import type { JSX } from 'preact';
import { signalTitle } from '../shell/signal-catalog.ts';
import { clock } from '../words/time.ts';

/** Marks that are told in words: who listens wants to know where it begins. */
const SPOKEN = 5;

/** A shape for each kind of struggle, as colours alone do not tell them apart for everybody. Around 0, 0. */
const SHAPES: Readonly<Record<string, string>> = {
  triangle: 'M0-4 4.2 3.4-4.2 3.4z',
  square: 'M-3.2-3.2H3.2V3.2H-3.2z',
  diamond: 'M0-4.4 4.4 0 0 4.4-4.4 0z',
  disc: 'M-3.6 0A3.6 3.6 0 1 1 3.6 0 3.6 3.6 0 1 1-3.6 0z',
};

function shapeOf(signal: string): string {
  if (/error|failed/.test(signal)) return 'triangle';
  if (/click|cursor/.test(signal)) return 'disc';
  if (/form|field|validation|search/.test(signal)) return 'square';
  return 'diamond';
}

/** When in a session its findings were, from its begin to its end. */
export function FindingStrip({
  marks,
  durationMs,
}: {
  marks: readonly StripMark[];
  durationMs: number;
}): JSX.Element | null {
  if (marks.length === 0) return null;
  const share = (ms: number): string => `${durationMs <= 0 ? 0 : Math.min(100, (ms / durationMs) * 100)}%`;
  const told = marks.slice(0, SPOKEN).map(({ signal, at }) => `${signalTitle(signal)} at ${clock(at)}`);
  const rest = marks.length - told.length;
  return (
    <svg
      class="finding-strip"
      role="img"
      aria-label={`${told.join(', ')}${rest > 0 ? `, and ${rest} more` : ''}`}
      data-testid="strip"
    >
      <line x1="0" x2="100%" y1="50%" y2="50%" />
      {marks.map(({ signal, at, until }, index) => (
        <g key={`${index} ${at}`} data-signal={signal}>
          {until > at && <line class="finding-span" x1={share(at)} x2={share(until)} y1="50%" y2="50%" />}
          <svg x={share(at)} y="50%" overflow="visible" aria-hidden="true">
            <path d={SHAPES[shapeOf(signal)]} data-shape={shapeOf(signal)} />
          </svg>
        </g>
      ))}
    </svg>
  );
}
