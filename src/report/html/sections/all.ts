import { foundSection } from '../found/found-section.ts';
import type { PageData } from '../page-data.ts';
import type { PageSection } from '../page-section.ts';
import { replaySection } from '../replay/replay-section.ts';
import { actionsSection } from './actions.ts';
import { answerSection } from './answer.ts';
import { assumptionsSection } from './assumptions.ts';
import { flowSection } from './flow.ts';
import { numberDetailSection } from './number-detail.ts';
import { phoneNumbersSection } from './phone-numbers.ts';
import { poolHealthSection } from './pool-health.ts';
import { poolRulesSection } from './pool-rules.ts';
import { skipsAndStallsSection } from './skips-and-stalls.ts';

/** Each part of the page, in order; one that has nothing to show for this input is null. */
const SECTIONS: readonly ((page: PageData) => PageSection | null)[] = [
  answerSection,
  poolRulesSection,
  poolHealthSection,
  numberDetailSection,
  phoneNumbersSection,
  skipsAndStallsSection,
  flowSection,
  actionsSection,
  foundSection,
  assumptionsSection,
  replaySection,
];

export function pageSections(page: PageData): PageSection[] {
  return SECTIONS.flatMap((section) => section(page) ?? []);
}
