import type { JSX } from 'preact';
import { InstallParts } from './install-parts.tsx';

/** Settings, Install: from the tag to the first session. */
export function InstallSection(): JSX.Element {
  return (
    <>
      <h1>Install</h1>
      <InstallParts />
    </>
  );
}
