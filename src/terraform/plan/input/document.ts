import { constants } from 'node:buffer';
import { TextDecoder } from 'node:util';
import type { Json } from '../../../base/canonical-json.ts';
import { InputError } from '../../../base/errors.ts';
import { bytesText } from '../../../base/units.ts';

/** A plan of 5,000 resources has about 50 MB. */
export const planMaxBytes = 512 * 2 ** 20;

/** Terraform's own values nest no deeper than a few dozen levels. */
export const planMaxDepth = 200;

const showIt = 'run `terraform show -json PLANFILE > plan.json` and give plan.json';

export function refuse(code: string, message: string, fix: string = showIt): InputError {
  return new InputError({ code, message, fix });
}

/**
 * The JSON of a plan or state from outside: bounded in size and depth. Accepts UTF-8, and UTF-16 with its mark, as
 * the shell of Windows writes it.
 * @param name of the file, for messages
 * @throws InputError
 */
export function parseDocument(bytes: Uint8Array, name: string): Json {
  if (bytes.length === 0) throw refuse('plan-empty', `${name} is empty`);
  if (bytes.length > planMaxBytes) throw tooLarge(name);
  // A plan file is a zip archive: https://developer.hashicorp.com/terraform/internals/json-format
  if (bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] ?? 0) < 0x20)
    throw refuse('plan-binary', `${name} is Terraform's binary plan file, which only Terraform can read`);
  const text = decode(bytes, name);
  if (text.trim() === '') throw refuse('plan-empty', `${name} is empty`);
  if (isDeeperThan(text, planMaxDepth))
    throw refuse('plan-too-deep', `${name} nests deeper than ${planMaxDepth} levels`);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw noJson(text, name, error);
  }
}

export function tooLarge(name: string): InputError {
  const fix = 'split the configuration into root modules of their own';
  return refuse('plan-too-large', `${name} is larger than ${bytesText(planMaxBytes)}`, fix);
}

function decode(bytes: Uint8Array, name: string): string {
  if (bytes.length > constants.MAX_STRING_LENGTH) throw tooLarge(name);
  try {
    // The decoder takes the byte order mark away.
    return new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes);
  } catch {
    throw refuse('plan-encoding', `${name} is not UTF-8 text`);
  }
}

function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}

const quote = 0x22;
const backslash = 0x5c;

/** Counts brackets outside of strings, before anything recursive sees the text. */
function isDeeperThan(text: string, levels: number): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === quote) at = endOfString(text, at);
    else if (code === 0x7b || code === 0x5b) depth += 1;
    else if (code === 0x7d || code === 0x5d) depth -= 1;
    if (depth > levels) return true;
  }
  return false;
}

/** Where the closing quote stands; the end of the text when there is none. */
function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let before = end - 1;
    while (text.charCodeAt(before) === backslash) before -= 1;
    if ((end - before) % 2 === 1) return end;
  }
  return text.length;
}

/** The text of V8's own message is not passed on: it quotes the document, which may hold secrets. */
function noJson(text: string, name: string, error: unknown): InputError {
  // https://github.com/hashicorp/setup-terraform: its wrapper prints the command in front of the output.
  if (text.startsWith('[command]')) {
    const fix = 'set `terraform_wrapper: false` on hashicorp/setup-terraform';
    return refuse('plan-not-json', `${name} begins with the command that made it`, fix);
  }
  if (/^\s*\{"@level":/.test(text)) return logOf(name);
  const position = /line (\d+) column (\d+)/.exec(String(error));
  const message = `${name} is not JSON`;
  if (!position) return refuse('plan-not-json', `${message}, or it is cut off`);
  const place = { file: name, line: Number(position[1]), column: Number(position[2]) };
  return new InputError({ code: 'plan-not-json', message, fix: showIt, place });
}

/** https://developer.hashicorp.com/terraform/internals/machine-readable-ui */
export function logOf(name: string): InputError {
  return refuse('plan-is-log', `${name} is the log of \`terraform plan -json\`, not a plan`);
}
