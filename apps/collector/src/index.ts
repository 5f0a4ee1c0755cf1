export { type Collector, type CollectorOptions, createCollector } from './app.ts';
