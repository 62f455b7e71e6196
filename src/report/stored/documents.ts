import type { JsonInterval, JsonNumber, Summary, SummaryFigure } from '../../experiment/summary.ts';
import { FIGURES } from '../../model/figures.ts';
import type { RunManifest } from '../manifest.ts';
import type { ExemplarDocument } from './exemplar.ts';
import type { JsonField } from './json-fields.ts';
import { STALL_CAUSES } from './run-rows.ts';

/** The manifest of a run; throws a FieldProblem where it is none. */
export function manifestDocument(root: JsonField): RunManifest {
  return {
    schemaVersion: root.at('schemaVersion').one([1]),
    poolsim: root.at('poolsim').text(),
    node: root.at('node').text(),
    reproduce: root.at('reproduce').text(),
    scenario: root.at('scenario').text(),
    why: root.at('why').text(),
    source: root.at('source').text(),
    seed: root.at('seed').text(),
    start: root.at('start').text(),
    selector: root.at('selector').text(),
    replications: root.at('replications').count(),
    requested: root.at('requested').count(),
    auto: root.at('auto').yes(),
    partial: root.at('partial').yes(),
    confidence: root.at('confidence').number(),
    resultHash: root.at('resultHash').text(),
    inputs: root
      .at('inputs')
      .items()
      .map((input) => ({
        file: input.at('file').text(),
        sha256: input.at('sha256').text(),
        bytes: input.at('bytes').count(),
        rows: input.at('rows').count(),
        skippedRows: input.at('skippedRows').count(),
      })),
    columnMap: root
      .at('columnMap')
      .items()
      .map((pair) => pair.text()),
    skipBadRows: root.at('skipBadRows').yes(),
    files: root
      .at('files')
      .items()
      .map((file) => ({
        name: file.at('name').text(),
        meaning: file.at('meaning').text(),
      })),
    resolved: resolvedScenario(root.at('resolved')),
    origins: textsByKey(root.at('origins')),
  };
}

/** Nothing of it is needed but what amounts of money are in. */
function resolvedScenario(field: JsonField): unknown {
  field.at('prices').at('currency').text();
  return field.value;
}

/** The summary of a run, as it was written; throws a FieldProblem where it is none. */
export function summaryDocument(root: JsonField): Summary {
  root.at('schemaVersion').one([1]);
  root.at('scenario').text();
  root.at('replications').count();
  root.at('resultHash').text();
  root.at('confidence').number();
  root.at('exit').at('code').number();
  root.at('exit').at('reason').text();
  for (const figure of root.at('figures').items()) checkFigure(figure);
  for (const gate of root.at('gates').items()) {
    gate.at('gate').text();
    gate.at('verdict').one(['held', 'breached', 'unsure', 'no_data', null]);
    checkInterval(gate);
  }
  for (const warning of root.at('warnings').items()) {
    for (const key of ['code', 'text', 'hint']) warning.at(key).text();
  }
  for (const curve of root.at('incidence').items()) {
    for (const key of ['campaign', 'country']) curve.at(key).text();
    for (const key of ['atHours', 'stalled', 'stalledLow', 'stalledHigh', 'finished']) {
      curve.at(key).numbers();
    }
  }
  return root.value as Summary;
}

/** What an exemplar is; throws a FieldProblem where it is none. */
export function exemplarDocumentOf(root: JsonField): ExemplarDocument {
  return {
    schemaVersion: root.at('schemaVersion').one([1]),
    kind: root.at('kind').one(['median', 'first-stall']),
    why: root.at('why').text(),
    scenario: root.at('scenario').text(),
    seed: root.at('seed').text(),
    replication: root.at('replication').count(),
    fingerprint: root.at('fingerprint').text(),
    start: root.at('start').text(),
    durationHours: root.at('durationHours').number(),
    callBinMinutes: root.at('callBinMinutes').number(),
    stalls: root
      .at('stalls')
      .items()
      .map((stall) => ({
        campaign: stall.at('campaign').text(),
        country: stall.at('country').text(),
        cause: stall.at('cause').one(STALL_CAUSES),
        startHours: stall.at('startHours').number(),
        endHours: stall.at('endHours').number(),
      })),
    files: root
      .at('files')
      .items()
      .map((file) => ({
        file: file.at('file').text(),
        meaning: file.at('meaning').text(),
      })),
  };
}

const UNITS = new Set<unknown>(FIGURES.map(({ unit }) => unit));

function checkFigure(figure: JsonField): void {
  const row = figure.value as SummaryFigure;
  // A thousand rows of them: looked at as they are, and asked one by one only where something is amiss.
  const fine =
    row !== null &&
    typeof row === 'object' &&
    typeof row.key === 'string' &&
    typeof row.campaign === 'string' &&
    typeof row.country === 'string' &&
    UNITS.has(row.unit) &&
    [row.mean, row.low, row.high].every(isJsonNumber) &&
    Number.isSafeInteger(row.n);
  if (fine) return;
  for (const key of ['key', 'campaign', 'country']) figure.at(key).text();
  const unit = figure.at('unit');
  if (!UNITS.has(unit.value)) unit.wrong('a unit of a figure');
  checkInterval(figure);
}

function checkInterval(field: JsonField): void {
  for (const key of ['mean', 'low', 'high'] as const satisfies readonly (keyof JsonInterval)[]) {
    const end = field.at(key);
    if (!isJsonNumber(end.value)) end.wrong('a number, "never" or null');
  }
  field.at('n').count();
}

function isJsonNumber(value: unknown): value is JsonNumber {
  return value === null || value === 'never' || typeof value === 'number';
}

function textsByKey(field: JsonField): Record<string, string> {
  const keys = Object.keys((field.value ?? field.wrong('an object')) as object);
  return Object.fromEntries(keys.map((key) => [key, field.at(key).text()]));
}
