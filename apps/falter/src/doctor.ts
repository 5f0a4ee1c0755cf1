import { parseArgs } from 'node:util';
import { readConfiguration } from './configuration.ts';
import { readSecrets } from './data-directory.ts';
import { detect, playBack, send } from './doctor-path.ts';
import { Patient } from './doctor-patient.ts';
import { reach, readiness, selfReport, snippet, token } from './doctor-server.ts';
import { type Finding, type StepReport, skipped } from './doctor-step.ts';
import { addressOf } from './running-falter.ts';
import { wrongUse } from './usage.ts';

/**
 * `falter doctor [--url URL] [--json]`: walks the path of one click through the Falter that runs, from the shell: records, detects, plays
 * back. One line a step, on stdout. Exit code 0 when nothing failed, 1 otherwise.
 * @throws UsageError for arguments that are none
 */
export async function run(args: readonly string[]): Promise<number> {
  const { url: given, json } = readArguments(args);
  const configuration = readConfiguration(process.env);
  const { data, adminToken, key } = configuration;
  const url = given ?? addressOf(configuration);
  const secret = adminToken ?? readSecrets(data).adminToken ?? '';
  const reports: StepReport[] = [];
  const tell = (...more: StepReport[]): void => {
    reports.push(...more);
    if (!json) process.stdout.write(more.map(asLine).join(''));
  };
  await examine({ patient: new Patient(url, secret), secret, key, tell });
  const failures = reports.filter(({ outcome }) => outcome === 'failed').length;
  if (json) process.stdout.write(`${JSON.stringify({ url, ok: failures === 0, steps: reports })}\n`);
  else process.stdout.write(failures === 0 ? '\nAll is well.\n' : `\n${failures} of ${reports.length} steps failed.\n`);
  return failures === 0 ? 0 : 1;
}

/** Milliseconds in which a finding must be there: it usually takes two seconds, behind a backlog longer. */
const PATIENCE_MS = 30_000;

/** The same where it is known already that nobody detects. */
const SHORT_PATIENCE_MS = 3_000;

interface Examination {
  patient: Patient;
  /** Admin token; '' where nobody told it. */
  secret: string;
  key: string | undefined;
  tell: (...reports: StepReport[]) => void;
}

/** Step after step; what has no sense after a failure is told as skipped, so that every report has the same lines. */
async function examine({ patient, secret, key, tell }: Examination): Promise<void> {
  const step = async (name: string, finding: Promise<Finding> | Finding): Promise<boolean> => {
    const { outcome, found, todo } = await finding;
    tell({ step: name, outcome, found, todo });
    return outcome === 'ok';
  };
  const giveUp = (names: readonly string[], why: string): void => {
    for (const name of names) tell({ step: name, ...skipped(why) });
  };
  if (!(await step('server', reach(patient)))) return giveUp(STEPS.slice(1), 'Nothing to ask.');
  await step('ready', readiness(patient));
  await step('snippet', snippet(patient));
  if (!(await step('token', token(patient, secret)))) return giveUp(STEPS.slice(4), 'Needs the admin token.');
  const health = await selfReport(patient);
  tell(...health);
  const sent = await send(patient, key);
  await step('send', sent);
  if (!sent.visit) return giveUp(STEPS.slice(8), 'Nothing was sent.');
  const detects = health.every(({ step: part, outcome }) => part !== 'detecting' || outcome === 'ok');
  await step('detect', detect(patient, sent.visit, detects ? PATIENCE_MS : SHORT_PATIENCE_MS));
  await step('play back', playBack(patient, sent.visit));
}

const STEPS = [
  'server',
  'ready',
  'snippet',
  'token',
  'recording',
  'detecting',
  'storing',
  'send',
  'detect',
  'play back',
] as const;

function asLine({ step, outcome, found, todo }: StepReport): string {
  const advice = todo === '' ? '' : `\n${' '.repeat(20)}-> ${todo}`;
  return `${outcome.padEnd(8)} ${step.padEnd(10)} ${found}${advice}\n`;
}

function readArguments(args: readonly string[]): { url: string | undefined; json: boolean } {
  try {
    const options = { json: { type: 'boolean', default: false }, url: { type: 'string' } } as const;
    const { url, json } = parseArgs({ args: [...args], options }).values;
    if (url !== undefined && !(URL.canParse(url) && /^https?:$/.test(new URL(url).protocol))) {
      throw new Error(`--url is "${url}", which is no address.`);
    }
    return { url: url?.replace(/\/+$/, ''), json };
  } catch (cause) {
    throw wrongUse('doctor', cause);
  }
}
