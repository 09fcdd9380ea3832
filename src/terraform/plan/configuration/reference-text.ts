/** The name or the key of an index, as it is written: `aws_s3_bucket`, `["a.b"]`, `[0]`. */
const stepForm = /(?:^|\.)([\p{ID_Start}_][\p{ID_Continue}-]*|\*)|(\[(?:\d+|\*|"(?:[^"\\]|\\.)*")\])/uy;

/** What one reference of an expression means, within its module. */
export type Subject =
  | { kind: 'variable' | 'local'; name: string }
  | { kind: 'module'; call: string; keyText: string; output?: string }
  | { kind: 'resource'; address: string; keyText: string; attribute?: string }
  | { kind: 'each-value' }
  /** `each.key`, `count.index`: the key of what the expression belongs to. */
  | { kind: 'own-key' };

/**
 * The references of an expression, without those that Terraform lists in addition: after `a.b["k"].id` it writes
 * `a.b["k"]` and `a.b`.
 */
export function subjectsOf(references: readonly string[]): Subject[] {
  const longest = references.filter((text, at) => !isPartOf(text, references[at - 1]));
  return longest.map(subjectOf).filter((subject) => subject !== undefined);
}

function isPartOf(text: string, previous: string | undefined): boolean {
  if (!previous?.startsWith(text)) return false;
  return previous[text.length] === '.' || previous[text.length] === '[';
}

function subjectOf(text: string): Subject | undefined {
  const steps = stepsOf(text);
  const [head, second] = steps;
  switch (head) {
    case undefined:
    case 'path':
    case 'terraform':
    case 'self':
      return undefined;
    case 'var':
      return second === undefined ? undefined : { kind: 'variable', name: second };
    case 'local':
      return second === undefined ? undefined : { kind: 'local', name: second };
    case 'each':
      return { kind: second === 'value' ? 'each-value' : 'own-key' };
    case 'count':
      return { kind: 'own-key' };
    case 'module':
      return second === undefined ? undefined : moduleSubject(second, steps.slice(2));
    case 'data':
    case 'ephemeral':
      return resourceSubject(steps.slice(0, 3), steps.slice(3), 3);
    case 'resource':
      return resourceSubject(steps.slice(1, 3), steps.slice(3), 2);
    default:
      return resourceSubject(steps.slice(0, 2), steps.slice(2), 2);
  }
}

function moduleSubject(call: string, rest: string[]): Subject {
  const [keyText, [output]] = keyAnd(rest);
  return { kind: 'module', call, keyText, ...(output !== undefined && { output }) };
}

function resourceSubject(names: string[], rest: string[], count: number): Subject | undefined {
  if (names.length < count) return undefined;
  const [keyText, path] = keyAnd(rest);
  const attribute = path.map((step, at) => (step.startsWith('[') || at === 0 ? step : `.${step}`)).join('');
  return { kind: 'resource', address: names.join('.'), keyText, ...(attribute !== '' && { attribute }) };
}

function keyAnd(rest: string[]): [keyText: string, path: string[]] {
  const [first = ''] = rest;
  return first.startsWith('[') ? [first, rest.slice(1)] : ['', rest];
}

function stepsOf(text: string): string[] {
  const steps: string[] = [];
  for (let at = 0; at < text.length; at = stepForm.lastIndex) {
    stepForm.lastIndex = at;
    const found = stepForm.exec(text);
    if (!found) return steps;
    steps.push(found[1] ?? found[2] ?? '');
  }
  return steps;
}
