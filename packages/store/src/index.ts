export { type Arrival, announce, readArrivals, readEngineClock } from './arrivals.ts';
export {
  dayOf,
  findBatchHash,
  findSessionOrigin,
  insertBatches,
  type RecordingBatch,
  readRecording,
  type SessionKey,
  type SessionOrigin,
  type StoredBatch,
  streamRecording,
  summariseRecording,
  type TabSummary,
} from './batches.ts';
export { type Client, type ClientOptions, openClient } from './client.ts';
export { StoreError, type StoreErrorCode } from './errors.ts';
export { type FindingsOf, listFindings, saveFindings } from './findings.ts';
export { countDetachedParts } from './health.ts';
export { migrate } from './migrations.ts';
export { listProjects, newProject, RETENTION_DAYS, saveProject } from './projects.ts';
export {
  findSession,
  listPageViews,
  listRecentSessions,
  listSessionsByScore,
  listUnfinishedSessions,
  type SessionCursor,
  type SessionFilter,
  START,
  savePageViews,
  saveSessions,
  type UnfinishedSession,
} from './sessions.ts';
