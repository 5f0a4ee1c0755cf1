import { useSignal } from '@preact/signals';
import type { ComponentType, JSX } from 'preact';
import { useEffect } from 'preact/hooks';

interface Props {
  load: () => Promise<ComponentType>;
  /** Space that it takes before it is there. */
  class: string;
}

/** A part of a page that comes after the page: what everybody sees at once stays small. Absent when it cannot be loaded. */
export function LatePart({ load, class: name }: Props): JSX.Element {
  const loaded = useSignal<{ Part: ComponentType } | null>(null);
  useEffect(() => {
    load()
      .then((Part) => {
        loaded.value = { Part };
      })
      .catch(() => undefined);
  }, []);
  const { Part } = loaded.value ?? {};
  return Part === undefined ? <span class={name} aria-hidden="true" /> : <Part />;
}
