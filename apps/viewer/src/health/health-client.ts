import type { Arrivals, Health, Keeping, QuarantineList, RefusalList } from '@falter/wire';
import { getJson } from '../api-client.ts';

export function readHealth(): Promise<Health> {
  return getJson('/api/v1/health');
}

export function readRefusals(): Promise<RefusalList> {
  return getJson('/api/v1/health/refusals');
}

export function readArrivals(): Promise<Arrivals> {
  return getJson('/api/v1/health/arrivals');
}

export function readKeeping(): Promise<Keeping> {
  return getJson('/api/v1/health/keeping');
}

/** One by one, for admins; that somebody looked is written down. */
export function readQuarantine(): Promise<QuarantineList> {
  return getJson('/api/v1/quarantine');
}
