import { z } from 'zod';
import { PURCHASE } from '../defaults.ts';
import { about, country, duration, identifier, limit, real, strict } from './fields.ts';

const at = () => duration().meta(about('At', 'Time since the start.', '1d4h'));
const number = () =>
  z.string().meta(about('Number', 'E.164, or group/ordinal of a generated one.', '+442079460001'));

const target = {
  number: number().optional(),
  campaign: identifier()
    .optional()
    .meta(about('Campaign', 'A campaign; with a number, the number in this campaign only.')),
  connection: identifier().optional().meta(about('Connection', 'All numbers of a connection.')),
};

const aimed = <V extends 'pause' | 'resume' | 'widen'>(verb: V, what: string) =>
  strict({ at: at(), do: z.literal(verb), ...target }).meta(about(verb, what));

const switches = <V extends 'deactivate' | 'activate'>(verb: V) =>
  strict({ at: at(), do: z.literal(verb), number: number() }).meta(
    about(verb, `To ${verb} a number.`),
  );

const rows = <V extends 'attach' | 'detach'>(verb: V, what: string) =>
  strict({
    at: at(),
    do: z.literal(verb),
    number: number(),
    campaign: identifier().meta(about('Campaign', 'The campaign whose pool it is.')),
  }).meta(about(verb, what));

const supply = {
  lead: duration()
    .prefault(PURCHASE.lead)
    .meta(about('Lead', 'From the order until the number is there; 0s = at once.', '1d')),
  price: real(0, 1e6)
    .optional()
    .meta(about('Price', 'Set-up cost; that of prices if left out.', 5)),
};

export const interventionSchema = z.discriminatedUnion('do', [
  aimed('pause', 'To pause a number, a pool row, a campaign or a connection.'),
  aimed('resume', 'To resume a number, a pool row, a campaign or a connection.'),
  strict({
    at: at(),
    do: z.literal('narrow'),
    ...target,
    callsPerDay: limit().meta(about('Calls per day', 'Most calls a day, all together.', 50)),
  }).meta(about('narrow', 'To cap the calls a day of a number, pool row, campaign or connection.')),
  aimed('widen', 'To lift such a cap again.'),
  switches('deactivate'),
  switches('activate'),
  strict({
    at: at(),
    do: z.literal('release'),
    number: number(),
    confirm: z
      .boolean()
      .optional()
      .meta(about('Confirm', 'Must be true: a released number never comes back.', true)),
  }).meta(about('release', 'To give a platform-managed number up for good.')),
  strict({
    at: at(),
    do: z.literal('allow'),
    number: number(),
    countries: z
      .array(country())
      .max(250)
      .meta(about('Countries', 'The new allow-list; empty = no restriction.', ['US', 'CA'])),
  }).meta(about('allow', 'To change the countries that a number may dial.')),
  strict({
    at: at(),
    do: z.literal('add'),
    country: country()
      .optional()
      .meta(about('Country', 'Where a number is bought; its id is then add/GB/1 …', 'GB')),
    number: z
      .string()
      .optional()
      .meta(about('Number', 'E.164 of a number that is brought along instead.', '+442079460009')),
    campaigns: z
      .array(identifier())
      .min(1, { error: 'a number joins at least one campaign' })
      .max(1_000)
      .optional()
      .meta(about('Campaigns', 'The pools that it joins; all if left out.', ['q1'])),
    connection: identifier()
      .optional()
      .meta(about('Connection', 'Id of the connection; the first one if left out.')),
    allowedCountries: z
      .array(country())
      .max(250)
      .prefault([])
      .meta(about('Allowed countries', 'Countries it may dial; empty = no restriction.', ['GB'])),
    ...supply,
  }).meta(about('add', 'To buy a number, or bring one along, and attach it.')),
  rows('attach', 'To put a number of the inventory into a campaign’s pool.'),
  rows('detach', 'To take a number out of a campaign’s pool.'),
  strict({
    at: at(),
    do: z.literal('replace'),
    number: number(),
    with: z
      .string()
      .optional()
      .meta(
        about('With', 'A number of the inventory; if left out, one is bought.', '+442079460008'),
      ),
    ...supply,
  }).meta(about('replace', 'To put another number in its place in every pool that has it.')),
  strict({
    at: at(),
    do: z.literal('set_score'),
    number: number(),
    score: real(0, 100).meta(about('Score', 'New spam score.', 85)),
  }).meta(about('set_score', 'To set a number’s spam score.')),
]);
