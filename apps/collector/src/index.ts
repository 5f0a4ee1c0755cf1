export { type Collector, type CollectorOptions, createCollector } from './app.ts';
export { SpoolError, type SpoolErrorCode } from './spool/errors.ts';
export { type OpenSpool, openSpool } from './spool/open-spool.ts';
