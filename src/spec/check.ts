import type { z } from 'zod';
import { declaredIn, originOf } from './declared.ts';
import { type LooseDocument, type NounKey, nouns, sections } from './document.ts';
import type { Declared, Finding, LooseInput, Noun, Path, Report, Section, Setting } from './nouns/noun.ts';
import { findingsOf, valueAt } from './shape/findings.ts';
import { mergePatch } from './shape/merge.ts';

/** How far down `path` there is something. */
function depthOf(root: unknown, path: Path): number {
  const absent = path.findIndex((_, index) => valueAt(root, path.slice(0, index + 1)) === undefined);
  return absent < 0 ? path.length : absent;
}

/** Reports about a noun in an environment: in the patch, when it has as much of it as the noun itself. */
function reportIn(document: LooseDocument, patch: Path, base: Path, report: Report): Report {
  return (finding) => {
    const inPatch = depthOf(valueAt(document, patch), finding.path);
    const patched = inPatch > 0 && inPatch >= depthOf(valueAt(document, base), finding.path);
    report({ ...finding, path: [...(patched ? patch : base), ...finding.path] });
  };
}

/** What the patches of one environment make of each noun of a kind. */
function checkPatched<S extends z.ZodType>(
  { schema, check, checkIn }: Noun<S>,
  key: NounKey,
  setting: Setting,
  document: LooseDocument,
  declared: Declared,
  report: Report,
): void {
  for (const [name, base] of Object.entries(document[key] ?? {})) {
    const path = ['environments', originForPatch(key, setting, declared).name, key, name];
    const patch = valueAt(document, path);
    const merged = (patch === undefined ? base : mergePatch(base, patch)) as LooseInput<S>;
    const spot = { name, declared, report: reportIn(document, path, [key, name], report) };
    if (patch !== undefined) {
      const parsed = schema.safeParse(merged);
      if (!parsed.success)
        for (const finding of findingsOf(parsed.error, schema, merged, [key, name])) spot.report(finding);
      check(merged, spot);
    }
    const rests = [['environments', setting.name, 'production']];
    const inProduction: Report = (finding) => spot.report({ ...finding, rests });
    checkIn(merged, setting, { ...spot, report: inProduction });
  }
}

/** Datasets are held where models are trained, so that their patch there counts. */
function originForPatch(key: NounKey, setting: Setting, declared: Declared): Setting {
  return key === 'datasets' ? originOf(setting, declared.environments) : setting;
}

function checkNoun<S extends z.ZodType>(
  noun: Noun<S>,
  key: NounKey,
  document: LooseDocument,
  declared: Declared,
  report: Report,
): void {
  for (const [name, base] of Object.entries(document[key] ?? {})) {
    const inNoun: Report = (finding) => report({ ...finding, path: [key, name, ...finding.path] });
    noun.check((base ?? {}) as LooseInput<S>, { name, declared, report: inNoun });
  }
  for (const setting of declared.environments.values()) {
    checkPatched(noun, key, setting, document, declared, report);
  }
}

function checkSection<S extends z.ZodType>(
  section: Section<S>,
  value: unknown,
  declared: Declared,
  report: Report,
): void {
  section.check?.(value as LooseInput<S> | undefined, declared, report);
}

/**
 * What the form alone cannot say: names that must exist, things that need each other.
 * @param document what is right in the file; everything else is absent
 */
export function checkDocument(document: LooseDocument): Finding[] {
  const findings: Finding[] = [];
  const report: Report = (finding) => findings.push(finding);
  const declared = declaredIn(document);
  for (const key of Object.keys(sections) as (keyof typeof sections)[]) {
    checkSection(sections[key] as Section<z.ZodType>, document[key], declared, report);
  }
  checkNoun(nouns.datasets, 'datasets', document, declared, report);
  checkNoun(nouns.models, 'models', document, declared, report);
  return findings;
}
