/** What a plain scalar (one without quotes) means, or why it may not stand without quotes. */
export type PlainScalar = { value: string | number | boolean } | { problem: string; fix: string };

/** Decimal digits that a double always keeps: https://en.cppreference.com/w/cpp/types/numeric_limits/digits10 */
const mostDigits = 15;

/** YAML 1.1 reads these as booleans or nothing: https://yaml.org/type/bool.html, https://yaml.org/type/null.html */
const otherwise: Readonly<Record<string, string>> = {
  y: 'true',
  yes: 'true',
  on: 'true',
  true: 'true',
  n: 'false',
  no: 'false',
  off: 'false',
  false: 'false',
};

const decimal = /^-?(0|[1-9]\d*)(\.\d+)?$/;
/** A number with a unit, `10%`, `8GiB`, but neither `1e3` nor `0x1F`. */
const quantity = /^(?!0[xXbBoO])\d+(\.\d+)?(%| ?[A-Za-z]+)$/;
const network = /^\d{1,3}(\.\d{1,3}){3}(\/\d{1,2})?$/;
const ordinaryText = /^(\p{L}|_|\.{0,2}\/|\.(?!(inf|nan)$)[A-Za-z])/iu;

const numeric = /^[-+.]*\d[\d._]*([eE][-+]?\d+)?$/;

const isText = (source: string) => ordinaryText.test(source) || quantity.test(source) || network.test(source);

function readNumber(source: string): PlainScalar {
  const digits = source.replace(/\D/g, '').length;
  if (digits > mostDigits) {
    const fix = `use at most ${mostDigits} digits, or write "${source}" in quotes as text`;
    return { problem: `${source} has more digits than every parser keeps`, fix };
  }
  const isNegativeZero = Number(source) === 0 && source.startsWith('-');
  return isNegativeZero
    ? { problem: '-0 is not one number for every parser', fix: 'write 0' }
    : { value: Number(source) };
}

/**
 * The plain scalars that YAML 1.2 (npm `yaml`) and Terraform's `yamldecode` (YAML 1.1 with differences of its own)
 * read as one value: `true` and `false`, decimal numbers, and text that looks like nothing else. Everything else is
 * refused, also what both happen to read alike today.
 * https://developer.hashicorp.com/terraform/language/functions/yamldecode
 */
export function readPlain(source: string, inFlow: boolean): PlainScalar {
  const word = source.toLowerCase();
  const bool = Object.hasOwn(otherwise, word) ? otherwise[word] : undefined;
  if (bool === source) return { value: source === 'true' };
  if (bool !== undefined) {
    return {
      problem: `for some YAML parsers ${source} is ${bool}`,
      fix: `write ${bool}, or "${source}" in quotes as text`,
    };
  }
  if (word === '~' || word === 'null') {
    return {
      problem: `${source} says nothing, and no key may be empty`,
      fix: 'give it a value, or remove the key',
    };
  }
  if (decimal.test(source)) return readNumber(source);
  if (numeric.test(source)) {
    const fix = `write a number with decimal digits only, such as 1000 or 0.5, or "${source}" in quotes as text`;
    return { problem: `YAML parsers differ on which number ${source} is`, fix };
  }
  const fix = `write ${JSON.stringify(source)} in quotes`;
  if (!isText(source)) return { problem: `YAML parsers differ on what ${source} means`, fix };
  if (inFlow && source.includes('?')) return { problem: 'YAML parsers differ on ? inside brackets', fix };
  return { value: source };
}
