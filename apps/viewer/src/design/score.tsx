import type { JSX } from 'preact';

/** How bad a struggle score is, in three steps: below 25 nobody needs to act, from 60 on somebody should. */
export function scoreLevel(score: number): 'calm' | 'some' | 'high' {
  if (score >= 60) return 'high';
  return score >= 25 ? 'some' : 'calm';
}

/** A struggle score as number and bar. */
export function Score({ score }: { score: number }): JSX.Element {
  const whole = Math.round(Math.min(100, Math.max(0, score)));
  return (
    <span class="score" data-level={scoreLevel(whole)} title={`Struggle score ${whole} of 100`}>
      <span class="score-number">
        <span class="sr-only">Struggle score </span>
        {whole}
      </span>
      <span class="score-bar" aria-hidden="true">
        <span style={{ inlineSize: `${whole}%` }} />
      </span>
    </span>
  );
}
