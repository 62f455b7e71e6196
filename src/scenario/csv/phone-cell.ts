import { parsePhone } from '../phone/parse.ts';

/** A phone cell in E.164, or why it is none. */
export type PhoneCell =
  | { readonly ok: true; readonly e164: string }
  | { readonly ok: false; readonly message: string; readonly remedy: string };

const E164 = /^\+[1-9]\d{6,14}$/;
const SCIENTIFIC = /^\+?\d([.,]\d+)?e\+?\d+$/i;
// Spaces of all widths, hyphens and dashes, dots, slashes, brackets: how people group digits.
const GROUPING = /[\s\u00a0\u2000-\u200f\u202a-\u202f\u2060\u2010-\u2015\u2212().\-/]/gu;

function refuse(text: string, rule: string, remedy: string): PhoneCell {
  const shown = text.length > 40 ? `${text.slice(0, 40)}…` : text;
  return { ok: false, message: `"${shown}" ${rule}`, remedy };
}

/**
 * Reads a phone number as people write it: `+1 (415) 555-0100`, `+44 (0)20 7946 0000`,
 * `tel:+1-415-555-0100`, `="+14155550100"`, and `0044 …` where no other reading is possible.
 * A number without its country cannot be told and is refused with the remedy.
 */
export function readPhone(text: string): PhoneCell {
  if (E164.test(text)) return { ok: true, e164: text };
  const bare = text
    .replace(/^=?"(.*)"$/, '$1')
    .replace(/^'/, '')
    .replace(/^tel:/i, '')
    .replace(/^(\+\d{1,3}\s*)\(0\)/, '$1');
  if (SCIENTIFIC.test(bare.trim())) {
    return refuse(
      text,
      'is a number that a spreadsheet has rounded',
      'format the column as text before exporting it',
    );
  }
  const digits = bare.replace(GROUPING, '');
  if (E164.test(digits)) return { ok: true, e164: digits };
  const example = 'write it in E.164, such as +14155550100';
  if (digits === '') return refuse(text, 'is no phone number', example);
  if (/[^\d+]/.test(digits)) {
    const extension = /^\+?\d+(x|ext|#|,|;)/i.test(digits);
    return refuse(
      text,
      extension ? 'has an extension' : 'is not a phone number in E.164',
      extension ? 'write the number alone, without its extension' : example,
    );
  }
  if (digits.startsWith('00')) return internationalPrefix(text, `+${digits.slice(2)}`);
  if (!digits.startsWith('+')) {
    const withPlus = `+${digits}`;
    const plausible = E164.test(withPlus) && parsePhone(withPlus).valid;
    return refuse(
      text,
      'has no country calling code: the leading + is missing',
      plausible ? `write ${withPlus} if that is meant` : example,
    );
  }
  if (digits.startsWith('+0')) {
    return refuse(text, 'has a 0 where the country calling code begins', example);
  }
  const count = digits.replace(/\D/g, '').length;
  return refuse(text, `has ${count} digits; E.164 allows 7 to 15`, example);
}

function internationalPrefix(text: string, e164: string): PhoneCell {
  if (E164.test(e164) && parsePhone(e164).valid) return { ok: true, e164 };
  return refuse(
    text,
    'begins with 00, and no valid number follows',
    'write the number in E.164: + and the country calling code instead of 00',
  );
}
