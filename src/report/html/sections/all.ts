import type { PageData } from '../page-data.ts';
import type { PageSection } from '../page-section.ts';
import { answerSection } from './answer.ts';
import { numberDetailSection } from './number-detail.ts';
import { poolHealthSection } from './pool-health.ts';

/** The sections of a page in order; those of other commands stand before the assumptions. */
export function runSections(page: PageData, others: readonly PageSection[]): PageSection[] {
  return [answerSection(page), poolHealthSection(page), numberDetailSection(page), ...others];
}
