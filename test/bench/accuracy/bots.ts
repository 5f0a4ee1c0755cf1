import { existsSync, readFileSync } from 'node:fs';
import { detect } from '@falter/detector';
import { isRecordedEvent } from '@falter/wire';
import { ROOT } from '../../house.ts';

const FOLDER = `${ROOT}/../shared/data/recordings`;

/** Recordings of people from public repositories that are taken for a program, by file; null where they are not there. */
export function peopleTakenForBots(): { recordings: number; flagged: string[] } | null {
  if (!existsSync(`${FOLDER}/index.json`)) return null;
  const index = JSON.parse(readFileSync(`${FOLDER}/index.json`, 'utf8')) as { file: string; kind: string }[];
  const people = index.filter(({ kind }) => kind.startsWith('real'));
  const flagged = people.filter(({ file }) => {
    const events = (JSON.parse(readFileSync(`${FOLDER}/${file}`, 'utf8')) as unknown[]).filter(isRecordedEvent);
    return detect([{ tab: 'file', events }], { closed: true }).automated;
  });
  return { recordings: people.length, flagged: flagged.map(({ file }) => file) };
}
