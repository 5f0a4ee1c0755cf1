export { type Detection, type DetectOptions, detect } from './detect.ts';
export { SCORE_VERSION, type Score } from './score.ts';
export type { Mark, SignalDefinition, SignalOptions } from './signal.ts';
export { signals } from './signals/index.ts';
export type { ClickStep, Effect, ErrorStep, Step, Timeline } from './timeline/steps.ts';
export { type TabRecording, toTimelines } from './timeline/timelines.ts';
