import { findSourceMap, listIssueExamples } from '@falter/store';
import type { IssueStack } from '@falter/wire';
import type { CodeReader } from './code-reader.ts';
import { type IssueSource, showIssue, unknownIssue } from './issues.ts';

/** Scripts of one stack whose maps are read: of a bundle split in many, the topmost frames are in few. */
const FILES_MAX = 8;

/**
 * GET /issues/ID/stack: of the newest session that has one, in original code where its release has source maps.
 * @throws ApiError `unknown_issue` where no error of it has a stack
 */
export async function showStack(source: IssueSource, code: CodeReader, id: string, now: number): Promise<IssueStack> {
  const { store, project } = source;
  const issue = await showIssue(source, id, { from: 0, to: now, bots: 'include' }, now);
  const since = now - 400 * 86_400_000;
  const examples = await listIssueExamples(store, { project, issue: id, since, bots: true }, 50);
  const newest = examples.find(({ stack }) => stack !== '');
  if (!newest) throw unknownIssue();
  const { stack, release, session } = newest;
  const files = code.files(stack).slice(0, FILES_MAX);
  const maps = new Map<string, string>();
  for (const url of release === '' ? [] : files) {
    const map = await findSourceMap(store, { project, release, url });
    if (map !== undefined) maps.set(url, map);
  }
  return {
    ...{ title: issue.title, explained: code.explain(issue.title), session, release },
    frames: code.frames(stack, maps),
    missing: files.filter((file) => !maps.has(file)),
  };
}
