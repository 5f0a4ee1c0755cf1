import type { Arrivals, Health, RefusalList } from '@falter/wire';
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
