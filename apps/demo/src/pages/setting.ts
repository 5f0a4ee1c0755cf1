/** What every page needs to know. */
export interface Setting {
  /** Origin that serves /falter.js. */
  readonly collector: string;
  /** Origin of the viewer. */
  readonly viewer: string;
  /** Write key. */
  readonly key: string;
}

/** A setting and the paths of the page modules, so that the browser may fetch them all at once. */
export interface PageSetting extends Setting {
  readonly modules: readonly string[];
}
