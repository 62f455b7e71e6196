import type { FLOW_COUNTS } from '../../../experiment/exemplar-flow.ts';
import { estimateText, NO_DATA, percent, quantity, withRange } from '../../text/format.ts';
import type { PageData } from '../page-data.ts';
import type { PageSection } from '../page-section.ts';
import { facts, perCampaign } from '../parts.ts';
import { type Fragment, type Html, html } from '../safe-html.ts';
import { settingText } from '../settings.ts';
import { capacityFacts } from './capacity-facts.ts';

type Facts = readonly (readonly [Fragment, Fragment])[];

interface Rule {
  readonly mark: string;
  readonly title: string;
  readonly text: string;
  readonly facts: (page: PageData) => Facts;
}

const RULES: readonly Rule[] = [
  {
    mark: '1',
    title: 'One number per attempt',
    text: 'Each attempt picks exactly one active number of the campaign’s pool. A campaign without a pool calls from its primary alone.',
    facts: onePickFacts,
  },
  {
    mark: '2',
    title: 'The first call is weighted random',
    text: 'Neither round-robin nor the primary first. Fresh numbers weigh the same, so that two contacts in a row may be called from the same one.',
    facts: randomFacts,
  },
  {
    mark: '3',
    title: 'Sticky contacts',
    text: 'The first number that reaches a contact is kept for the contact’s later attempts. While that number is skipped another one calls, and the contact stays with the first.',
    facts: stickyFacts,
  },
  {
    mark: '4',
    title: 'Performance weight',
    text: 'In each campaign a number’s weight follows its answer rate there: numbers that are answered more are dialled more.',
    facts: weightFacts,
  },
  {
    mark: '5',
    title: 'Country preference',
    text: 'Where it is on, an eligible number from the contact’s own country goes first. Where there is none, all eligible numbers compete: a preference never empties a pick.',
    facts: preferenceFacts,
  },
  {
    mark: '6',
    title: 'Spam & compliance skips',
    text: 'Numbers flagged as spam above the platform threshold, or not allowed to dial the contact’s country, are skipped and never enter the pick, the very first call included. Nothing overrides it, and there is no switch for it per campaign: it belongs to the dispatcher’s selection.',
    facts: skipFacts,
  },
  {
    mark: '+',
    title: 'Capacity decides when',
    text: 'Calls at once are limited by the connections’ lines, the tenant’s cap and the campaign’s limit. A number whose lines are taken is busy, not skipped: the attempt takes another, or waits.',
    facts: capacityFacts,
  },
];

/** The rules of the selector as this run applied them. */
export function poolRulesSection(page: PageData): PageSection {
  return {
    id: 'pool-rules',
    title: 'How the number pool works',
    short: 'How the pool works',
    lead: 'Spam-flagged numbers are skipped automatically. These are the rules of a pick, with the settings of this run and what came of them.',
    body: html`<div class="card"><ol class="rules">${RULES.map((rule) => ruleItem(page, rule))}</ol></div>
<p class="note">In order: eligible (1, 6), has room (capacity), sticky (3), country preference (5), weighted random (2, 4).</p>`,
  };
}

function ruleItem(page: PageData, rule: Rule): Html {
  return html`<li><span class="n" aria-hidden="true">${rule.mark}</span><div><h3>${rule.mark === '+' ? null : html`<span class="hidden">${rule.mark}. </span>`}${rule.title}</h3><p>${rule.text}</p></div>${facts(rule.facts(page))}</li>
`;
}

function onePickFacts(page: PageData): Facts {
  const pool = (campaign: string) => page.run.pool.filter((row) => row.campaign === campaign);
  return [
    ['Numbers in the pool', perCampaign(page, (campaign) => String(pool(campaign).length))],
    [
      'Attempts',
      perCampaign(page, (campaign) => withRange(page.interval('attempts', campaign), 'attempts')),
    ],
    [
      'Calls placed',
      perCampaign(page, (campaign) => withRange(page.interval('dials', campaign), 'calls')),
    ],
  ];
}

function randomFacts(page: PageData): Facts {
  return [
    ['Weight of a fresh number', settingText(page.setting('selector.weight.priorMean'))],
    [
      'Calls spread over the pool',
      perCampaign(page, (campaign) => {
        return `Gini index ${estimateText(page.interval('pool.load_gini', campaign), 'index')} (0 all alike, 1 all from one)`;
      }),
    ],
  ];
}

const STICKY_ON: Readonly<Record<string, string>> = {
  answered: 'the contact answered',
  answered_or_voicemail: 'the contact or its voicemail answered',
  first_attempt: 'its first attempt, however it ended',
};

function stickyFacts(page: PageData): Facts {
  const on = settingText(page.setting('selector.sticky.on'));
  const busy = page.setting('selector.sticky.whenBusy') === 'wait' ? 'wait for it' : 'take another';
  return [
    ['Kept once', STICKY_ON[on] ?? on],
    ['While it is busy', busy],
    ['Calls from the sticky number', flowShare(page, 'sticky')],
    [
      'Sticky number skipped',
      perCampaign(page, (campaign) => {
        const broken = page.interval('skip.sticky_broken', campaign);
        return broken === null
          ? 'no attempt had one'
          : `${withRange(broken, 'ratio')} of attempts with one`;
      }),
    ],
  ];
}

function weightFacts(page: PageData): Facts {
  const of = (key: string) => settingText(page.setting(`selector.weight.${key}`));
  const k = of('priorStrength');
  return [
    [
      'Weight',
      html`<code>max(${of('floor')}, (answered + ${k} × ${of('priorMean')}) / (attempts + ${k}))</code>`,
    ],
    [
      'At the end, least and most',
      perCampaign(page, (campaign) => {
        const rows = page.run.pool.filter(
          (row) => row.campaign === campaign && row.weight !== null,
        );
        const weights = rows.map((row) => row.weight!.estimate);
        if (weights.length === 0) return NO_DATA;
        return `${Math.min(...weights).toFixed(3)} to ${Math.max(...weights).toFixed(3)}`;
      }),
    ],
  ];
}

function preferenceFacts(page: PageData): Facts {
  return [
    [
      'Prefer country-matched numbers',
      perCampaign(page, (_, i) =>
        settingText(page.setting(`campaigns[${i}].preferCountryMatched`)),
      ),
    ],
    ['Calls from the contact’s own country', flowShare(page, 'home_country')],
  ];
}

function skipFacts(page: PageData): Facts {
  const { run, threshold } = page;
  const above = run.numbers.filter(
    ({ scoreAtStart }) => threshold !== null && (scoreAtStart ?? 0) > threshold,
  );
  const flagged = new Set(
    run.pool.filter((row) => row.statusAtEnd === 'flagged').map(({ number }) => number),
  );
  const limited = run.numbers.filter(({ allowedCountries }) => allowedCountries.length > 0);
  const of = run.numbers.length;
  const skipped = (reason: string) =>
    perCampaign(page, (campaign) => {
      const row = run.skips.find(
        (each) =>
          each.reason === reason && each.country === '*' && isOf(page, each.campaign, campaign),
      );
      const pairs = row?.pairsMean ?? null;
      return pairs === null
        ? NO_DATA
        : `${quantity(Math.round(pairs))} (${percent(row?.share?.estimate ?? 0)})`;
    });
  return [
    ['Platform threshold', `${threshold ?? NO_DATA} points; equal is still eligible`],
    [
      'Score fetched every',
      `${settingText(page.setting('platform.scoreRefresh'))}, ${settingText(page.setting('platform.scoreLag'))} old`,
    ],
    [
      'Above it now',
      `${above.length} of ${of} numbers at the start, ${flagged.size} at the end of most replications`,
    ],
    ['Limited to some countries', `${limited.length} of ${of} numbers; the others may dial any`],
    ['Skipped for spam', skipped('spam')],
    ['Skipped for the country', skipped('country')],
    ['Skipped for both', skipped('spam_and_country')],
    [
      'Counted in',
      'numbers left out of picks, once per attempt and number (share of those considered)',
    ],
  ];
}

/** Whether a row's campaign is this one; with a single campaign, `*` is its name too. */
function isOf({ campaigns }: PageData, found: string, campaign: string): boolean {
  return found === campaign || (found === '*' && campaigns.length === 1);
}

/** Share of calls that a rule decided, in the replication that was kept closely. */
function flowShare({ exemplar }: PageData, key: (typeof FLOW_COUNTS)[number]): string {
  const flow = exemplar?.flow ?? [];
  const total = (which: (typeof FLOW_COUNTS)[number]) =>
    flow.reduce((sum, { counts }) => sum + counts[which], 0);
  const placed = total('first_attempts') + total('retries');
  if (exemplar === null || placed === 0) return NO_DATA;
  return `${quantity(total(key))} of ${quantity(placed)} (${percent(total(key) / placed)}) in replication ${exemplar.meta.replication}`;
}
