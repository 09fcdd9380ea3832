import type {
  AnswerKind,
  Conjunct,
  DataPath,
  EnvironmentAccess,
  Grant,
  Holder,
} from '../../../access/types.ts';
import type { OidcIdentity } from '../../../github/analysis/oidc.ts';
import type { Environment, Platform } from '../../../spec/platform.ts';
import type { Plan } from '../../../terraform/plan/plan.ts';
import type { AwsFacts } from '../facts/types.ts';
import { rank } from '../iam/escalation/ask.ts';
import type { Reach } from '../iam/escalation/types.ts';
import type { Answer, Principal, Resource } from '../iam/types.ts';
import { asResource, shortName, statementText } from './names.ts';
import { type FoundNoun, findNouns } from './nouns.ts';
import { type AskedAct, DataPaths } from './paths.ts';
import { type Questions, questionsOf, together } from './questions.ts';
import { type Manner, type VerbForm, verbForms } from './verbs.ts';
import { workflowGrants } from './workflows.ts';

export interface MatrixInput {
  plan: Plan;
  facts: AwsFacts;
  platform?: Platform;
  environment?: Environment;
  /** What the workflows of the repository can show to the cloud. */
  identities?: readonly OidcIdentity[];
}

/** Who can do what, in the words of the platform. */
export function accessMatrix(input: MatrixInput): EnvironmentAccess {
  const { plan, facts, platform, environment } = input;
  const questions = questionsOf(facts);
  const nouns = findNouns(plan, facts, platform, environment);
  const matrix = new Matrix(facts, questions, nouns, new DataPaths(plan, facts, questions));
  const declared = facts.principals.map(({ principal }) => principal);
  const { identities } = input;
  return {
    ...(identities && { workflows: workflowGrants(facts, questions, identities) }),
    principals: [
      ...declared.map((principal) => matrix.holder(principal)),
      ...facts.outside.map((principal) => matrix.outsideHolder(principal)),
    ],
    grants: [
      ...declared.flatMap((principal) => matrix.grantsOf(principal)),
      ...facts.outside.flatMap((principal) => matrix.directGrants(principal)),
    ],
    assumptions: facts.assumptions,
  };
}

class Matrix {
  readonly #facts: AwsFacts;
  readonly #questions: Questions;
  readonly #nouns: readonly FoundNoun[];
  readonly #paths: DataPaths;
  readonly #forms = new Map<string, readonly VerbForm[]>();
  readonly #own = new WeakMap<Principal, Map<readonly VerbForm[], readonly VerbForm[]>>();
  readonly #direct = new Map<string, Grant[]>();

  constructor(facts: AwsFacts, questions: Questions, nouns: readonly FoundNoun[], paths: DataPaths) {
    this.#facts = facts;
    this.#questions = questions;
    this.#nouns = nouns;
    this.#paths = paths;
  }

  holder(principal: Principal): Holder {
    const { escalation } = this.#questions;
    const { arn, kind } = principal;
    const now = escalation.isAdmin(principal);
    const reach = now.answer === 'allowed' ? now : escalation.canBecomeAdmin(principal);
    const address = this.#facts.addressOf(arn);
    const place = this.#facts.placeOf(arn);
    return {
      id: shortName(arn),
      arn,
      kind,
      admin: { answer: reach.answer, path: stepsOf(reach), witnesses: reach.witnesses },
      ...(address !== undefined && { address }),
      ...(place && { place }),
    };
  }

  /** Someone from another account or a provider administers by a role that it may take; a service has no mind of its own. */
  outsideHolder(principal: Principal): Holder {
    const { arn, kind } = principal;
    const ways =
      kind === 'service' ? [] : this.directGrants(principal).flatMap((grant) => this.#adminBy(grant));
    const nobody: Holder['admin'] = { answer: 'denied', path: [], witnesses: [] };
    const admin = ways.reduce((best, way) => (rank[way.answer] < rank[best.answer] ? way : best), nobody);
    return { id: shortName(arn), arn, kind, admin };
  }

  #adminBy({ verb, noun, principal, answer, conjuncts }: Grant): Holder['admin'][] {
    const role = this.#facts.world.principals.find(({ arn }) => arn === noun.arn);
    if (verb !== 'assume' || !role) return [];
    const { admin } = this.holder(role);
    const step = {
      way: 'assume',
      from: principal,
      to: noun.name,
      answer,
      actions: conjuncts.map(({ action }) => action),
    };
    return [{ ...admin, answer: together(answer, admin.answer), path: [step, ...admin.path] }];
  }

  /** What it may do itself and, beyond that, as someone whom it can become. */
  grantsOf(principal: Principal): Grant[] {
    const own = this.directGrants(principal);
    const best = new Map(own.map((grant) => [keyOf(grant), grant]));
    for (const [arn, reach] of this.#questions.escalation.reachedFrom(principal)) {
      const other = this.#facts.world.principals.find((one) => one.arn === arn);
      if (!other || other === principal || reach.answer === 'denied') continue;
      for (const grant of this.directGrants(other)) {
        if (grant.noun.arn === principal.arn) continue;
        const known = best.get(keyOf(grant));
        const answer = together(reach.answer, grant.answer);
        if (answer === 'denied' || (known && rank[known.answer] <= rank[answer])) continue;
        const path = stepsOf(reach).map((step) => `${step.from} → ${step.to} (${step.way})`);
        const through = { principal: shortName(arn), path };
        best.set(keyOf(grant), { ...grant, principal: shortName(principal.arn), answer, through });
      }
    }
    return [...best.values()];
  }

  directGrants(principal: Principal): Grant[] {
    const known = this.#direct.get(principal.arn);
    if (known) return known;
    const grants = [
      ...this.#nouns.flatMap((found) => this.#ofNoun(principal, found)),
      ...this.#assuming(principal),
    ];
    this.#direct.set(principal.arn, grants);
    return grants;
  }

  #ofNoun(principal: Principal, found: FoundNoun): Grant[] {
    const forms = found.iam.policy ? this.#formsOf(found) : this.#ownForms(principal, found);
    return forms.flatMap((form) => this.#grant(principal, form, found) ?? []);
  }

  /** Those for which the principal has an Allow of its own at all: nothing else could give it one. */
  #ownForms(principal: Principal, found: FoundNoun): readonly VerbForm[] {
    const all = this.#formsOf(found);
    const byForms = this.#own.get(principal) ?? new Map<readonly VerbForm[], readonly VerbForm[]>();
    this.#own.set(principal, byForms);
    const known = byForms.get(all);
    if (known) return known;
    const forms = all.filter(({ manners }) =>
      manners.some(({ acts }) => acts.every(({ action }) => !this.#questions.lacks(principal, action))),
    );
    byForms.set(all, forms);
    return forms;
  }

  #formsOf({ noun, type }: FoundNoun): readonly VerbForm[] {
    const key = `${noun.kind} ${type}`;
    const known = this.#forms.get(key);
    if (known) return known;
    const forms = verbForms.filter(({ kind, of }) => kind === noun.kind && of.includes(type));
    this.#forms.set(key, forms);
    return forms;
  }

  /** The manner that is answered best. */
  #grant(principal: Principal, { verb, manners }: VerbForm, found: FoundNoun): Grant | undefined {
    let best: AskedManner | undefined;
    for (const manner of manners) {
      const asked = this.#askManner(principal, manner, found);
      if (!best || rank[asked.answer] < rank[best.answer]) best = asked;
      if (best.answer === 'allowed') break;
    }
    if (!best || best.answer === 'denied') return undefined;
    const paths = this.#paths.of(principal, best.acts);
    return this.#grantOf(principal, verb, found.noun, best.answer, best.conjuncts, paths);
  }

  #grantOf(
    principal: Principal,
    verb: string,
    noun: Grant['noun'],
    answer: Exclude<AnswerKind, 'denied'>,
    conjuncts: readonly AskedConjunct[],
    paths: readonly DataPath[] = [],
  ): Grant {
    const because = conjuncts.flatMap((conjunct) => conjunct.because);
    const [witness] = conjuncts.flatMap(({ asked }) => asked.because);
    const place = witness && this.#facts.placeOf(witness.policy);
    return {
      principal: shortName(principal.arn),
      verb,
      noun,
      answer,
      conjuncts: conjuncts.map(({ asked: _asked, ...rest }) => rest),
      because: [...new Set(because)],
      paths,
      ...(place && { place }),
    };
  }

  #askManner(principal: Principal, { acts: all, key }: Manner, { iam, key: own }: FoundNoun): AskedManner {
    const acts = all.map(({ action, on }) => ({ action, resource: on ? below(iam, on) : iam }));
    const asks = key !== undefined && own ? [...acts, { action: key, resource: own }] : acts;
    const conjuncts: AskedConjunct[] = [];
    let answer: AnswerKind = 'allowed';
    for (const { action, resource } of asks) {
      const conjunct = this.#conjunct(principal, action, resource);
      conjuncts.push(conjunct);
      answer = together(answer, conjunct.answer);
      if (answer === 'denied') break;
    }
    return { answer, conjuncts, acts };
  }

  #conjunct(principal: Principal, action: string, resource: Resource): AskedConjunct {
    const asked = this.#questions.ask(principal, action, resource);
    const because = [
      ...asked.because.map(statementText),
      ...asked.conditions.map(({ key, operator, values }) => `if ${operator} ${key} ${values.join(', ')}`),
      ...asked.unknowns.map((unknown) => `not known: ${unknown.policy}: ${unknown.because}`),
    ];
    return { action, resource: resource.arn, answer: asked.answer, because, asked };
  }

  /** Who may assume which role. */
  #assuming(principal: Principal): Grant[] {
    return this.#facts.world.principals
      .filter((role) => role.kind === 'role' && role.arn !== principal.arn)
      .flatMap((role) => {
        const conjunct = this.#conjunct(principal, assumeAction(principal), asResource(role));
        if (conjunct.answer === 'denied') return [];
        const address = this.#facts.addressOf(role.arn);
        const noun = {
          kind: 'identity' as const,
          name: shortName(role.arn),
          arn: role.arn,
          ...(address !== undefined && { address }),
        };
        return [this.#grantOf(principal, 'assume', noun, conjunct.answer, [conjunct])];
      });
  }
}

interface AskedManner {
  answer: AnswerKind;
  conjuncts: AskedConjunct[];
  /** What the principal asks itself: a store asks for its key. */
  acts: AskedAct[];
}

interface AskedConjunct extends Conjunct {
  asked: Answer;
}

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html */
function assumeAction({ kind, arn }: Principal): string {
  if (kind !== 'federated') return 'sts:AssumeRole';
  return arn.includes(':saml-provider/') ? 'sts:AssumeRoleWithSAML' : 'sts:AssumeRoleWithWebIdentity';
}

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsagemaker.html#amazonsagemaker-resources-for-iam-policies */
function below(resource: Resource, on: 'objects' | 'versions'): Resource {
  const whole =
    on === 'versions' ? resource.arn.replace(':model-package-group/', ':model-package/') : resource.arn;
  return { ...resource, arn: `${whole}/*` };
}

function keyOf({ verb, noun }: Grant): string {
  return `${verb}\n${noun.kind}\n${noun.arn}`;
}

function stepsOf({ path }: Reach): Holder['admin']['path'] {
  return path.map(({ way, from, to, through, answer, proofs }) => ({
    way,
    from: shortName(from),
    to: shortName(to),
    ...(through !== undefined && { through }),
    answer,
    actions: [...new Set(proofs.map(({ action }) => action))],
  }));
}
