export { type ApiOptions, createApi } from './app.ts';
export type { CodeReader } from './code-reader.ts';
export { serveViewer } from './serve-viewer.ts';
export type { ReadSteps, StepsBatch, StepsReader } from './steps-reader.ts';
