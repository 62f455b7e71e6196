import { z } from 'zod';
import { about, country, duration, identifier, real, strict } from './fields.ts';

const at = () => duration().meta(about('At', 'Time since the start.', '1d4h'));
const number = () =>
  z.string().meta(about('Number', 'E.164, or group/ordinal of a generated one.', '+442079460001'));

const pauses = <V extends 'pause' | 'resume'>(verb: V) =>
  strict({
    at: at(),
    do: z.literal(verb),
    number: number().optional(),
    campaign: identifier()
      .optional()
      .meta(about('Campaign', 'A campaign; with a number, the number in this campaign only.')),
    connection: identifier().optional().meta(about('Connection', 'All numbers of a connection.')),
  }).meta(about(verb, `To ${verb} a number, a pool row, a campaign or a connection.`));

const switches = <V extends 'deactivate' | 'activate'>(verb: V) =>
  strict({ at: at(), do: z.literal(verb), number: number() }).meta(
    about(verb, `To ${verb} a number.`),
  );

export const interventionSchema = z.discriminatedUnion('do', [
  pauses('pause'),
  pauses('resume'),
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
    do: z.literal('set_score'),
    number: number(),
    score: real(0, 100).meta(about('Score', 'New spam score.', 85)),
  }).meta(about('set_score', 'To set a number’s spam score.')),
]);
