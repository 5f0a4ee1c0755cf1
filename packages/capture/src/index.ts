export { type Falter, type FalterDiagnostics, type FalterValue, type StartOptions, start } from './start.ts';
