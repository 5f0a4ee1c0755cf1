import type { SiteSettings } from '@falter/wire';
import type { JSX } from 'preact';
import { SettingsCard } from '../settings-card.tsx';
import { Choices } from './choices.tsx';
import { ASSETS } from './recording-words.ts';

interface AssetsCardProps {
  value: SiteSettings['assets'];
  disabled: boolean;
  onChoose: (value: SiteSettings['assets']) => void;
}

/** What of a page is kept by its content: a replay is whole, also when the site is gone. */
export function AssetsCard({ value, disabled, onChoose }: AssetsCardProps): JSX.Element {
  return (
    <SettingsCard id="assets" title="Style sheets, pictures and fonts">
      <Choices
        legend="What is kept for replays"
        testId="assets"
        choices={ASSETS}
        value={value}
        disabled={disabled}
        onChoose={onChoose}
      />
      <p class="quiet">
        Each is sent once, by the first visitor who has it, and stored once. It goes with the last recording that shows
        it. Nothing is taken from masked or blocked parts of a page, and nothing is fetched with a visitor's cookies.
      </p>
    </SettingsCard>
  );
}
