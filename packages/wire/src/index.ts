export {
  type ApiToken,
  type ApiTokenList,
  type Invitation,
  type Invited,
  loginProblem,
  type Me,
  type NewApiToken,
  PASSWORD_MAX_CHARS,
  PASSWORD_MIN_CHARS,
  passwordProblem,
  type SetUpState,
  type User,
  type UserList,
} from './accounts.ts';
export { ORIGINS_MAX, type OriginFault, originFault, originWarning } from './allowed-origin.ts';
export type {
  FindingList,
  FindingRow,
  LossRow,
  MarkRow,
  MatchRow,
  NoteRow,
  PageRow,
  PersonNeighbours,
  PersonSumsRow,
  PersonWish,
  PersonWishAnswer,
  Problem,
  SearchValues,
  SessionDetail,
  SessionList,
  SessionRow,
  SignalInfo,
  SignalOption,
  TabRow,
} from './api.ts';
export {
  ASSET_HASH_PATTERN,
  type AssetKind,
  assetReference,
  assetsReferred,
  DRAWN_TEXT,
  EXPANDED_MAX_CHARS,
  expandAssets,
  hashAsset,
  isAssetReference,
  type ReferenceKind,
  rulesIn,
  type SheetRule,
} from './asset.ts';
export { type AssetAnswer, type AssetEnvelope, parseAssetEnvelope } from './asset-upload.ts';
export { AUDIT_KINDS, type AuditKind, type AuditList, type AuditRow, type AuditWho } from './audit.ts';
export {
  type Batch,
  type BatchAnswer,
  type Directives,
  inflateEvents,
  parse,
} from './batch.ts';
export { BOT_REASONS, type BotReason } from './bot-reasons.ts';
export {
  type CausePart,
  type ComparedShare,
  type Counted,
  type Dashboard,
  type DashboardBucket,
  type DashboardCause,
  type DashboardElement,
  type DashboardRow,
  type Estimate,
  type Ranking,
  type SessionsQuery,
  type ShareNow,
  STRUGGLING_MIN_SCORE,
} from './dashboard.ts';
export { DOCTOR_AGENT, DOCTOR_BROWSER } from './doctor-agent.ts';
export { type Counters, type Envelope, parseEnvelope } from './envelope.ts';
export { type EraseAnswer, type EraseWish, parseEraseWish } from './erase-wish.ts';
export {
  ERASED_WITHIN_MS,
  type ErasureDone,
  type ErasureWish,
  type ExportLine,
  type ExportWish,
  REASON_MAX_CHARS,
} from './erasure.ts';
export { WIRE_ERRORS, WireError, type WireErrorName } from './errors.ts';
export { EVENT_TYPE, type RecordedEvent } from './event.ts';
export { type EventLines, isRecordedEvent, parseEventLines, writeEventLines } from './event-lines.ts';
export type { Cause, Evidence, Finding, SignalCount, Target } from './finding.ts';
export { envelopeEnd, frame, unframe } from './framing.ts';
export { gunzip, gzip, isGzip } from './gzip.ts';
export type {
  Arrivals,
  Arrived,
  DetectingFacts,
  DroppedRecordings,
  Health,
  HealthPart,
  HealthState,
  IntakeOutcome,
  Keeping,
  KeptApart,
  RecordingFacts,
  Refusal,
  RefusalList,
  RefusalReason,
  StoringFacts,
} from './health.ts';
export { IMPORT_AGENT, IMPORT_BROWSER } from './import-agent.ts';
export {
  ISSUE_DECIDED,
  ISSUE_NEW_MS,
  ISSUE_NOTE_MAX_CHARS,
  ISSUE_STATES,
  ISSUE_TREND_PARTS,
  type IssueDecided,
  type IssueDecision,
  type IssueDecisionWish,
  type IssueDetail,
  type IssueExample,
  type IssueList,
  type IssuePart,
  type IssueRow,
  type IssueStack,
  type IssueState,
  type SourceMapList,
  type SourceMapRow,
  type SourceMapTaken,
  type StackFrame,
} from './issue.ts';
export {
  ASSET_MAX_BYTES,
  ASSET_MIN_CHARS,
  ASSETS_NAMED_MAX,
  BATCH_MAX_BYTES,
  BATCH_MAX_EVENTS,
  BATCH_MAX_VALUES,
  BODY_TIMEOUT_MS,
  CLICK_WATCH_MS,
  ENVELOPE_MAX_BYTES,
  EVENT_MAX_BYTES,
  FLUSH_AFTER_CLICK_MS,
  FLUSH_EVERY_MS,
  ID_PATTERN,
  INFLATED_MAX_BYTES,
  JSON_MAX_DEPTH,
  KEEPALIVE_MAX_BYTES,
  KEY_MAX_CHARS,
  RELEASE_MAX_CHARS,
  SEQ_MAX,
  SESSION_IDLE_MS,
  SESSION_MAX_MS,
  TIME_MAX_MS,
  WIRE_VERSION,
} from './limits.ts';
export {
  type AssetMissing,
  type AssetsPayload,
  type AttributesPayload,
  type ClipboardPayload,
  type ConsolePayload,
  type CspPayload,
  type DegradedPayload,
  type DegradedReason,
  type DialogPayload,
  type LostPayload,
  type MarkPayload,
  type NamedAsset,
  PERSON_MAX_CHARS,
  type PersonPayload,
  type ResourcePayload,
  TRACK_MAX_CHARS,
  TRAIT_MAX_CHARS,
  TRAIT_NAME_MAX_CHARS,
  TRAITS_MAX,
  type TrackPayload,
  type Traits,
  type TraitValue,
  type VitalPayload,
} from './note-events.ts';
export {
  type ErrorPayload,
  FREE_TEXT,
  type NavigationPayload,
  type PagePayload,
  PLUGIN,
  type RequestPayload,
  type SubmitPayload,
  type VisibilityPayload,
} from './plugin-events.ts';
export {
  type FlagCount,
  PREVIEW_ATTEMPTS_MAX,
  PREVIEW_EXAMPLES_MAX,
  type Preview,
  type PreviewResult,
  type PreviewState,
  type PreviewWish,
  type ProjectDetection,
  type SignalPreview,
} from './preview.ts';
export {
  type DetectionSettings,
  PAGE_PATTERN_MAX_CHARS,
  PAGE_PATTERNS_MAX,
  type Project,
  type Role,
  type SignalSettings,
  WEIGHT_MAX,
} from './project.ts';
export {
  KEYS_MAX,
  PROJECT_NAME_MAX_CHARS,
  type ProjectChange,
  type ProjectList,
  type ProjectRow,
  type ProjectSettings,
  RETENTION_DAYS_MAX,
  RETENTION_DAYS_MIN,
  type WriteKey,
} from './project-settings.ts';
export { QUARANTINE_REASONS, type QuarantineList, type QuarantineReason, type QuarantineRow } from './quarantine.ts';
export type { PartRow, RecordingParts } from './recording-parts.ts';
export {
  PARAMETER_PATTERN,
  PARAMETERS_MAX,
  REDACTION_CLASSES,
  type RedactionClass,
  type RedactionList,
  type RedactionRow,
  type RedactionSettings,
} from './redaction-settings.ts';
export { REDETECTION_SESSIONS_MAX, type Redetection, type RedetectionWish } from './redetection.ts';
export {
  SAVED_SEARCHES_MAX,
  type SavedSearchList,
  type SavedSearchRow,
  SEARCH_NAME_MAX_CHARS,
} from './saved-search.ts';
export { DRAWN_PARAMETER, scrubResource } from './scrub-resource.ts';
export { scrubUrl } from './scrub-url.ts';
export { type Known, nearest, type ReadSearch, readSearch, type SearchWarning } from './search/read-search.ts';
export {
  type FieldKind,
  fieldInfo,
  SEARCH_FIELDS,
  type SearchField,
  type SearchFieldInfo,
} from './search/search-fields.ts';
export {
  type PlacedTerm,
  parseTerms,
  printSearch,
  printTerm,
  SEARCH_MAX_CHARS,
  type SearchTerm,
  sameTerm,
} from './search/search-terms.ts';
export { type Clock, readNumber, readSearchTime, readSpan } from './search/search-values.ts';
export { maskSensitive, NAMED_KEY } from './sensitive-text.ts';
export { SENSITIVE_TEXT_CASES, type SensitiveTextCases } from './sensitive-text-cases.ts';
export type { PageView, SeenWords, Session, SessionNote, StripMark, Vitals } from './session.ts';
export {
  DEFAULT_SITE_SETTINGS,
  NO_TRACE,
  PRIVACY_PRESETS,
  type PrivacyPreset,
  type SettingsAnswer,
  SITE_ORIGINS_MAX,
  type SiteSettings,
  settingsPath,
  wholeSettings,
} from './site-settings.ts';
export { type SiteTag, siteTag } from './site-tag.ts';
export type { StepList, StepPage, StepRequest, StepRow, StepRowKind, StepStack } from './steps.ts';
export { readSupportCode, supportCode } from './support-code.ts';
export {
  COMMENT_MAX_CHARS,
  COMMENTS_MAX,
  type CommentWish,
  type SessionComment,
  type SessionShare,
  type SessionWatch,
  type SessionWork,
  SHARE_HOURS,
  SHARES_MAX,
  type ShareMade,
  type ShareWish,
  TAG_MAX_CHARS,
  TAGS_MAX,
} from './work.ts';
