import { parseArgs } from 'node:util';
import { Closing } from './closing.ts';
import { readConfiguration } from './configuration.ts';
import { type OwnFalter, startForImport } from './import-alone.ts';
import { type ImportPlan, planImport } from './import-plan.ts';
import { ImportReport, type Verdict } from './import-report.ts';
import { type Destination, type HasSheets, RefusedByFalter, sendRecording } from './import-sender.ts';
import { readRecordingFile } from './recording-file.ts';
import { findRunningFalter } from './running-falter.ts';
import { wrongUse } from './usage.ts';
import { UsageError } from './usage-error.ts';

interface Arguments {
  files: string[];
  project: string;
  url: string | undefined;
  dryRun: boolean;
  json: boolean;
}

/**
 * `falter import FILE...`: recordings from anywhere into the store, where they are detected and replayed as others are. Goes
 * through the Falter that runs; where none does, one is started for as long as it takes. Exit code 1 when a file was
 * refused; the others are imported all the same.
 * @throws UsageError
 */
export async function run(args: readonly string[]): Promise<number> {
  const wanted = readArguments(args);
  const closing = new Closing();
  try {
    return await importAll(wanted, closing);
  } finally {
    await closing.all();
  }
}

function readArguments(args: readonly string[]): Arguments {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: {
        project: { type: 'string', default: 'default' },
        url: { type: 'string' },
        'dry-run': { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
      },
      allowPositionals: true,
    });
    if (positionals.length === 0) throw new Error('no file given.');
    const { project, url, json } = values;
    return { files: positionals, project, url, json, dryRun: values['dry-run'] };
  } catch (cause) {
    throw wrongUse('import', cause);
  }
}

async function importAll({ files, project, url, dryRun, json }: Arguments, closing: Closing): Promise<number> {
  const configuration = readConfiguration(process.env);
  const running = dryRun ? undefined : await findRunningFalter(configuration, url);
  if (url && !running && !dryRun)
    throw new UsageError(`nothing listens at ${url}. Start Falter there, or leave --url out.`);
  const own = running || dryRun ? undefined : await startForImport(configuration, closing);
  const to = running ?? own;
  const report = new ImportReport({ json, files: files.length, viewer: running?.url });
  const sessions: string[] = [];
  const has: HasSheets = new Set();
  for (const file of files) {
    const verdict = await importOne(file, to && { url: to.url, adminToken: to.adminToken, project, has }, report);
    report.add(verdict);
    if (verdict.plan) sessions.push(verdict.plan.session);
  }
  const rest = own ? await left(own, project, sessions) : '';
  if (!json) process.stdout.write(`${report.summary()}.${rest}\n`);
  return report.count('refused') > 0 ? 1 : 0;
}

/** Reading and checking a file judges the file; only a refusal of its own does so when it is sent. */
async function importOne(
  file: string,
  to: (Destination & { has: HasSheets }) | undefined,
  report: ImportReport,
): Promise<Verdict> {
  report.progress(file, 0);
  let plan: ImportPlan;
  try {
    plan = await planImport(readRecordingFile(file));
  } catch (error) {
    return { file, verdict: 'refused', reason: error instanceof Error ? error.message : String(error) };
  }
  if (!to) return { file, verdict: 'importable', plan };
  try {
    return { file, verdict: await sendRecording(plan, to, (bytes) => report.progress(file, bytes)), plan };
  } catch (error) {
    if (!(error instanceof RefusedByFalter)) throw error;
    return { file, verdict: 'refused', reason: error.message };
  }
}

/** Waits for the detector; says so when it did not come to all. */
async function left(own: OwnFalter, project: string, sessions: readonly string[]): Promise<string> {
  const missing = await own.detected(project, [...new Set(sessions)]);
  if (missing.length === 0) return sessions.length > 0 ? ' The detector has looked at all of them.' : '';
  return ` ${missing.length} are not looked at so far: the next start of Falter does it.`;
}
