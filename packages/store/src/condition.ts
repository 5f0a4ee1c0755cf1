import type { SearchTerm } from '@falter/wire';
import type { Value } from './client.ts';

/** Makes a parameter of a value and gives the `{name:Type}` that stands for it. */
export type Bind = (type: 'String' | 'Float64' | 'Int64', value: Value) => string;

/** What a term of a search means in SQL. */
export interface Condition {
  sql(term: SearchTerm, bind: Bind, asked: Asked): string;
  /** Only `sessions` has its columns. */
  wide?: true;
}

/** When a search is asked, and by whom. */
export interface Asked {
  /** Epoch milliseconds from which on a session that something came of is running. */
  liveSince: number;
  /** Kind and id of who asks; '' or absent when it is nobody that could have watched. */
  watcher?: string | undefined;
}
