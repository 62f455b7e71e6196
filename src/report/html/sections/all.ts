import type { PageData } from '../page-data.ts';
import type { PageSection } from '../page-section.ts';
import { answerSection } from './answer.ts';
import { numberDetailSection } from './number-detail.ts';
import { poolHealthSection } from './pool-health.ts';

/** Each part of the page, in order; one that has nothing to show for this input is null. */
const SECTIONS: readonly ((page: PageData) => PageSection | null)[] = [
  answerSection,
  poolHealthSection,
  numberDetailSection,
];

export function pageSections(page: PageData): PageSection[] {
  return SECTIONS.flatMap((section) => section(page) ?? []);
}
