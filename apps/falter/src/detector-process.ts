import { startFollower } from '@falter/app-detector';
import { openClient } from '@falter/store';
import { openLog } from './log.ts';

/**
 * The detector as a process of its own, so that detecting never holds up a batch. It ends when its stdin closes, which
 * also happens when its parent is killed; Ctrl-C is the parent's to hear.
 */
process.on('SIGINT', () => {});
process.on('SIGTERM', () => {});

const { FALTER_STORE_URL: url = '', FALTER_LOG_FILE: logFile = '', FALTER_DETECTOR: worker = '' } = process.env;
const log = openLog(logFile, process.stderr);
const store = openClient({ url });
const follower = startFollower({ store, log: log.fault, worker });

process.stdin.resume();
process.stdin.on('close', async () => {
  await follower.stop();
  await store.close();
  process.exit(0);
});
