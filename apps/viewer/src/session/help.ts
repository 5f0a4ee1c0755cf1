import type { KeyHelp } from '../shell/help-sheet.tsx';

export const SESSION_HELP: KeyHelp = [
  {
    title: 'Replay',
    keys: [
      [['Space'], 'Play or pause'],
      [['←', '→'], '5 seconds back or on'],
      [[',', '.'], 'One change of the picture back or on'],
      [['Home', 'End'], 'Start or end of the session'],
      [['-', '+'], 'Slower or faster'],
      [['s'], 'Skip inactivity or not'],
      [['f'], 'Full screen'],
    ],
  },
  {
    title: 'Findings',
    keys: [
      [['n'], 'Next finding'],
      [['p'], 'Previous finding'],
      [['c'], 'Copy a link to this moment'],
      [['?'], 'These keys'],
    ],
  },
];
