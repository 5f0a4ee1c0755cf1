import type { SessionDetail } from '@falter/wire';
import type { JSX } from 'preact';
import { pathOf } from '../words/text.ts';
import type { SessionModel } from './session-model.ts';

/** The browser tabs of the visitor, where there were several. They share the session's clock. */
export function TabChoice({ model }: { model: SessionModel }): JSX.Element | null {
  const detail = model.detail.value;
  if (detail === null || detail.tabs.length < 2) return null;
  return (
    <fieldset class="tabs" data-testid="tabs">
      <legend class="sr-only">Browser tab of the visitor</legend>
      {detail.tabs.map((tab, index) => (
        <button
          type="button"
          key={tab.id}
          data-testid="tab"
          data-tab={tab.id}
          aria-pressed={model.tab.value === tab.id}
          onClick={() => model.selectTab(tab.id)}
        >
          <span class="tab-number">{index + 1}</span>
          <bdi>{tabName(detail, tab.id)}</bdi>
        </button>
      ))}
    </fieldset>
  );
}

function tabName(detail: SessionDetail, tab: string): string {
  const page = detail.pageViews.find((view) => view.tab === tab);
  if (page === undefined) return 'Tab';
  return page.title === '' ? pathOf(page.url) : page.title;
}
