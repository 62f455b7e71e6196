import { renderPage } from '../../report/html/render-page.ts';
import type { StoredRun } from '../../report/stored/stored-run.ts';

/** The page of a run alone: what `report` draws from its folder, byte for byte. */
export function pageOf(run: StoredRun, version: string): string {
  return renderPage({ run, others: [], plans: [], sweeps: [], comparisons: [], version });
}
