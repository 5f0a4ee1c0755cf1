import type { Person } from './person.ts';
import type { Kind, Split } from './visit.ts';

/**
 * What is arranged behind a page for one episode, by name: `pay` is how /api/pay is answered, and what the page may read as
 * `window.arranged.pay`; a name with a slash, `/hero.svg`, is how this document or file is answered.
 */
export interface Arranged {
  /** 200 without; 0: the line breaks. */
  status?: number;
  /** Milliseconds until it is answered. */
  delay?: number;
  /** Instead of what the family's `api` says. */
  json?: unknown;
  [more: string]: unknown;
}

/** A stretch of a visit: the person does something on one page. Episodes of one page must not build upon another. */
export interface Episode {
  name: string;
  /** Path that the person has to be on; it walks there by a link of the page where there is one. */
  at: string;
  /** What it says that the person went through, and what it only looks like. labels.ts finds out the rest. */
  positive?: Kind[];
  negative?: Kind[];
  arranged?: Record<string, Arranged>;
  /** `last`: nothing can follow, the person goes away. `own`: the page must be loaded with it, nothing else may share it. */
  place?: 'last' | 'own';
  run(person: Person): Promise<void>;
}

export interface ApiCall {
  /** Path after /api/, without the query. */
  name: string;
  query: URLSearchParams;
  body: string;
  arranged: Arranged;
}

/** A site of its own make, with what people do on it. */
export interface Family {
  name: string;
  split: Split;
  /** One line: what kind of site it is. */
  about: string;
  /** Folder with its pages: /a is a.html, / is index.html, /a.js may be made from a.jsx, everything else is sent as it is. */
  pages: URL;
  /** Files of npm packages, by path: {'/bootstrap.css': import.meta.resolve('bootstrap/dist/css/bootstrap.css')}. */
  vendor?: Record<string, string>;
  /** A phone: touch, a small viewport. */
  mobile?: boolean;
  /** The page for a path that has no file of its own: '/article/7'. Markup, or undefined: 404. */
  render?(path: string, query: URLSearchParams): string | undefined;
  /** Default answer of /api/NAME, as JSON. A `status` in the answer becomes the status. */
  api?(call: ApiCall): unknown;
  /** How many times the visits of other families it has; 1 without. */
  times?: number;
  /** How many episodes a visit has, at most; 3 without. */
  length?: number;
  episodes: Episode[];
}
