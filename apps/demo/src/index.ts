export { createDemo, type DemoOptions } from './demo.ts';
