import { judgeCondition } from '../conditions/judge.ts';
import { compileGlob, type Fit } from '../match/fit.ts';
import { fillVariables } from '../match/variables.ts';
import { type Layer, type OpenCondition, unknownPart, type Witness } from '../types.ts';
import type { Attached, Candidate } from './attached.ts';
import { anyFit, type CompiledStatement, inverse } from './compile.ts';
import type { RequestView } from './context.ts';
import { isSpared, type Meant, widest } from './principals.ts';
import { either, no, unknownVerdict, type Verdict, yesBy } from './verdict.ts';

/** Whether any Allow of a layer without principals takes the request. */
export function allowedBy(attached: Attached, view: RequestView, layer: Layer): Verdict {
  const { allows, unknowns } = attached.forAction(view.action);
  let verdict = no;
  for (const candidate of allows) {
    verdict = either(verdict, judge(candidate, view, layer));
    if (verdict.truth === 'yes') return verdict;
  }
  for (const unknown of unknowns) verdict = either(verdict, unknownVerdict(unknown));
  return verdict;
}

/** Whether any Deny of a layer takes the request; principals count where a statement has them. */
export function deniedBy(attached: Attached, view: RequestView, layer: Layer): Verdict {
  const { denies, unknowns } = attached.forAction(view.action);
  let verdict = no;
  for (const candidate of denies) {
    verdict = either(verdict, judgeDeny(candidate, view, layer));
    if (verdict.truth === 'yes') return verdict;
  }
  for (const unknown of unknowns) verdict = either(verdict, unknownVerdict(unknown));
  return verdict;
}

function judgeDeny(candidate: Candidate, view: RequestView, layer: Layer): Verdict {
  const { principals } = candidate.statement;
  if (!principals) return judge(candidate, view, layer);
  const { negated, entries } = principals;
  if (negated) {
    const spared = isSpared(entries, view.principal);
    if (spared === 'yes') return no;
    return spared === 'no' ? judge(candidate, view, layer) : uncertainPrincipal(candidate, view, layer);
  }
  const meant = widest(entries, view.principal);
  if (meant === 'no') return no;
  if (meant === 'perhaps') return uncertainPrincipal(candidate, view, layer);
  return meant === 'session' ? ofSession(candidate, view, layer) : judge(candidate, view, layer);
}

/** What a resource's policy grants a principal, by how it names it. */
export interface Grants {
  direct: Verdict;
  role: Verdict;
  account: Verdict;
}

export function grantsOf(attached: Attached, view: RequestView, layer: Layer): Grants {
  const { allows, unknowns } = attached.forAction(view.action);
  const grants: Grants = { direct: no, role: no, account: no };
  for (const candidate of allows) {
    const meant = meantByAllow(candidate.statement, view);
    if (meant === 'no') continue;
    const [kind, verdict] = grantOf(meant, candidate, view, layer);
    grants[kind] = either(grants[kind], verdict);
  }
  for (const unknown of unknowns) grants.direct = either(grants.direct, unknownVerdict(unknown));
  return grants;
}

function meantByAllow({ principals }: CompiledStatement, view: RequestView): Meant {
  if (!principals) return 'no';
  const meant = widest(principals.entries, view.principal);
  if (!principals.negated) return meant;
  if (meant === 'no') return 'direct';
  return meant === 'perhaps' || meant === 'session' ? 'perhaps' : 'no';
}

function grantOf(
  meant: Exclude<Meant, 'no'>,
  candidate: Candidate,
  view: RequestView,
  layer: Layer,
): [keyof Grants, Verdict] {
  switch (meant) {
    case 'direct':
    case 'role':
    case 'account':
      return [meant, judge(candidate, view, layer)];
    case 'session':
      return ['direct', ofSession(candidate, view, layer)];
    case 'perhaps':
      return ['direct', uncertainPrincipal(candidate, view, layer)];
  }
}

/** A statement that names one session of the role. */
function ofSession(candidate: Candidate, view: RequestView, layer: Layer): Verdict {
  const verdict = judge(candidate, view, layer);
  if (verdict.truth === 'no') return no;
  const entries = candidate.statement.principals?.entries ?? [];
  const values = entries.map(({ value }) => value).filter((value) => value.includes(':assumed-role/'));
  const witness = witnessOf(candidate, layer);
  const condition = { ...witness, key: 'sts:RoleSessionName', operator: 'session', values };
  return { ...verdict, truth: 'open', conditions: [...verdict.conditions, condition] };
}

function uncertainPrincipal(candidate: Candidate, view: RequestView, layer: Layer): Verdict {
  const verdict = judge(candidate, view, layer);
  if (verdict.truth === 'no') return no;
  const because = `whether statement ${candidate.statement.source.index} means ${view.principal.arn} is not known`;
  return {
    ...verdict,
    truth: 'open',
    unknowns: [...verdict.unknowns, { policy: candidate.policy, because }],
  };
}

export function witnessOf({ policy, statement: { source } }: Candidate, layer: Layer): Witness {
  const witness: Witness = { layer, policy, statement: source.index, effect: source.effect };
  if (source.sid !== undefined) witness.sid = source.sid;
  return witness;
}

/** Whether a statement, whose action and principal fit, takes the request: resource and conditions. */
export function judge(candidate: Candidate, view: RequestView, layer: Layer): Verdict {
  const { statement } = candidate;
  const resource = resourceFit(statement, view);
  if (resource.fit === 'none') return no;
  const isPlain = candidate.isCertain && resource.fit === 'all' && statement.conditions.length === 0;
  const witness = witnessOf(candidate, layer);
  if (isPlain) return yesBy(witness);
  const verdict: Verdict = { truth: 'open', witnesses: [witness], conditions: [], unknowns: [] };
  const unknown = (because: string) => verdict.unknowns.push({ policy: candidate.policy, because });
  if (!candidate.isCertain) unknown(`the actions of statement ${witness.statement} are not fully known`);
  noteResource(resource, statement, witness, verdict);
  for (const condition of statement.conditions) {
    const { truth, open } = judgeCondition(condition, view.lookup);
    if (truth === 'no') return no;
    if (truth === 'unknown')
      unknown(`the condition ${condition.operator} ${shownKey(condition.key)} is not fully known`);
    if (truth === 'open')
      verdict.conditions.push(...open.map((key) => openCondition(witness, condition, key)));
  }
  if (verdict.conditions.length === 0 && verdict.unknowns.length === 0) verdict.truth = 'yes';
  return verdict;
}

function openCondition(
  witness: Witness,
  { operator, values }: { operator: string; values: string[] },
  key: string,
): OpenCondition {
  return { ...witness, key, operator, values };
}

function shownKey(key: string): string {
  return key.replaceAll(unknownPart, '…');
}

interface ResourceFit {
  fit: Fit;
  /** Keys of variables that are not known. */
  open: string[];
}

function noteResource(
  { fit, open }: ResourceFit,
  statement: CompiledStatement,
  witness: Witness,
  verdict: Verdict,
): void {
  if (fit === 'all') return;
  const values = statement.resources?.texts ?? [];
  if (open.length > 0) {
    verdict.conditions.push(...open.map((key) => ({ ...witness, key, operator: 'resource', values })));
  } else if (fit === 'some') {
    const operator = statement.resources?.negated ? 'not-matches' : 'matches';
    verdict.conditions.push({ ...witness, key: 'resource', operator, values });
  } else {
    verdict.unknowns.push({
      policy: witness.policy,
      because: `the resources of statement ${witness.statement} are not fully known`,
    });
  }
}

const allFit: ResourceFit = { fit: 'all', open: [] };
const noneFit: ResourceFit = { fit: 'none', open: [] };

function resourceFit({ resources }: CompiledStatement, view: RequestView): ResourceFit {
  if (!resources) return allFit;
  const { negated, fixed, variable } = resources;
  const fit = anyFit(fixed, view.arn);
  if (variable.length === 0) {
    if (fit === 'all') return negated ? noneFit : allFit;
    return fit === 'none' ? (negated ? allFit : noneFit) : { fit, open: [] };
  }
  const open: string[] = [];
  const all = [fit, ...variable.map((text) => variableFit(text, view, open))];
  const best = anyFit(
    all.map((each) => () => each),
    '',
  );
  return { fit: negated ? inverse(best) : best, open: best === 'all' || best === 'none' ? [] : open };
}

function variableFit(text: string, view: RequestView, open: string[]): Fit {
  const filled = fillVariables(text, view.lookup);
  if (!filled) return 'none';
  const fit = compileGlob(filled.text)(view.arn);
  if (fit === 'unknown' && !text.includes(unknownPart) && !view.arn.includes(unknownPart))
    open.push(...filled.open);
  return fit;
}
