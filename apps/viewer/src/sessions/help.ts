import type { KeyHelp } from '../shell/help-sheet.tsx';

export const SESSIONS_HELP: KeyHelp = [
  {
    title: 'Sessions',
    keys: [
      [['j', '↓'], 'Next session'],
      [['k', '↑'], 'Previous session'],
      [['Enter'], 'Open the session'],
      [['/'], 'Search'],
      [['Esc'], 'Leave the search'],
      [['?'], 'These keys'],
    ],
  },
];
