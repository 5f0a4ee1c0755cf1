import type { PageView } from '@falter/wire';
import { toClickSteps } from './click-steps.ts';
import type { DocumentReader } from './document-reader.ts';
import { toFormSteps } from './forms/form-steps.ts';
import { toMessageSteps } from './message-steps.ts';
import { toRequestSteps } from './request-steps.ts';
import { toSearchSteps } from './searches/search-steps.ts';
import type { Step } from './steps.ts';
import type { ReadingOptions } from './timed-tab.ts';

/** What the documents of a tab tell when all of them were read, in no order. */
export function toDocumentSteps(
  documents: readonly DocumentReader[],
  { tab, pages, until, closed, openings }: ReadingOptions & { tab: string; pages: readonly PageView[] },
): Step[] {
  return [
    toClickSteps(tab, documents, { until, openings }),
    toRequestSteps(documents, { tab, pages }),
    toMessageSteps(tab, documents),
    toFormSteps(documents, { tab, pages, closed, until }),
    toSearchSteps(documents, { tab, pages, closed, until }),
  ].flat();
}
