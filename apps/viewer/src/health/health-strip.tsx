import type { Health } from '@falter/wire';
import type { JSX } from 'preact';
import { route } from '../shell/router.ts';
import { readHealth } from './health-client.ts';
import { PARTS, STATE_WORDS, stateOf } from './parts.ts';
import { usePolled } from './polling.ts';
import './health-strip.css';

/** Milliseconds between two looks while all is well: a fault is seen within the minute, and the store has other things to do. */
const CALM_MS = 15_000;

/** The same while something is wrong: somebody may be mending it. */
const ALERT_MS = 4_000;

function pause(health: Health | null): number {
  return PARTS.every(({ name }) => stateOf(health, name) === 'ok') ? CALM_MS : ALERT_MS;
}

/** Three dots with words in the top bar of every page. Quiet while all is well; leads to what is wrong and what to do. */
export function HealthStrip(): JSX.Element {
  const { value, problem } = usePolled(readHealth, pause);
  const health = problem.value === '' ? value.value : null;
  return (
    <a
      class="health-strip"
      href="/health"
      data-testid="health-strip"
      aria-current={route.value.page === 'health' ? 'page' : undefined}
    >
      <span class="sr-only">Health:</span>
      {PARTS.map(({ name, title }) => {
        const state = stateOf(health, name);
        return (
          <span
            key={name}
            class="health-dot"
            data-part={name}
            data-state={state}
            title={`${title}: ${STATE_WORDS[state]}`}
          >
            <span class="health-word">{title}</span>
            <span class="sr-only">{STATE_WORDS[state]}</span>
          </span>
        );
      })}
    </a>
  );
}
