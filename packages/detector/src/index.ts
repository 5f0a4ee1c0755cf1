export { botReasons } from './bots.ts';
export { stacksOf, withOriginals } from './causes/originals.ts';
export {
  type Detection,
  type DetectOptions,
  detect,
  type JudgeOptions,
  judge,
  type Reading,
  readParts,
  readSession,
  scoreFindings,
} from './detect.ts';
export {
  type Measure,
  NORM_LEAST,
  type NormState,
  type Norms,
  type Observation,
  toNorms,
  toStates,
  type Usual,
} from './norms.ts';
export { pageRoute } from './page-route.ts';
export { type StepRows, type StepRowsOptions, toStepRows } from './rows/step-rows.ts';
export { SCORE_VERSION, type Score } from './score.ts';
export type { Mark, OptionWords, SignalDefinition, SignalOptions } from './signal.ts';
export { signalInfos } from './signal-infos.ts';
export { signals } from './signals/index.ts';
export { explainError } from './sourcemaps/explain.ts';
export { filesOf, type MapOf, originalFrames, originalText } from './sourcemaps/original-stack.ts';
export { type OpenMap, openSourceMap, SOURCE_MAP_MAX_BYTES, SourceMapError } from './sourcemaps/source-map.ts';
export { type Part, PartReader, type Taken } from './timeline/part-reader.ts';
export type { ClickStep, Effect, ErrorStep, Step, Timeline } from './timeline/steps.ts';
export type { Gap } from './timeline/timed-tab.ts';
export { type TabRecording, toTimelines } from './timeline/timelines.ts';
