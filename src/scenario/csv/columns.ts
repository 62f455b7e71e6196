import { nearest } from '../nearest.ts';
import { type ColumnDefinition, splitMap } from './heads.ts';

function column(name: string, aliases: readonly string[], required = false): ColumnDefinition {
  return { name, aliases, required };
}

const PHONE = ['phone', 'phone number', 'number', 'mobile', 'telephone', 'tel', 'msisdn', 'cell'];
const COUNTRY = ['country code', 'iso country', 'iso', 'region code', 'country iso'];

export const NUMBER_COLUMNS: readonly ColumnDefinition[] = [
  column('e164', [...PHONE, 'from', 'from number', 'caller id', 'did'], true),
  column('country', [...COUNTRY, 'home country']),
  column('status', ['state', 'number status']),
  column('connection', ['trunk', 'connection id', 'account']),
  column('managed', ['badge', 'managed by', 'source', 'ownership']),
  column('allowed_countries', [
    'allowed outbound countries',
    'outbound countries',
    'allowed',
    'countries',
  ]),
  column('spam_score', ['score', 'spam', 'reputation score']),
  column('calls_per_day_max', ['daily cap', 'max calls per day', 'calls per day']),
  column('concurrent_max', ['max concurrent', 'concurrency', 'concurrent calls']),
  column('cool_down', ['cooldown', 'pause between calls', 'min gap']),
  column('warm_up', ['warmup', 'warm up stages', 'ramp up']),
  column('first_used', ['first used at', 'first call', 'in use since']),
  column('name', ['label', 'friendly name', 'friendlyname', 'description']),
];

export const CONTACT_COLUMNS: readonly ColumnDefinition[] = [
  column('e164', [...PHONE, 'to', 'to number', 'contact number', 'phone 1'], true),
  column('country', COUNTRY),
  column('timezone', ['time zone', 'tz', 'zone', 'iana timezone']),
  column('name', ['full name', 'contact name', 'contact']),
  column('arrives', ['arrives at', 'due', 'due at', 'available from']),
  column('sticky_number', ['sticky', 'sticky from number', 'last from']),
  column('attempts', ['attempt count', 'attempts made', 'tries']),
  column('last_outcome', ['last status', 'last result', 'outcome', 'disposition']),
];

export const SCORE_COLUMNS: readonly ColumnDefinition[] = [
  column('e164', [...PHONE, 'from', 'caller id'], true),
  column('at', ['time', 'timestamp', 'date', 'checked at', 'fetched at'], true),
  column('score', ['spam score', 'spam', 'value'], true),
];

export const PRICE_COLUMNS: readonly ColumnDefinition[] = [
  column('country', COUNTRY, true),
  column('number_per_month', ['number', 'rent', 'monthly', 'price per month'], true),
  column('minute', ['per minute', 'minute price', 'price per minute'], true),
  column('check', ['score check', 'lookup', 'per check']),
  column('purchase', ['set-up', 'setup', 'setup fee', 'purchase price', 'replacement']),
];

/**
 * Heads of a call log: our own, and those of Twilio's call resource as its API, its command line and its
 * exports spell them (Sid, From, To, Status, Start Time, Duration, Direction, Answered By):
 * https://www.twilio.com/docs/voice/api/call-resource.
 */
export const CALL_COLUMNS: readonly ColumnDefinition[] = [
  column(
    'started_at',
    ['start time', 'start', 'date', 'date time', 'time', 'timestamp', 'called at'],
    true,
  ),
  column('from', ['from number', 'caller', 'caller id', 'cli', 'did', 'source'], true),
  column('to', ['to number', 'called', 'callee', 'destination', 'contact', ...PHONE], true),
  column('outcome', ['status', 'call status', 'result', 'disposition', 'last outcome'], true),
  column('ring_seconds', ['ring', 'ring time', 'ring duration', 'seconds to answer']),
  column('talk_seconds', ['duration', 'talk', 'talk time', 'call duration', 'duration seconds']),
  column('answered_by', ['amd', 'amd status', 'amd result']),
  column('attempt', ['attempt number', 'attempt no', 'try']),
  column('direction', ['call direction']),
  column('country', ['to country', 'country code', 'iso country']),
  column('timezone', ['time zone', 'tz', 'iana timezone']),
  column('from_country', ['caller country', 'number country']),
];

/** Every column name that `--map` may stand for, over all files. */
export const MAPPABLE_COLUMNS: readonly string[] = [
  ...new Set(
    [NUMBER_COLUMNS, CONTACT_COLUMNS, SCORE_COLUMNS, PRICE_COLUMNS, CALL_COLUMNS]
      .flat()
      .map((c) => c.name),
  ),
];

/** What is wrong with the pairs of `--map`, each as message and remedy; empty where nothing is. */
export function columnMapFaults(
  columnMap: readonly string[],
): readonly { readonly message: string; readonly remedy: string }[] {
  return columnMap.flatMap((pair) => {
    const map = splitMap(pair);
    if (map === null) {
      return [
        {
          message: `"${pair}" is not a pair of columns`,
          remedy: 'write --map ours=theirs, such as --map e164=Phone',
        },
      ];
    }
    if (MAPPABLE_COLUMNS.includes(map.ours)) return [];
    const near = nearest(map.ours, MAPPABLE_COLUMNS);
    const allowed = `the columns are ${MAPPABLE_COLUMNS.join(', ')}`;
    return [
      {
        message: `"${map.ours}" in --map ${pair} is no column of any input file`,
        remedy: near === null ? allowed : `did you mean ${near}?`,
      },
    ];
  });
}
