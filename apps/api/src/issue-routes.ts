import { type Client, saveIssueDecision } from '@falter/store';
import type { IssueStack, SignalInfo } from '@falter/wire';
import { type Context, Hono } from 'hono';
import * as z from 'zod/mini';
import { allow } from './asker.ts';
import { audit } from './audit.ts';
import type { CodeReader } from './code-reader.ts';
import { describe, path, query } from './describe.ts';
import { createFreshAnswers } from './fresh-answers.ts';
import { decisionBody, ISSUE_ID, issueQuery, issueRange } from './issue-query.ts';
import { issueDetail, issueList } from './issue-schemas.ts';
import { showStack } from './issue-stack.ts';
import { type IssueSource, showIssue, showIssues, unknownIssue } from './issues.ts';
import { readBody } from './read-body.ts';
import { issueStack } from './source-map-schemas.ts';

export interface IssueParts {
  store: Client;
  writer: Client;
  signals: readonly SignalInfo[];
  countBots: boolean;
  code: CodeReader | undefined;
}

/** Milliseconds for which a stack is shown again: reading a map of megabytes takes a second, and a new one is seen soon. */
const FRESH_MS = 10_000;

const issuePath = path(z.object({ id: z.string().check(z.regex(ISSUE_ID)) }), unknownIssue);

/** Routes under /api/v1/issues. Everybody may look; who decides what is worked on may mute and resolve. */
export function issueRoutes({ store, writer, signals, countBots, code }: IssueParts): Hono {
  const app = new Hono();
  const source = (c: Context, from = store): IssueSource => ({ store: from, project: c.get('project'), countBots });
  app.get('/', describe(ABOUT.list), query(issueQuery(signals)), async (c) =>
    c.json(await showIssues(source(c), c.req.valid('query'), Date.now())),
  );
  app.get('/:id', describe(ABOUT.show), issuePath, query(issueRange), async (c) =>
    c.json(await showIssue(source(c), c.req.valid('param').id, c.req.valid('query'), Date.now())),
  );
  const stacks = createFreshAnswers<IssueStack>({ freshMs: FRESH_MS, together: 2, waiting: 20 });
  app.get('/:id/stack', describe(ABOUT.stack), issuePath, async (c) => {
    if (!code) throw unknownIssue();
    const { id } = c.req.valid('param');
    return c.json(await stacks(`${c.get('project')} ${id}`, () => showStack(source(c), code, id, Date.now())));
  });
  app.put('/:id/state', describe({ ...ABOUT.decide, body: decisionBody }), allow('product'), issuePath, async (c) => {
    const { id } = c.req.valid('param');
    const { state, release = '', note = '' } = await readBody(c, decisionBody);
    const project = c.get('project');
    const whole = { from: 0, to: Date.now(), bots: '' } as const;
    const { sessions } = await showIssue(source(c), id, whole, whole.to);
    const why = [release === '' ? state : `${state} in ${release}`, note].filter(Boolean).join(': ');
    await audit(c, writer, { project, kind: 'decided-issue', subject: id, why, count: sessions });
    const decidedBy = c.get('asker').name;
    await saveIssueDecision(writer, { project, issue: id, state, release, note, decidedBy }, Date.now());
    return c.json(await showIssue(source(c, writer), id, whole, Date.now()));
  });
  return app;
}

const ABOUT = {
  list: {
    summary: 'Findings of many sessions with one cause, a page at a time',
    answer: issueList,
    problems: ['bad_parameter', 'too_expensive', 'store_unavailable'],
  },
  show: {
    summary: 'One issue: where it is, since when, and examples',
    answer: issueDetail,
    problems: ['bad_parameter', 'unknown_issue', 'too_expensive', 'store_unavailable'],
  },
  stack: {
    summary: 'The stack of an error in original code, where its release has source maps',
    answer: issueStack,
    problems: ['unknown_issue', 'too_expensive', 'store_unavailable'],
  },
  decide: {
    summary: 'Mute or resolve an issue, or open it again',
    answer: issueDetail,
    problems: [
      ...['unknown_issue', 'bad_body', 'body_too_large', 'too_expensive'],
      ...['forbidden', 'cross_site', 'not_json', 'store_unavailable'],
    ],
  },
} as const satisfies Record<string, Parameters<typeof describe>[0]>;
