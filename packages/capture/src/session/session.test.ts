import { ID_PATTERN, SESSION_IDLE_MS, SESSION_MAX_MS } from '@falter/wire';
import { describe, expect, test } from 'vitest';
import { memoryStore } from '../../test/memory.ts';
import { isLive, openSession, readSession, type Session, touchSession } from './session.ts';

const START = 1_800_000_000_000;
const MINUTE = 60_000;

describe('a session', () => {
  test('is made once and found by every later document', () => {
    const store = memoryStore();
    const made = openSession(store, 'n', START);
    expect(openSession(store, 'n', START + MINUTE)).toEqual(made);
    expect(made.id).toMatch(ID_PATTERN);
    expect(made.secret).toMatch(ID_PATTERN);
    expect(made.id).not.toBe(made.secret);
  });

  test('lasts to the end of 30 min without the visitor and not longer', () => {
    const session: Session = { id: 'i', secret: 's', start: START, last: START };
    expect(isLive(session, START + SESSION_IDLE_MS)).toBe(true);
    expect(isLive(session, START + SESSION_IDLE_MS + 1)).toBe(false);
  });

  test('lasts 24 h at most, however busy', () => {
    const at = START + SESSION_MAX_MS;
    expect(isLive({ id: 'i', secret: 's', start: START, last: at }, at)).toBe(true);
    expect(isLive({ id: 'i', secret: 's', start: START, last: at }, at + 1)).toBe(false);
  });

  test('ends when the clock leaps, in either direction', () => {
    const session: Session = { id: 'i', secret: 's', start: START, last: START };
    expect(isLive(session, START - SESSION_IDLE_MS - 1)).toBe(false);
  });

  test('is extended by what the visitor does, not by opening pages', () => {
    const store = memoryStore();
    const first = openSession(store, 'n', START);
    const touched = touchSession(store, 'n', first, START + 20 * MINUTE);
    expect(touched).toEqual({ ...first, last: START + 20 * MINUTE });
    expect(openSession(store, 'n', START + 45 * MINUTE)).toEqual(touched);
    expect(openSession(store, 'n', START + 51 * MINUTE).id).not.toBe(first.id);
  });

  test('is not written at every key press', () => {
    const store = memoryStore();
    const first = openSession(store, 'n', START);
    expect(touchSession(store, 'n', first, START + 4_000).last).toBe(START);
    expect(readSession(store, 'n')?.last).toBe(START);
    expect(touchSession(store, 'n', first, START + 5_000).last).toBe(START + 5_000);
    expect(readSession(store, 'n')?.last).toBe(START + 5_000);
  });

  test('that ended is followed by another, which other tabs join', () => {
    const store = memoryStore();
    const first = openSession(store, 'n', START);
    const later = START + 31 * MINUTE;
    const second = touchSession(store, 'n', first, later);
    expect(second.id).not.toBe(first.id);
    expect(second).toMatchObject({ start: later, last: later });
    expect(touchSession(store, 'n', first, later + MINUTE).id).toBe(second.id);
  });

  test('goes on when the site empties the storage while the visitor is there', () => {
    const store = memoryStore();
    const first = openSession(store, 'n', START);
    store.clear();
    expect(touchSession(store, 'n', first, START + MINUTE)).toEqual({ ...first, last: START + MINUTE });
    expect(readSession(store, 'n')?.id).toBe(first.id);
    store.clear();
    expect(touchSession(store, 'n', first, START + 40 * MINUTE).id).not.toBe(first.id);
  });

  test.each([
    '',
    'null',
    '[]',
    '"x"',
    '{}',
    '{"id":"short"}',
    'not json',
    '{"id":"<script>aaaaaaaaaaaaaaa","secret":"x"}',
  ])('does not believe %s', (text) => {
    const store = memoryStore([['n', text]]);
    expect(readSession(store, 'n')).toBeUndefined();
    expect(openSession(store, 'n', START).id).toMatch(ID_PATTERN);
  });

  test('does not believe times that are none', () => {
    const good = openSession(memoryStore(), 'n', START);
    for (const bad of [{ start: 'x' }, { last: null }, { last: undefined }]) {
      const store = memoryStore([['n', JSON.stringify({ ...good, ...bad })]]);
      expect(readSession(store, 'n')).toBeUndefined();
    }
  });
});
