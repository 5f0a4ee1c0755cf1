import { AUDIT_KINDS, type AuditRow } from '@falter/wire';
import { describe, expect, it } from 'vitest';
import { KIND_WORDS, subjectWords, whoWords, whyWords } from './audit-words.ts';

describe('the words of the audit log', () => {
  it('has some for every kind', () => {
    expect(Object.keys(KIND_WORDS).toSorted()).toEqual([...AUDIT_KINDS].toSorted());
  });

  it.each([
    ['visitor', '', 'The visitor’s page'],
    ['falter', '', 'Falter itself'],
    ['admin-token', 'Admin token', 'Admin token'],
    ['api-token', 'nightly', 'API token nightly'],
    ['user', 'Ada (ada)', 'Ada (ada)'],
  ] as const)('names a %s', (whoKind, who, words) => expect(whoWords({ whoKind, who })).toBe(words));

  it('says that nothing was said only where somebody is asked', () => {
    const words = (kind: AuditRow['kind'], why = '') => whyWords({ kind, why });
    expect([words('erased-person'), words('exported-person', 'a letter')]).toEqual(['not said', 'a letter']);
    expect([words('watched-session'), words('dropped-recordings', 'full')]).toEqual(['', 'full']);
  });

  it('cuts the hash of a person, and nothing else', () => {
    expect(subjectWords({ subject: 'a'.repeat(64) })).toBe('person aaaaaaaaaaaa…');
    expect(subjectWords({ subject: 'session-0123456789' })).toBe('session-0123456789');
  });
});
