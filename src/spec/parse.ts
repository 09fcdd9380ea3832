import { digestOf } from '../base/digest.ts';
import { formatPlace, type Issue, type Result } from '../base/issue.ts';
import { checkDocument } from './check.ts';
import { type Document, documentSchema, type LooseDocument } from './document.ts';
import { type RawNouns, resolveEnvironment } from './environment.ts';
import type { Finding, Path } from './nouns/noun.ts';
import type { Platform } from './platform.ts';
import { findingsOf } from './shape/findings.ts';
import { without } from './shape/merge.ts';
import { bareRecord } from './shape/shape.ts';
import { didYouMean } from './shape/suggest.ts';
import { limits } from './yaml/lexical.ts';
import { readYaml, type YamlFile } from './yaml/read.ts';

const startsWith = (path: Path, start: Path) => start.every((part, index) => path[index] === part);

/** What was found about a thing that is wrong already, or rests on one, may follow from that. */
function follows({ path, rests = [] }: Finding, wrong: readonly Path[]): boolean {
  return wrong.some(
    (other) =>
      startsWith(path, other) || startsWith(other, path) || rests.some((rest) => startsWith(rest, other)),
  );
}

/** The form first; then what the form cannot say, of everything that has the right form. */
function findingsIn({ value, unclear, incomplete }: YamlFile): { findings: Finding[]; document?: Document } {
  const parsed = documentSchema.safeParse(value);
  const shape = parsed.success ? [] : findingsOf(parsed.error, documentSchema, value);
  // What has a wrong name is there all the same, so that others can name it.
  const wrong = [...unclear, ...shape.filter(({ code }) => code !== 'wrong-name').map(({ path }) => path)];
  const right = without(value, wrong);
  const isMap = typeof right === 'object' && right !== null && !Array.isArray(right);
  const checked = isMap ? checkDocument(right as LooseDocument) : [];
  const findings = [
    ...shape.filter(({ path }) => !unclear.some((other) => startsWith(path, other))),
    ...checked.filter((finding) => !follows(finding, [...wrong, ...incomplete])),
  ];
  return parsed.success ? { findings, document: parsed.data } : { findings };
}

type Placed = Issue & Pick<Finding, 'slip' | 'rests'>;

/** In the order of the file; one of a kind for each place, and no more than a person reads. */
function inOrder(issues: readonly Placed[]): Issue[] {
  const known = new Set<string>();
  const first = issues.filter(({ code, place }) => {
    const key = `${place ? formatPlace(place) : ''} ${code}`;
    return !known.has(key) && known.add(key);
  });
  const line = (issue: Issue) => issue.place?.line ?? 0;
  const column = (issue: Issue) => issue.place?.column ?? 0;
  const sorted = first.sort((a, b) => line(a) - line(b) || column(a) - column(b));
  return sorted.slice(0, limits.issues).map(({ slip, rests: _, ...issue }) => {
    const near = slip && didYouMean(slip.name, [...slip.known.keys()]);
    return near === undefined ? issue : { ...issue, fix: near };
  });
}

function platformOf(document: Document, raw: RawNouns, text: string): Platform {
  const { holdfast, platform, environments, github, ...rest } = document;
  const resolved = Object.entries(environments).map(
    ([name, spec]) => [name, resolveEnvironment(name, spec, document, raw)] as const,
  );
  return {
    ...rest,
    ...(github === undefined ? {} : { github }),
    format: holdfast,
    name: platform,
    environments: bareRecord(resolved),
    digest: digestOf(text),
  };
}

/**
 * Reads a `holdfast.yaml`.
 * @param text the file's bytes as UTF-8. A byte order mark and replaced bytes are refused, so that `digest` is that of
 *   the bytes.
 * @param file its name, for places in messages
 * @returns every problem, in the order of the file; the platform only when there is none
 */
export function parsePlatform(text: string, file: string): Result<Platform> {
  const yaml = readYaml(text, file);
  if (yaml.value === undefined) return { issues: inOrder(yaml.issues) };
  const { findings, document } = findingsIn(yaml.value);
  const { placeOf, value } = yaml.value;
  const found = findings.map(
    ({ path, at = 'value', ...issue }): Placed => ({ ...issue, place: placeOf(path, at) }),
  );
  const issues = inOrder([...yaml.issues, ...found]);
  if (issues.length > 0 || document === undefined) return { issues };
  const raw = value as Partial<RawNouns>;
  return {
    value: platformOf(document, { datasets: raw.datasets ?? {}, models: raw.models ?? {} }, text),
    issues,
  };
}
