import { activityEnd } from '../activity.ts';
import { type Baseline, clicksOf, type Hit } from '../sight.ts';

const AFTER_MS = 100;

/**
 * Datadog: an error while the action of a click goes on, or within 100 ms after it. The action lasts as long as the activity of the
 * page that the click sets off.
 * Source: https://docs.datadoghq.com/real_user_monitoring/application_monitoring/browser/frustration_signals/ (100 ms: the mobile SDKs).
 */
export const datadog: Baseline = {
  vendor: 'Datadog',
  signal: 'error-click',
  rule: "an error during the click's action or <= 100 ms after it",
  source: 'https://docs.datadoghq.com/real_user_monitoring/application_monitoring/browser/frustration_signals/',
  find: (sight) =>
    clicksOf(sight).flatMap((click): Hit[] => {
      const end = (activityEnd(sight, click) ?? click.at) + AFTER_MS;
      const error = sight.find(({ kind, at }) => kind === 'error' && at >= click.at && at <= end);
      return error ? [{ at: click.at, until: error.at, element: click.element }] : [];
    }),
};
