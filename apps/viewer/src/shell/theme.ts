import { effect, type Signal, signal } from '@preact/signals';

export type Theme = 'system' | 'light' | 'dark';

const KEY = 'falter-theme';

export const theme: Signal<Theme> = signal('system');

/** Takes the reader's choice from the last visit and keeps the document in step with it. */
export function startTheme(): void {
  const stored = localStorage.getItem(KEY);
  if (stored === 'light' || stored === 'dark') theme.value = stored;
  effect(() => {
    if (theme.value === 'system') localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, theme.value);
    if (theme.value === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme.value;
  });
}

/** The other one of what is seen now. */
export function toggleTheme(): void {
  theme.value = isDark() ? 'light' : 'dark';
}

export function isDark(): boolean {
  if (theme.value !== 'system') return theme.value === 'dark';
  return matchMedia('(prefers-color-scheme: dark)').matches;
}
