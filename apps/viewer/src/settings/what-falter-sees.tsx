import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { readArrivals } from '../health/health-client.ts';
import { project } from '../shell/router.ts';

/** Where a demo shop runs beside Falter: the way to try presets and marks on a page, with what is left of it beside it. */
export function WhatFalterSees(): JSX.Element | null {
  const shop = useSignal('');
  useEffect(() => {
    shop.value = '';
    readArrivals().then(
      ({ demoUrl }) => {
        shop.value = demoUrl;
      },
      // Without an answer there is no link, and nothing else is missing.
      () => {},
    );
  }, [project.value]);
  if (shop.value === '') return null;
  return (
    <p>
      <a href={`${shop.value}seen`} target="_blank" rel="noopener" data-testid="what-falter-sees">
        Try it on the demo shop
      </a>
      : a page on one side, on the other what Falter sees of it, with each preset and each mark.
    </p>
  );
}
