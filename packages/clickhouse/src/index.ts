export { type Engine, type EngineEvent, type EngineOptions, type EngineState, startEngine } from './engine.ts';
export { EngineError, type EngineErrorCode } from './errors.ts';
