export type { Engine, EngineEvent, EngineOptions, EngineState } from './engine.ts';
export { EngineError, type EngineErrorCode } from './errors.ts';
export { startEngine } from './start.ts';
