import {
  type IssueStack,
  RELEASE_MAX_CHARS,
  type SourceMapList,
  type SourceMapRow,
  type SourceMapTaken,
  type StackFrame,
} from '@falter/wire';
import * as z from 'zod/mini';
import { parameter, text } from './parameters.ts';
import { named } from './schemas.ts';

const URL_MAX_CHARS = 2_000;
const count = z.int().check(z.nonnegative());

/** Which map: of which script in which release. */
export interface MapQuery {
  release: string;
  url: string;
}

const release = parameter({
  fallback: undefined as unknown as string,
  about: 'The release, as the site tells it.',
  expected: `a release of 1 to ${RELEASE_MAX_CHARS} characters`,
  read: (given) => (given.length <= RELEASE_MAX_CHARS ? given : undefined),
});

export const releaseQuery: z.ZodMiniType<{ release: string }> = z.object({ release });

export const someReleaseQuery: z.ZodMiniType<{ release: string }> = z.object({
  release: text(RELEASE_MAX_CHARS, 'Only maps of this release.'),
});

export const mapQuery: z.ZodMiniType<MapQuery> = z.object({
  release,
  url: parameter({
    fallback: undefined as unknown as string,
    about: 'Address of the script that it is the map of.',
    expected: 'the address of a script, https://shop.example/assets/app.js',
    read: scriptUrl,
  }),
});

/** Without query and fragment; `..` is worked out, so that one script has one address. */
function scriptUrl(given: string): string | undefined {
  if (given.length > URL_MAX_CHARS || !URL.canParse(given)) return undefined;
  const { protocol, username, password, origin, pathname } = new URL(given);
  if ((protocol !== 'https:' && protocol !== 'http:') || username !== '' || password !== '') return undefined;
  return origin + pathname;
}

const sourceMapRow: z.ZodMiniType<SourceMapRow> = named(
  'SourceMapRow',
  z.strictObject({
    ...{ release: z.string(), url: z.string(), bytes: count },
    ...{ uploadedAt: z.iso.datetime(), uploadedBy: z.string() },
  }),
);

export const sourceMapList: z.ZodMiniType<SourceMapList> = named(
  'SourceMapList',
  z.strictObject({ maps: z.array(sourceMapRow) }),
);

export const sourceMapTaken: z.ZodMiniType<SourceMapTaken> = named(
  'SourceMapTaken',
  z.strictObject({ url: z.string(), release: z.string(), bytes: count, sources: count }),
);

const place = { file: z.string(), line: count, column: count };

export const stackFrame: z.ZodMiniType<StackFrame> = named(
  'StackFrame',
  z.strictObject({
    ...{ name: z.string(), ...place, library: z.boolean(), mapped: z.boolean(), built: z.strictObject(place) },
    code: z.array(z.strictObject({ line: count, text: z.string() })),
  }),
);

export const issueStack: z.ZodMiniType<IssueStack> = named(
  'IssueStack',
  z.strictObject({
    ...{ title: z.string(), explained: z.string(), session: z.string(), release: z.string() },
    ...{ frames: z.array(stackFrame), missing: z.array(z.string()) },
  }),
);
