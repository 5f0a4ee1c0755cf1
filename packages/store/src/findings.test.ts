import type { Finding } from '@falter/wire';
import { describe, expect, it } from 'vitest';
import { useStore } from '../../../test/engine.ts';
import { listFindings, saveFindings } from './findings.ts';

const T0 = Date.UTC(2026, 10, 21, 12);
const TARGET = { nodeId: 12, tag: 'button', label: 'button "Pay now"', selector: 'main > button' };

function finding(values: Partial<Finding>): Finding {
  return {
    id: 'f1',
    signal: 'rage-click',
    version: 1,
    tab: 'tab-a',
    at: T0,
    until: T0 + 800,
    page: 'https://shop.example/cart',
    target: TARGET,
    evidence: [{ kind: 'click', at: T0, text: 'click on button "Pay now", no effect' }],
    why: 'Clicked button "Pay now" 5 times in 0.8 seconds and nothing happened.',
    confidence: 0.5,
    provisional: true,
    ...values,
  };
}

describe('findings', () => {
  const store = useStore();
  const of = (session: string, revision: number) => ({ project: 'p', session, firstSeenAt: T0, revision });

  it('come back as they were written, in order of time, with and without a target', async () => {
    const findings = [finding({ id: 'late', at: T0 + 5, target: null, evidence: [] }), finding({ id: 'early' })];
    await saveFindings(store.client, of('written', 1), { save: findings, withdraw: [] });
    const listed = await listFindings(store.client, { project: 'p', session: 'written' });
    expect(listed).toEqual(findings.toReversed());
  });

  it('are written also where a text was cut inside of an emoji', async () => {
    const cut = finding({ why: 'Clicked "👩'.slice(0, -1), target: null });
    await saveFindings(store.client, of('cut', 1), { save: [cut], withdraw: [] });
    const [listed] = await listFindings(store.client, { project: 'p', session: 'cut' });
    expect(listed?.why).toBe('Clicked "\ufffd');
  });

  it('are written also where a recording names nodes that cannot be', async () => {
    const ids = [1.5, 1e300, Number.NaN, -7];
    const findings = ids.map((nodeId, n) => finding({ id: `n${n}`, target: { ...TARGET, nodeId } }));
    await saveFindings(store.client, of('no-id', 1), { save: findings, withdraw: [] });
    const listed = await listFindings(store.client, { project: 'p', session: 'no-id' });
    expect(listed.map(({ target }) => target?.nodeId)).toEqual([0, 0, 0, -7]);
  });

  it('are corrected, withdrawn, and come back when they are true again', async () => {
    const key = { project: 'p', session: 'corrected' };
    const first = finding({});
    await saveFindings(store.client, of('corrected', 1), { save: [first, finding({ id: 'f2' })], withdraw: [] });
    const corrected = { ...first, provisional: false, why: 'Clicked 6 times.' };
    await saveFindings(store.client, of('corrected', 2), { save: [corrected], withdraw: [finding({ id: 'f2' })] });
    expect(await listFindings(store.client, key)).toEqual([corrected]);
    await saveFindings(store.client, of('corrected', 3), { save: [finding({ id: 'f2' })], withdraw: [] });
    expect((await listFindings(store.client, key)).map(({ id }) => id)).toEqual(['f1', 'f2']);
  });
});
