export {
  endSignIns,
  listApiTokens,
  listSignIns,
  listUsers,
  removeApiToken,
  removeUser,
  type StoredApiToken,
  type StoredSignIn,
  type StoredUser,
  saveApiToken,
  saveApiTokenUse,
  saveSignIn,
  saveUser,
} from './accounts.ts';
export {
  ARRIVALS_SETTLE_MS,
  type Arrival,
  type Arriving,
  announce,
  listArriving,
  readArrivals,
  readEngineClock,
} from './arrivals.ts';
export { AssetTexts } from './asset-texts.ts';
export {
  type AssetKey,
  areAssetsStored,
  deleteUnusedAssets,
  findAsset,
  insertAssets,
  isAssetNamed,
  listAbsentAssets,
  listAssetsOfRecording,
  listNewestAssets,
  readAssetTexts,
  type StoredAsset,
} from './assets.ts';
export { type AuditEntry, listAudit, writeAudit } from './audit.ts';
export {
  type BatchKey,
  dayOf,
  findBatchHashes,
  findSessionOrigins,
  insertBatches,
  type RecordingBatch,
  readRecording,
  type SessionKey,
  type SessionOrigin,
  type StoredBatch,
  streamBatches,
  summariseRecording,
  type TabSummary,
} from './batches.ts';
export { type Client, type ClientOptions, openClient } from './client.ts';
export {
  countFindings,
  countPages,
  countSessions,
  type DashboardQuestion,
  type FindingNumbers,
  hasSessions,
  listBuckets,
  listMessages,
  type PageMessages,
  type PageNumbers,
  type SessionNumbers,
} from './dashboard.ts';
export {
  erasedUntil,
  erasePerson,
  listSessionsOfPerson,
  type PersonKey,
  personHash,
} from './erased-persons.ts';
export {
  type Erased,
  type Erasure,
  erase,
  erasedAmong,
  hideErased,
  isErased,
  listErasures,
  recordErasure,
  recordGone,
} from './erasure.ts';
export { StoreError, type StoreErrorCode } from './errors.ts';
export {
  type FindingsOf,
  listFindings,
  listFindingsOf,
  saveFindings,
  saveFindingsOf,
} from './findings.ts';
export {
  beatDetector,
  countIncomplete,
  countParts,
  type Damage,
  type DetectorBeat,
  type DetectorState,
  type Disk,
  findDetectorBeat,
  findOldestRecording,
  listDetectorWorkers,
  listDisks,
  readDamage,
  readKeptSize,
} from './health.ts';
export {
  addIntake,
  findLastBatch,
  findNewestSession,
  type IntakeCount,
  type IntakeRow,
  type IntakeSummary,
  listIntake,
  readInsertLatency,
  summariseIntake,
} from './intake.ts';
export {
  ISSUES_START,
  type IssueCursor,
  type IssueDecisionRow,
  type IssueExampleRow,
  type IssueNumbers,
  type IssuePartNumbers,
  type IssueQuestion,
  listIssueDecisions,
  listIssueExamples,
  listIssueParts,
  listIssues,
  type OneIssue,
  saveIssueDecision,
} from './issues.ts';
export { migrate } from './migrations.ts';
export { addNorms, type NormRow, readNorms } from './norms.ts';
export { type PersonSums, sumUpPerson } from './person-sums.ts';
export {
  cancelPreview,
  findPreview,
  listOpenPreviews,
  listPreviewSessions,
  type PreviewProgress,
  type PreviewRequest,
  type PreviewWorker,
  type Redetected,
  reportPreview,
  requestPreview,
  type StoredPreview,
} from './previews.ts';
export {
  changeProject,
  createProject,
  type KeyUse,
  listErasedProjects,
  listKeyUses,
  listProjects,
  newProject,
  RETENTION_DAYS,
  RETENTION_FLAGGED_DAYS,
  removeProject,
  saveKeyUses,
  saveProject,
} from './projects.ts';
export {
  listQuarantined,
  type Quarantined,
  type QuarantineSum,
  quarantine,
  summarizeQuarantine,
} from './quarantine.ts';
export { listRecordingParts, type RecordingPart, type RecordingRange, streamRecording } from './recording-parts.ts';
export { type SessionBatch, type StreamWish, streamRecordings } from './recording-stream.ts';
export { addRedactions, listRedactions, type RedactionCount, type RedactionSummary } from './redactions.ts';
export {
  type DayOfRecordings,
  type DayOnDisk,
  deleteRecordings,
  dropDay,
  keepFlagged,
  listDaysOnDisk,
  listExpiredRecordings,
  listRecordingsOfDay,
  partition,
  type RecordingTable,
} from './retention.ts';
export { listSearches, removeSearch, type SavedSearch, saveSearch } from './saved-searches.ts';
export { readSearchValues } from './search-values.ts';
export {
  listRecentSessions,
  listSessionsByScore,
  type SessionCursor,
  type SessionFilter,
  START,
} from './session-list.ts';
export {
  findSession,
  listPageViews,
  listPageViewsOf,
  listUnfinishedSessions,
  savePageViews,
  savePageViewsOf,
  saveSessions,
  type UnfinishedSession,
} from './sessions.ts';
export { listMaskedTables, shred } from './shred.ts';
export {
  deleteOldSourceMaps,
  deleteSourceMaps,
  findSourceMap,
  listSourceMaps,
  type StoredSourceMap,
  saveSourceMap,
} from './source-maps.ts';
export { endWish, listWishes, saveWish, WISH_LASTS_MS, type Wish } from './wishes.ts';
export { listComments, removeComment, type StoredComment, saveComment } from './work/comments.ts';
export { endShare, listShares, type StoredShare, saveShare } from './work/shares.ts';
export { changeTags, listTags, type TagChange } from './work/tags.ts';
export { listWatches, saveWatch, type Watch } from './work/watches.ts';
