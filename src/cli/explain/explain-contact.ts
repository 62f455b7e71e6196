import { jsonSeed } from '../../experiment/json-seed.ts';
import { type Explanation, explainAt } from '../../model/explain.ts';
import { PENDING_WORDS } from '../../model/pending.ts';
import type { Scenario } from '../../model/spec.ts';
import { contactLabel } from '../../report/attempts.ts';
import { readableJson } from '../../report/json.ts';
import { instant } from '../../report/names.ts';
import { counted } from '../../report/text/format.ts';
import { wrap } from '../../report/text/width.ts';
import type { LoadOptions } from '../../scenario/loaded.ts';
import { formatDuration } from '../../scenario/quantities.ts';
import { EXIT } from '../exit-codes.ts';
import type { Command } from '../host-seam.ts';
import { instantOf } from '../instant-of.ts';
import { load } from '../load.ts';
import { type FoundContact, findContact } from './find-contact.ts';

export interface ExplainArguments {
  readonly scenario: string;
  readonly contact: string;
  readonly at: string;
  readonly campaign: string | null;
  readonly replication: number;
  readonly load: Omit<LoadOptions, 'environment'>;
  readonly json: boolean;
}

/** Prints every number of the pool with its reason, for one contact at one instant. */
export const explainContact: Command<ExplainArguments> = async (host, args) => {
  const { scenario } = await load(host, args.scenario, args.load);
  const found = findContact(scenario, args.contact, args.campaign);
  const atMs = instantOf(scenario, '--at', args.at);
  const { replication } = args;
  const explanation = explainAt(scenario, { replication, ...found, atMs });
  const document = described(scenario, found, replication, atMs, explanation);
  host.stdout.write(args.json ? readableJson(document) : explanationText(document));
  return EXIT.done;
};

const WIDTH = 80;

type Described = ReturnType<typeof described>;

function described(
  scenario: Scenario,
  { campaign, contact }: FoundContact,
  replication: number,
  atMs: number,
  explanation: Explanation,
) {
  const { state, reason, country, localHour, attempts, sticky, considered, eligible } = explanation;
  return {
    schemaVersion: 1,
    scenario: scenario.name,
    seed: jsonSeed(scenario.seed),
    replication,
    campaign: scenario.campaigns[campaign]!.name,
    contact: contactLabel(scenario, campaign, contact),
    country: scenario.countries[country]!,
    at: instant(scenario, atMs),
    afterStart: formatDuration(atMs),
    localHour,
    state,
    reason,
    attempts,
    sticky: sticky < 0 ? null : scenario.numbers[sticky]!.id,
    spamThreshold: scenario.platform.spamThreshold,
    considered,
    eligible,
    numbers: explanation.rows.map((row) => ({
      number: scenario.numbers[row.number]!.id,
      country: scenario.countries[scenario.numbers[row.number]!.country]!,
      verdict: row.verdict,
      spamScore: row.spamScore,
      weight: row.weight,
      probability: row.probability,
    })),
  };
}

function explanationText(document: Described): string {
  const { numbers } = document;
  const { reason } = document;
  const due = reason === 'none' ? '' : `, not moving: ${words(reason)} (${PENDING_WORDS[reason]})`;
  const sticky = document.sticky === null ? 'no sticky number' : `sticky to ${document.sticky}`;
  const lines = [
    `${document.contact} (${document.country}) of ${document.campaign}, ${document.at} (${document.afterStart} after the start, ${Math.floor(document.localHour)} h local), replication ${document.replication}`,
    `${words(document.state)}${due}; ${counted(document.attempts, 'attempt')} so far, ${sticky}`,
    `${document.eligible} of ${document.considered} active numbers are eligible (spam threshold ${document.spamThreshold}); dialled now, it would be from:`,
  ].flatMap((line) => wrap(line, WIDTH));
  lines.push('');
  const width = Math.max(...numbers.map(({ number }) => number.length), 6);
  lines.push(`${'number'.padEnd(width)}  home  chance   score  weight  verdict`);
  for (const { number, country, verdict, spamScore, weight, probability } of numbers) {
    const chance = `${(probability * 100).toFixed(1)} %`.padStart(7);
    const score = spamScore.toFixed(1).padStart(6);
    lines.push(
      `${number.padEnd(width)}  ${country.padEnd(4)} ${chance}  ${score}  ${weight.toFixed(3).padStart(6)}  ${words(verdict)}`,
    );
  }
  return `${lines.join('\n')}\n`;
}

function words(name: string): string {
  return name.replaceAll('_', ' ');
}
