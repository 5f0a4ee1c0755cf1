import { teas } from './shared/teas.ts';

/** The text file behind the download link: one line a tea. */
export function brewingGuide(): string {
  const lines = teas.map((tea) => `${tea.name.padEnd(18)}${tea.celsius} °C   ${tea.minutes} min`);
  return ['LOW TIDE TEA - BREWING GUIDE', '', 'One heaped teaspoon a cup.', '', ...lines, ''].join('\n');
}
