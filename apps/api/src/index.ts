export { type ApiOptions, createApi } from './app.ts';
export { serveViewer } from './serve-viewer.ts';
