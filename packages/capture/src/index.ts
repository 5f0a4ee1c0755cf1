export { type Falter, type StartOptions, start } from './start.ts';
