import type { Policy } from '../types.ts';
import { type CompiledStatement, compilePolicy } from './compile.ts';

/** A statement whose action matches, perhaps or for certain. */
export interface Candidate {
  policy: string;
  statement: CompiledStatement;
  isCertain: boolean;
}

export interface Candidates {
  allows: Candidate[];
  denies: Candidate[];
  /** Policies of which nothing is known. */
  unknowns: { policy: string; because: string }[];
}

const mostActions = 256;

/** The policies of one layer, compiled, with the statements of each asked action kept at hand. */
export class Attached {
  readonly #policies: { id: string; compiled: ReturnType<typeof compilePolicy> }[];
  readonly #byAction = new Map<string, Candidates>();

  constructor(policies: readonly Policy[]) {
    this.#policies = policies.map((policy) => ({ id: policy.id, compiled: compilePolicy(policy) }));
  }

  /** The action in lower case. */
  forAction(action: string): Candidates {
    const known = this.#byAction.get(action);
    if (known) return known;
    const found = this.#find(action);
    if (this.#byAction.size >= mostActions) this.#byAction.clear();
    this.#byAction.set(action, found);
    return found;
  }

  #find(action: string): Candidates {
    const found: Candidates = { allows: [], denies: [], unknowns: [] };
    for (const { id, compiled } of this.#policies) {
      if (compiled.unknown !== undefined) found.unknowns.push({ policy: id, because: compiled.unknown });
      found.allows.push(...candidates(compiled.allows, id, action));
      found.denies.push(...candidates(compiled.denies, id, action));
    }
    return found;
  }
}

function candidates(statements: CompiledStatement[], policy: string, action: string): Candidate[] {
  return statements.flatMap((statement) => {
    const fit = statement.action(action);
    return fit === 'none' ? [] : [{ policy, statement, isCertain: fit === 'all' }];
  });
}
