import { describe, expect, it } from 'vitest';
import { NewSessions } from './new-sessions.ts';

const REFUSED = expect.objectContaining({ name: 'too_many_sessions', status: 429 });

describe('H31 new sessions', () => {
  it('are refused over the limit of a minute, for their project alone, until the next', () => {
    const sessions = new NewSessions(3);
    const begin = (project: string, now: number) => {
      sessions.refuseCrowd(project, now);
      sessions.count(project);
    };
    for (let n = 0; n < 3; n++) begin('shop', 1_000);
    expect(() => begin('shop', 59_000)).toThrow(REFUSED);
    begin('blog', 59_000);
    begin('shop', 61_000);
  });
});
