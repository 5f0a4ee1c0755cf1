import { detect } from '@falter/detector';
import { ID_PATTERN, isRecordedEvent, parseEventLines, writeEventLines } from '@falter/wire';
import { describe, expect, it } from 'vitest';
import { doctorId, recordVisit } from './doctor-visit.ts';

const NOW = 1_800_000_000_000;

describe('the visit of the doctor', () => {
  const events = recordVisit('https://shop.example/falter-doctor', NOW);

  it('is a recording that the wire takes, in order, and ends now', () => {
    expect(events.every(isRecordedEvent)).toBe(true);
    const times = events.map(({ timestamp }) => timestamp);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(times.at(-1)).toBe(NOW);
    const lines = new TextEncoder().encode(writeEventLines(events));
    expect(parseEventLines(lines).lines).toHaveLength(events.length);
  });

  it('has a rage click, and the dead click it begins with', () => {
    const { findings, entryUrl } = detect([{ tab: 'tab', events }], { closed: false });
    expect(entryUrl).toBe('https://shop.example/falter-doctor');
    expect(findings.map(({ signal }) => signal)).toEqual(['rage-click', 'dead-click']);
    expect(findings[0]?.why).toContain('Pay now');
  });

  it('goes under ids of its own', () => {
    expect(doctorId()).toMatch(ID_PATTERN);
    expect(doctorId()).not.toBe(doctorId());
  });
});
