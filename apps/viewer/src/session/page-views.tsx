import type { PageRow } from '@falter/wire';
import { useComputed } from '@preact/signals';
import type { JSX } from 'preact';
import { focusPlay } from '../player/play-button.tsx';
import { pageAt } from '../player/timeline.ts';
import { pathOf } from '../words/text.ts';
import { clock, duration } from '../words/time.ts';
import { vitalWords } from '../words/vitals.ts';
import type { SessionModel } from './session-model.ts';

/** The pages in the order in which the visitor saw them; the one on the screen is marked. */
export function PageViews({ model }: { model: SessionModel }): JSX.Element {
  const pages = model.detail.value?.pageViews ?? [];
  const current = useComputed(() => {
    const tab = model.tab.value;
    return tab === undefined ? undefined : pageAt(model.detail.value?.pageViews ?? [], tab, model.player.at.value)?.id;
  });
  return (
    <section class="panel" data-testid="page-views" aria-labelledby="pages-title">
      <h2 id="pages-title">
        Pages <span class="count">{pages.length}</span>
      </h2>
      {pages.length === 0 && <p class="quiet">No page is known so far.</p>}
      <ol class="pages">
        {pages.map((page) => (
          <li key={page.id} aria-current={page.id === current.value ? 'step' : undefined}>
            <button
              type="button"
              data-testid="page-view"
              onClick={(event) => {
                void model.jump(page.at, page.tab);
                focusPlay(event);
              }}
            >
              <span class="step-time">{clock(page.at)}</span>
              <span class="page-name">
                <bdi>{pathOf(page.url)}</bdi>
                {page.title !== '' && (
                  <span class="quiet">
                    <bdi>{page.title}</bdi>
                  </span>
                )}
                <Vitals page={page} />
              </span>
              <span class="quiet">{duration(page.until - page.at)}</span>
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Vitals({ page }: { page: PageRow }): JSX.Element | null {
  const words = vitalWords(page.vitals);
  if (words.length === 0) return null;
  return (
    <span class="vitals" data-testid="vitals">
      {words.map(({ name, value, level, about }) => (
        <span key={name} data-level={level} title={about}>
          {name} {value}
          {level === 'poor' && <span class="sr-only"> (poor)</span>}
        </span>
      ))}
    </span>
  );
}
