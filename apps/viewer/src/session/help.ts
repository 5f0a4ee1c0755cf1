import type { KeyHelp } from '../shell/help-sheet.tsx';

export const SESSION_HELP: KeyHelp = [
  {
    title: 'Replay',
    keys: [
      [['Space'], 'Play or pause'],
      [['←', '→'], '5 seconds back or on'],
      [['Shift', '←', '→'], '30 seconds back or on'],
      [['k', 'j'], 'Last or next action of the visitor'],
      [['p', 'n'], 'Last or next finding'],
      [[',', '.'], 'One change of the picture back or on'],
      [['Home', 'End'], 'Start or end of the session'],
      [['-', '+'], 'Slower or faster'],
      [['s'], 'Skip inactivity or not'],
      [['m'], 'Draw the way of the pointer or not'],
      [['f'], 'Full screen'],
    ],
  },
  {
    title: 'Beside it',
    keys: [
      [['1', '–', '7'], 'Steps, console, network, errors, pages, person, comments'],
      [['/'], 'Search the rows'],
      [['↑', '↓'], 'Walk through the rows'],
      [['Enter'], 'Show the moment of the row'],
      [['y'], 'Copy the row as text'],
      [['t', 'T'], 'Next or last tab of the visitor'],
      [['[', ']'], 'Previous or next session of this person'],
      [['c'], 'Copy a link to what is on the screen'],
      [['i'], 'Save what is on the screen as a picture'],
      [['?'], 'These keys'],
    ],
  },
];
