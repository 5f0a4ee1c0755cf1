import { amplitude as deadAmplitude } from './dead-click/amplitude.ts';
import { datadog as deadDatadog } from './dead-click/datadog.ts';
import { mixpanel as deadMixpanel } from './dead-click/mixpanel.ts';
import { openreplay as deadOpenreplay } from './dead-click/openreplay.ts';
import { posthog as deadPosthog } from './dead-click/posthog.ts';
import { sentry as deadSentry } from './dead-click/sentry.ts';
import { splunk as deadSplunk } from './dead-click/splunk.ts';
import { amplitude as errorAmplitude } from './error-click/amplitude.ts';
import { datadog as errorDatadog } from './error-click/datadog.ts';
import { splunk as errorSplunk } from './error-click/splunk.ts';
import { zuko } from './form-abandonment/zuko.ts';
import { conviva as loopConviva } from './page-loop/conviva.ts';
import { amplitude as rageAmplitude } from './rage-click/amplitude.ts';
import { contentsquare } from './rage-click/contentsquare.ts';
import { conviva as rageConviva } from './rage-click/conviva.ts';
import { datadog as rageDatadog } from './rage-click/datadog.ts';
import { highlight } from './rage-click/highlight.ts';
import { mixpanel as rageMixpanel } from './rage-click/mixpanel.ts';
import { netaj } from './rage-click/netaj.ts';
import { openreplay as rageOpenreplay } from './rage-click/openreplay.ts';
import { posthogOwnSite, posthog as ragePosthog } from './rage-click/posthog.ts';
import { sentry as rageSentry } from './rage-click/sentry.ts';
import { splunk as rageSplunk } from './rage-click/splunk.ts';
import type { Baseline } from './sight.ts';
import { amplitude as thrashAmplitude } from './thrashed-cursor/amplitude.ts';
import { openreplay as thrashOpenreplay } from './thrashed-cursor/openreplay.ts';
import { splunk as thrashSplunk } from './thrashed-cursor/splunk.ts';

/** Every rule that a vendor publishes with numbers, for one of our signals. */
export const baselines: readonly Baseline[] = [
  ragePosthog,
  posthogOwnSite,
  rageMixpanel,
  rageAmplitude,
  rageDatadog,
  rageSplunk,
  rageSentry,
  rageOpenreplay,
  highlight,
  contentsquare,
  rageConviva,
  netaj,
  deadSentry,
  deadPosthog,
  deadAmplitude,
  deadMixpanel,
  deadDatadog,
  deadSplunk,
  deadOpenreplay,
  errorAmplitude,
  errorSplunk,
  errorDatadog,
  thrashAmplitude,
  thrashSplunk,
  thrashOpenreplay,
  loopConviva,
  zuko,
];

/** Signals and vendors that publish a name and no number, so that there is nothing to measure beside. */
export const unpublished: readonly { vendor: string; signal: string; why: string }[] = [
  {
    vendor: 'Microsoft Clarity',
    signal: 'rage-click',
    why: '"in rapid succession" in "a clustered area", without numbers',
  },
  { vendor: 'FullStory', signal: 'rage-click', why: 'no threshold is published' },
  {
    vendor: 'HCL Discover',
    signal: 'rage-click',
    why: 'the numbers are a setting, and their defaults are not published',
  },
  { vendor: 'Conviva', signal: 'dead-click', why: 'the element must look interactive; no window is published' },
  { vendor: 'Microsoft Clarity', signal: 'quick-back', why: "the page's own threshold is not published" },
  {
    vendor: 'Microsoft Clarity',
    signal: 'excessive-scroll',
    why: "above the page's own average, by how much is not published",
  },
  { vendor: 'Medallia', signal: 'thrashed-cursor', why: '"bird\'s nest" is described, without numbers' },
  { vendor: 'Medallia', signal: 'field-struggle', why: '"repetitive form interaction" is named, without numbers' },
  { vendor: 'Contentsquare', signal: 'field-struggle', why: '"multiple field clicks" is named, without numbers' },
];
