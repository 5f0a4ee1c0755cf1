import { PRIVACY_PRESETS, type PrivacyPreset } from '@falter/wire';

/** The stricter of two presets; what nobody understands counts as the strictest. */
export function stricter(...presets: readonly string[]): PrivacyPreset {
  const strictest = Math.min(...presets.map((preset) => PRIVACY_PRESETS.indexOf(preset as PrivacyPreset)));
  return PRIVACY_PRESETS[strictest] ?? 'strict';
}
