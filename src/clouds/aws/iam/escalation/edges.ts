import type { Context, Policy, Principal } from '../types.ts';
import { type Asker, together } from './ask.ts';
import type { PassWay, Proof, Step, Unit } from './types.ts';
import { assumeWay, type IamWay, iamWays } from './ways-iam.ts';
import { passWays } from './ways-pass.ts';
import { runWays } from './ways-run.ts';
import type { WorldIndex } from './world-index.ts';

/** Steps by which the holder of `from` comes to act as `to`. */
export function stepsTo(asker: Asker, world: WorldIndex, from: Principal, to: Principal): Step[] {
  if (from.arn === to.arn) return [];
  switch (to.kind) {
    case 'role':
      return [
        ...assumeSteps(asker, from, to),
        ...trustSteps(asker, from, to),
        ...passSteps(asker, from, to),
        ...runSteps(asker, world, from, to),
      ];
    case 'user':
      return takeSteps(asker, from, to);
    default:
      return [];
  }
}

function step(way: string, from: Principal, to: Principal, proofs: Proof[], through?: string): Step[] {
  const answer = together(proofs);
  if (answer === 'denied') return [];
  const made: Step = { way, from: from.arn, to: to.arn, answer, proofs };
  if (through !== undefined) made.through = through;
  return [made];
}

/** Asks one after the other and stops at the first denial. */
function proofsOf(asks: (() => Proof)[]): Proof[] | undefined {
  const proofs: Proof[] = [];
  for (const ask of asks) {
    const proof = ask();
    if (proof.answer.answer === 'denied') return undefined;
    proofs.push(proof);
  }
  return proofs;
}

function asResource({ arn, account, tags }: Principal, policy?: Policy) {
  return { arn, account, ...(tags && { tags }), ...(policy ? { policy } : {}) };
}

function assumeSteps(asker: Asker, from: Principal, to: Principal): Step[] {
  const proof = asker.ask(from, assumeWay.action, asResource(to, to.trust));
  return step(assumeWay.id, from, to, [proof]);
}

/** The holder rewrites who may assume the role, and puts itself in. */
function trustSteps(asker: Asker, from: Principal, to: Principal): Step[] {
  return iamWays
    .filter(({ effect }) => effect === 'trust')
    .flatMap((way) => {
      const proofs = proofsOf([
        ...way.needs.map(
          ({ action }) =>
            () =>
              asker.ask(from, action, asResource(to)),
        ),
        () => asker.ask(from, assumeWay.action, asResource(to, trustIn(from))),
      ]);
      return proofs ? step(way.id, from, to, proofs) : [];
    });
}

function trustIn({ arn }: Principal): Policy {
  const statement = { Effect: 'Allow', Principal: { AWS: arn }, Action: 'sts:AssumeRole' };
  return { id: `the trust that ${arn} writes`, document: { Version: '2012-10-17', Statement: [statement] } };
}

function takeSteps(asker: Asker, from: Principal, to: Principal): Step[] {
  return iamWays
    .filter(({ effect }) => effect === 'take')
    .flatMap((way) => {
      const proofs = proofsOf(
        way.needs.map(
          ({ action }) =>
            () =>
              asker.ask(from, action, asResource(to)),
        ),
      );
      return proofs ? step(way.id, from, to, proofs) : [];
    });
}

function passSteps(asker: Asker, from: Principal, to: Principal): Step[] {
  if (from.account !== to.account) return [];
  const services = new Map<string, Proof[] | undefined>();
  return usablePassWays(asker, from).flatMap(({ way, making }) => {
    const first = way.services.find((service) => {
      if (!services.has(service)) services.set(service, passProofs(asker, from, to, service));
      return services.get(service) !== undefined;
    });
    const passing = first === undefined ? undefined : services.get(first);
    return passing ? step(way.id, from, to, [...passing, ...making], first) : [];
  });
}

interface UsableWay {
  way: PassWay;
  making: Proof[];
}

/** What is asked once for all pairs. */
interface Memo {
  usable: Map<Principal, UsableWay[]>;
  trusted: Map<Principal, Map<string, Proof>>;
}

const memos = new WeakMap<Asker, Memo>();

function memoOf(asker: Asker): Memo {
  const memo = memos.get(asker) ?? { usable: new Map(), trusted: new Map() };
  memos.set(asker, memo);
  return memo;
}

/** What is made does not hang on the role that is passed: asked once for each holder. */
function usablePassWays(asker: Asker, from: Principal): UsableWay[] {
  const { usable } = memoOf(asker);
  const known = usable.get(from);
  if (known) return known;
  const ways = asker.lacks(from, 'iam:PassRole') ? [] : passWays;
  const found = ways.flatMap((way): UsableWay[] => {
    const making = proofsOf(
      way.needs.map(
        ({ action }) =>
          () =>
            asker.askNew(from, action, makingContext(action)),
      ),
    );
    return making ? [{ way, making }] : [];
  });
  usable.set(from, found);
  return found;
}

/** PassRole has no call of its own: the right on the role, the service that it goes to, and the role's trust in it. */
export function passProofs(
  asker: Asker,
  from: Principal,
  to: Principal,
  service: string,
): Proof[] | undefined {
  return proofsOf([
    () => trustProof(asker, to, service),
    () => asker.ask(from, 'iam:PassRole', asResource(to), { 'iam:PassedToService': service }),
  ]);
}

/** Whether a service of the same account may take the role. */
function trustProof(asker: Asker, to: Principal, service: string): Proof {
  const { trusted } = memoOf(asker);
  const known = trusted.get(to) ?? new Map<string, Proof>();
  trusted.set(to, known);
  const found = known.get(service);
  if (found) return found;
  const principal: Principal = { arn: service, account: '', kind: 'service', identityPolicies: [] };
  const context = { 'aws:SourceAccount': to.account };
  const proof = asker.ask(principal, assumeWay.action, asResource(to, to.trust), context);
  known.set(service, proof);
  return proof;
}

/**
 * A job without network isolation reaches AWS with its role; one under isolation cannot. Only a policy that forces
 * `sagemaker:NetworkIsolation` closes the way: https://docs.aws.amazon.com/sagemaker/latest/dg/mkt-algo-model-internet-free.html
 */
function makingContext(action: string): Context {
  return action.startsWith('sagemaker:') ? { 'sagemaker:NetworkIsolation': 'false' } : {};
}

function runSteps(asker: Asker, world: WorldIndex, from: Principal, to: Principal): Step[] {
  return world.unitsOf(to.arn).flatMap((unit) => unitSteps(asker, from, to, unit));
}

function unitSteps(asker: Asker, from: Principal, to: Principal, unit: Unit): Step[] {
  return runWays
    .filter((way) => way.unit === unit.kind)
    .flatMap((way) => {
      const asks = way.needs.map(
        ({ action, on }) =>
          () =>
            on === 'new' ? asker.askNew(from, action) : asker.ask(from, action, unitResource(unit, to)),
      );
      const proofs = proofsOf(asks);
      return proofs ? step(way.id, from, to, proofs, unit.arn) : [];
    });
}

function unitResource({ arn, tags }: Unit, { account }: Principal) {
  return { arn, account, ...(tags && { tags }) };
}

/** Steps by which the holder gives all rights to a principal, itself perhaps: by its policies, or its groups'. */
export function boostSteps(asker: Asker, world: WorldIndex, from: Principal, to: Principal): Step[] {
  if (from.account !== to.account || (to.kind !== 'role' && to.kind !== 'user')) return [];
  return iamWays
    .filter(
      ({ effect, needs }) => effect === 'boost' && !needs.some(({ action }) => asker.lacks(from, action)),
    )
    .flatMap((way) =>
      subjectsOf(way, world, to).flatMap((arn) => {
        const context = { ...way.context, ...boundaryContext(way, to) };
        const asks = way.needs.map(
          ({ action }) =>
            () =>
              asker.ask(from, action, { arn, account: to.account }, context),
        );
        const proofs = proofsOf(asks);
        return proofs ? step(way.id, from, to, proofs, arn) : [];
      }),
    );
}

/** What the way's action is asked on. */
function subjectsOf(way: IamWay, world: WorldIndex, to: Principal): string[] {
  switch (way.subject) {
    case 'role':
    case 'user':
      return to.kind === way.subject ? [to.arn] : [];
    case 'group':
      return world.groupsOf(to.arn);
    case 'policy':
      return world.policiesOf(to.arn);
  }
}

/** Calls that change a user or a role carry the boundary that it has. */
function boundaryContext(way: IamWay, to: Principal): Context {
  if (way.subject !== 'role' && way.subject !== 'user') return {};
  if (!to.boundary) return { 'iam:PermissionsBoundary': null };
  return to.boundary.id.startsWith('arn:') ? { 'iam:PermissionsBoundary': to.boundary.id } : {};
}
