import { type CommandDefinition, flag, valued } from '../command-definition.ts';
import { UsageError } from '../usage-error.ts';
import { SCENARIO_OPTIONS, scenarioArguments } from './scenario-options.ts';

export const explain: CommandDefinition = {
  usage: 'explain <scenario>',
  about: 'Why a number is picked or left out for a contact at a time: every number with its reason',
  positionals: { scenario: { type: 'string', describe: 'Scenario file' } },
  options: {
    contact: valued('E.164, or the place in the list counted from 0'),
    at: valued('Time since the start such as 1d4h, or an instant such as 2026-03-03T13:00:00Z'),
    campaign: valued('Campaign, where there are several'),
    replication: valued('Which replication, counted from 0 [default: 0]'),
    ...SCENARIO_OPTIONS,
    json: flag('One JSON document on stdout'),
  },
  examples: [
    ['poolsim explain mine.yaml --contact +442079460123 --at 1d4h', 'after a day and four hours'],
    ['poolsim explain mine.yaml --contact 0 --at 0', 'the first contact at the start'],
  ],
  async handle(host, args) {
    const contact = args.text('contact');
    const at = args.text('at');
    if (contact === null || at === null) throw new UsageError('--contact and --at are needed');
    const parsed = {
      scenario: args.text('scenario') ?? '',
      contact,
      at,
      campaign: args.text('campaign'),
      replication: args.count('replication', 0) ?? 0,
      load: { ...scenarioArguments(args), replications: null },
      json: args.flag('json'),
    };
    const { explainContact } = await import('../explain/explain-contact.ts');
    return explainContact(host, parsed);
  },
};
