import { unreachable } from '../../base/assert.ts';
import type { TimelineEvent } from '../../experiment/replay/timeline-event.ts';
import type { Scenario } from '../../model/spec.ts';
import { csvLines } from '../../report/csv.ts';
import { readableJson } from '../../report/json.ts';
import { instant } from '../../report/names.ts';
import { type EventRow, eventRow } from '../../report/replay/event-row.ts';
import { TIMELINE_TABLE } from '../../report/replay/timeline-table.ts';
import { eventLines } from '../../report/replay/timeline-text.ts';
import { wrap } from '../../report/text/width.ts';
import type { Host } from '../host-seam.ts';
import { palette } from '../run/print-report.ts';
import type { ReplayArguments } from './replay-arguments.ts';
import type { ReplaySource } from './replay-source.ts';

/** How a replay ended. */
export interface ReplayEnd {
  /** Of the whole replication; null where a law broke it off. */
  readonly fingerprint: string | null;
  /** Is it the replication of the run? Null where no run says. */
  readonly same: boolean | null;
  readonly shown: number;
  /** Events that were wanted, shown or not. */
  readonly wanted: number;
  /** What is to be said at the end, each a sentence. */
  readonly notes: readonly string[];
}

/** Writes a timeline as it comes, and how it ended. */
export interface TimelineWriter {
  events(batch: readonly TimelineEvent[]): void;
  end(end: ReplayEnd): void;
}

export function timelineWriter(
  host: Host,
  args: ReplayArguments,
  source: ReplaySource,
): TimelineWriter {
  switch (args.format) {
    case 'text':
      return textWriter(host, args, source);
    case 'ndjson':
      return rowWriter(host, args, source.scenario, (rows) =>
        rows.map((row) => `${JSON.stringify(row)}\n`).join(''),
      );
    case 'csv':
      return csvWriter(host, args, source.scenario);
    case 'json':
      return jsonWriter(host, args, source);
    default:
      return unreachable(args.format);
  }
}

const WIDTH = 80;

function textWriter(host: Host, args: ReplayArguments, source: ReplaySource): TimelineWriter {
  const { scenario, label } = source;
  const options = { palette: palette(host, args.color), everyNumber: args.everyNumber };
  const paragraph = (text: string, paint = options.palette.dim) => {
    for (const line of wrap(text, WIDTH)) host.stdout.write(`${paint(line)}\n`);
  };
  paragraph(`${scenario.name}, seed ${scenario.seed}, ${label}`, options.palette.bold);
  paragraph(`times are days and hours since ${instant(scenario, 0)}`);
  host.stdout.write('\n');
  return {
    events(batch) {
      const lines = batch.flatMap((event) => eventLines(scenario, event, options));
      if (lines.length > 0) host.stdout.write(`${lines.join('\n')}\n`);
    },
    end({ notes }) {
      host.stdout.write('\n');
      for (const note of notes) paragraph(note);
    },
  };
}

/** One line an event; what is to be said about them goes to stderr. */
function rowWriter(
  host: Host,
  args: ReplayArguments,
  scenario: Scenario,
  render: (rows: readonly EventRow[]) => string,
): TimelineWriter {
  return {
    events(batch) {
      host.stdout.write(render(batch.map((event) => eventRow(scenario, event))));
    },
    end({ notes }) {
      if (!args.quiet) for (const note of notes) host.stderr.write(`${note}\n`);
    },
  };
}

function csvWriter(host: Host, args: ReplayArguments, scenario: Scenario): TimelineWriter {
  const { columns } = TIMELINE_TABLE;
  const [head] = csvLines(columns, []);
  host.stdout.write(head);
  return rowWriter(host, args, scenario, (rows) =>
    [...csvLines(columns, rows)].join('').slice(head.length),
  );
}

function jsonWriter(host: Host, args: ReplayArguments, source: ReplaySource): TimelineWriter {
  const { scenario } = source;
  const events: EventRow[] = [];
  return {
    events(batch) {
      for (const event of batch) events.push(eventRow(scenario, event));
    },
    end({ fingerprint, same, shown, wanted, notes }) {
      const { name, seed } = scenario;
      const head = { schemaVersion: 1, scenario: name, seed, replication: args.replication };
      const whole = { fingerprint, sameAsRun: same, shown, wanted, notes };
      host.stdout.write(readableJson({ ...head, ...whole, events }));
    },
  };
}
