import type { SessionDetail, TabRow } from '@falter/wire';
import type { JSX } from 'preact';
import { pathOf } from '../words/text.ts';
import { absolute, timeOfDay } from '../words/time.ts';
import type { SessionModel } from './session-model.ts';

/** The browser tabs of the visitor in the order in which they began, where there were several. They share the session's clock. */
export function TabChoice({ model }: { model: SessionModel }): JSX.Element | null {
  const detail = model.detail.value;
  if (detail === null || detail.tabs.length < 2) return null;
  return (
    <fieldset class="tabs" data-testid="tabs">
      <legend class="sr-only">Browser tab of the visitor</legend>
      {named(detail).map(({ id, name, began }, index) => (
        <button
          type="button"
          key={id}
          data-testid="tab"
          data-tab={id}
          aria-pressed={model.tab.value === id}
          title={began === undefined ? name : `${name}, from ${absolute(began)} on`}
          onClick={() => model.selectTab(id)}
        >
          <span class="tab-number">{index + 1}</span>
          <bdi>{name}</bdi>
          {began !== undefined && <span class="tab-time">{timeOfDay(began)}</span>}
        </button>
      ))}
    </fieldset>
  );
}

interface NamedTab {
  id: string;
  name: string;
  /** Epoch ms. */
  began: number | undefined;
}

/** A tab has the name of its first page, which several often share: the time tells them apart. Without a page it comes last. */
function named({ tabs, pageViews, startedAt }: SessionDetail): NamedTab[] {
  const first = ({ id }: TabRow): NamedTab => {
    const [page] = pageViews.filter(({ tab }) => tab === id).sort((a, b) => a.at - b.at);
    if (page === undefined) return { id, name: 'Tab', began: undefined };
    return { id, name: page.title === '' ? pathOf(page.url) : page.title, began: Date.parse(startedAt) + page.at };
  };
  const when = ({ began }: NamedTab): number => began ?? Number.MAX_VALUE;
  return tabs.map(first).sort((a, b) => when(a) - when(b));
}
