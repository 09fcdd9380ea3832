import { parseDocument, type YAMLError } from 'yaml';
import type { Issue, Place, Result } from '../../base/issue.ts';
import type { Path } from '../nouns/noun.ts';
import { characterIssues } from './characters.ts';
import { limits, readTokens } from './lexical.ts';
import { Lines } from './lines.ts';
import { pathKey, readTree } from './tree.ts';

/** A file that YAML parsers agree on, or nearly: `unclear` values are reported already. */
export interface YamlFile {
  value: unknown;
  unclear: Path[];
  /** Maps of which a key was refused. */
  incomplete: Path[];
  /** The place of a path; of the nearest thing around it, where it is not in the file. */
  placeOf(path: Path, at: 'key' | 'value'): Place;
}

function syntaxIssue(error: YAMLError, lines: Lines): Issue {
  // The library's words end in a full stop or a quotation of the source, which may be long.
  const message = error.message.split('\n')[0]?.slice(0, 200).replace(/[.:]$/, '') ?? '';
  return {
    code: 'yaml-syntax',
    message: `this is not YAML: ${message}`,
    fix: 'mend the line, and those before it: quotes, brackets and indentation',
    place: lines.placeOf(error.pos[0]),
  };
}

function tooLarge(text: string, file: string): Issue | undefined {
  if (text.length <= limits.sizeBytes && Buffer.byteLength(text) <= limits.sizeBytes) return undefined;
  const message = `the file is larger than ${limits.sizeBytes} bytes`;
  return { code: 'yaml-too-large', message, fix: 'split the platform', place: { file, line: 1, column: 1 } };
}

/** Reads one YAML file; `value` is absent when its structure is not certain. */
export function readYaml(text: string, file: string): Result<YamlFile> {
  const large = tooLarge(text, file);
  if (large) return { issues: [large] };
  const lines = new Lines(text, file);
  const characters = characterIssues(text, lines, limits.issues);
  if (characters.length > 0) return { issues: characters };
  const { issues, bounded } = readTokens(text, lines);
  if (!bounded) return { issues };

  // uniqueKeys compares all pairs of keys; readTree does it once for each.
  const document = parseDocument(text, {
    version: '1.2',
    schema: 'core',
    merge: false,
    uniqueKeys: false,
    logLevel: 'silent',
    prettyErrors: false,
  });
  const known = new Set(issues.map(({ place }) => place?.line));
  for (const error of document.errors.slice(0, limits.issues)) {
    const issue = syntaxIssue(error, lines);
    if (!known.has(issue.place?.line)) issues.push(issue);
  }
  if (document.errors.length > 0 || issues.some(({ message }) => message.startsWith('a second document')))
    return { issues };

  const { value, spans, issues: found, ...rest } = readTree(document.contents, text, lines);
  issues.push(...found.filter(({ place }) => !known.has(place?.line)));
  const placeOf = (path: Path, at: 'key' | 'value'): Place => {
    for (let length = path.length; length > 0; length -= 1) {
      const span = spans.get(pathKey(path.slice(0, length)));
      if (span) return lines.placeOf(length === path.length && at === 'value' ? span.value : span.key);
    }
    return lines.placeOf(document.contents?.range?.[0] ?? 0);
  };
  return { value: { value, ...rest, placeOf }, issues };
}
