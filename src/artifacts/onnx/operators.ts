import table from './operators.json' with { type: 'json' };

interface Domain {
  maxVersion: number;
  operators: Map<string, { since: number; deprecatedIn: number }>;
}

/** Newest IR version that the platform's runtime reads. https://github.com/onnx/onnx/blob/main/docs/Versioning.md */
export const maxIrVersion = table.maxIrVersion;

const domains = new Map<string, Domain>(
  Object.entries(table.domains).map(([name, { maxVersion, since, deprecatedIn }]) => {
    const ends: Record<string, number | undefined> = deprecatedIn;
    const operators = Object.entries(since).flatMap(([version, names]) =>
      names.map(
        (operator) =>
          [operator, { since: Number(version), deprecatedIn: ends[operator] ?? Infinity }] as const,
      ),
    );
    return [name, { maxVersion, operators: new Map(operators) }];
  }),
);

/** `ai.onnx` is another way to write the default domain. https://github.com/onnx/onnx/blob/main/docs/IR.md */
export function canonicalDomain(domain: string): string {
  return domain === 'ai.onnx' ? '' : domain;
}

/** Newest operator set of a standard domain, or undefined when the domain is not one. */
export function maxOpsetVersion(domain: string): number | undefined {
  return domains.get(domain)?.maxVersion;
}

/** Whether a standard operator set has this operator; `deprecated` means that it had it in an older version. */
export function lookUp(
  domain: string,
  operator: string,
  version: number,
): 'known' | 'unknown' | 'deprecated' {
  const entry = domains.get(domain)?.operators.get(operator);
  if (entry === undefined || version < entry.since) return 'unknown';
  return version < entry.deprecatedIn ? 'known' : 'deprecated';
}

/** Every standard operator with its versions, for tests and documentation. */
export function* allOperators(): Generator<{
  domain: string;
  operator: string;
  since: number;
  deprecatedIn: number;
}> {
  for (const [domain, { operators }] of domains)
    for (const [operator, versions] of operators) yield { domain, operator, ...versions };
}
