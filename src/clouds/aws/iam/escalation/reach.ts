import type { AnswerKind, Policy, Principal, Witness } from '../types.ts';
import { adminAnswer, everything } from './admin.ts';
import { Asker, rank, together } from './ask.ts';
import { boostSteps, stepsTo } from './edges.ts';
import { Idle } from './idle.ts';
import type { Proof, Reach, Step, World } from './types.ts';
import { createWays, joinWay } from './ways-iam.ts';
import { WorldIndex } from './world-index.ts';

/** A principal as a holder can have it: as it is, with all rights given to it, or in one more group. */
interface Node {
  key: string;
  principal: Principal;
}

/** One move of a search: what is gained, and by which step. */
interface Move {
  to: Node;
  step: Step;
  /** The move only counts once this one is held as well: the principal that was given rights. */
  holds?: string;
}

const newPrincipal = 'a new principal with all rights';

/** Who can become whom, in a closed world. Makes every answer once and keeps it. */
export class Escalation {
  readonly #world: World;
  readonly #index: WorldIndex;
  readonly #asker: Asker;
  readonly #idle: Idle;
  readonly #nodes = new Map<string, Node>();
  readonly #moves = new Map<string, Move[]>();
  readonly #admins = new Map<string, ReturnType<typeof adminAnswer>>();
  readonly #creates = new Map<string, Step[]>();
  /** By answer: who was found to reach no administrator with steps as sure as that. */
  readonly #hopeless = {
    allowed: new Set<string>(),
    conditional: new Set<string>(),
    'cannot-tell': new Set<string>(),
  };

  constructor(world: World) {
    this.#world = world;
    this.#index = new WorldIndex(world);
    this.#asker = new Asker(world.guardrails);
    this.#idle = new Idle(this.#asker, world.principals);
  }

  /** Whether the principal is an administrator of its account as it stands. */
  isAdmin(principal: Principal): Reach {
    const { answer, proofs } = this.#adminOf(this.#plain(principal));
    return { answer, path: [], witnesses: witnessesOf(proofs) };
  }

  /** Whether it is, or can come to act as, an administrator; the path is the shortest with the best answer. */
  canBecomeAdmin(principal: Principal): Reach {
    const start = this.#plain(principal).key;
    for (const answer of levels) {
      if (this.#hopeless[answer].has(start)) continue;
      const seen: string[] = [];
      for (const [key, path] of this.#spread(principal, rank[answer])) {
        const last = this.#adminEnd(this.#node(key), rank[answer]);
        if (last) {
          const reach = reachOf(answer, [...path, ...last]);
          return reach.path.length > 0 ? reach : { ...this.isAdmin(principal), answer };
        }
        seen.push(key);
      }
      // Who starts from one of these reaches no more than this one did.
      for (const key of seen) this.#hopeless[answer].add(key);
    }
    return { answer: 'denied', path: [], witnesses: [] };
  }

  /** Whether it can come to act as another principal. */
  canBecome(principal: Principal, target: string): Reach {
    for (const answer of levels) {
      for (const [key, path] of this.#spread(principal, rank[answer])) {
        if (this.#node(key).principal.arn === target) return reachOf(answer, path);
      }
    }
    return { answer: 'denied', path: [], witnesses: [] };
  }

  /** All that a principal can come to act as, itself included, each with its shortest path. */
  reachedFrom(principal: Principal): Map<string, Reach> {
    const found = new Map<string, Reach>();
    for (const answer of levels) {
      for (const [key, path] of this.#spread(principal, rank[answer])) {
        const { arn } = this.#node(key).principal;
        if (!found.has(arn)) found.set(arn, reachOf(answer, path));
      }
    }
    return found;
  }

  /** The steps that are still to do; undefined when the node is no administrator. */
  #adminEnd(node: Node, limit: number): Step[] | undefined {
    if (node.principal.kind === 'root' || rank[this.#adminOf(node).answer] <= limit) return [];
    const create = this.#createSteps(node).find((step) => rank[step.answer] <= limit);
    return create ? [create] : undefined;
  }

  /** Breadth first over steps at least as sure as the limit: nodes in order of distance, with their paths. */
  *#spread(principal: Principal, limit: number): Generator<[key: string, path: Step[]]> {
    const start = this.#plain(principal);
    const paths = new Map<string, Step[]>([[start.key, []]]);
    let waiting: { move: Move; path: Step[] }[] = [];
    const queue = [start];
    const gain = (node: Node, path: Step[]) => {
      if (paths.has(node.key)) return;
      paths.set(node.key, path);
      queue.push(node);
    };
    const settle = ({ move, path }: { move: Move; path: Step[] }) => {
      const held = move.holds === undefined ? [] : paths.get(move.holds);
      if (held) gain(move.to, merged(path, move.step, held));
      return held !== undefined;
    };
    for (let node = queue.shift(); node; node = queue.shift()) {
      const path = paths.get(node.key) ?? [];
      yield [node.key, path];
      const sure = this.#movesOf(node).filter(({ step }) => rank[step.answer] <= limit);
      waiting.push(...sure.map((move) => ({ move, path })));
      waiting = waiting.filter((entry) => !settle(entry));
    }
  }

  #movesOf(node: Node): Move[] {
    const known = this.#moves.get(node.key);
    if (known) return known;
    const { principal: from } = node;
    if (this.#idle.isIdle(from)) return [];
    const moves = this.#world.principals.flatMap((to) => [
      ...best(stepsTo(this.#asker, this.#index, from, to)).map((step) => ({ to: this.#plain(to), step })),
      ...best(boostSteps(this.#asker, this.#index, from, to)).map((step) => ({
        to: this.#variant(to, 'boosted', [everything]),
        step,
        holds: to.arn,
      })),
      ...this.#joins(from, to),
    ]);
    this.#moves.set(node.key, moves);
    return moves;
  }

  /** https://docs.aws.amazon.com/IAM/latest/APIReference/API_AddUserToGroup.html */
  #joins(from: Principal, to: Principal): Move[] {
    if (to.kind !== 'user') return [];
    return (this.#world.groups ?? []).flatMap((group) => {
      if (group.members.includes(to.arn)) return [];
      const proof = this.#asker.ask(from, joinWay.action, { arn: group.arn, account: to.account });
      const { answer } = proof.answer;
      if (answer === 'denied') return [];
      const step: Step = {
        way: joinWay.id,
        from: from.arn,
        to: to.arn,
        through: group.arn,
        answer,
        proofs: [proof],
      };
      return [{ to: this.#variant(to, group.arn, group.policies), step, holds: to.arn }];
    });
  }

  #createSteps(node: Node): Step[] {
    const known = this.#creates.get(node.key);
    if (known) return known;
    const { principal } = node;
    const steps = createWays.flatMap(({ id, actions }): Step[] => {
      const proofs: Proof[] = [];
      for (const [action, type] of actions) {
        proofs.push(this.#askOnNew(principal, action, type));
        if (together(proofs) === 'denied') return [];
      }
      const answer = together(proofs);
      return answer === 'denied' ? [] : [{ way: id, from: principal.arn, to: newPrincipal, answer, proofs }];
    });
    this.#creates.set(node.key, best(steps));
    return best(steps);
  }

  /** On a user or role that it names as it likes, without a boundary. */
  #askOnNew(principal: Principal, action: string, type: string): Proof {
    const context = {
      'iam:PolicyARN': everything.id,
      'iam:PermissionsBoundary': null,
    };
    const proof = this.#asker.askNew(principal, action, context);
    if (proof.answer.answer !== 'denied') return proof;
    const arn = `arn:aws:iam::${principal.account}:${type}/holdfast`;
    return this.#asker.ask(principal, action, { arn, account: principal.account }, context);
  }

  #adminOf(node: Node): ReturnType<typeof adminAnswer> {
    const known = this.#admins.get(node.key);
    if (known) return known;
    const found = adminAnswer(this.#asker, node.principal);
    this.#admins.set(node.key, found);
    return found;
  }

  #plain(principal: Principal): Node {
    return this.#remember({ key: principal.arn, principal });
  }

  #variant(principal: Principal, name: string, added: Policy[]): Node {
    const key = `${principal.arn} ${name}`;
    const known = this.#nodes.get(key);
    if (known) return known;
    const identityPolicies = [...principal.identityPolicies, ...added];
    return this.#remember({ key, principal: { ...principal, identityPolicies } });
  }

  #remember(node: Node): Node {
    const known = this.#nodes.get(node.key);
    if (known) return known;
    this.#nodes.set(node.key, node);
    return node;
  }

  #node(key: string): Node {
    const node = this.#nodes.get(key);
    if (!node) throw new Error(`no such principal: ${key}`);
    return node;
  }
}

const levels: Exclude<AnswerKind, 'denied'>[] = ['allowed', 'conditional', 'cannot-tell'];

/** Of each answer the first: a shorter list of the same strength. */
function best(steps: Step[]): Step[] {
  const found = new Map<string, Step>();
  for (const step of steps) if (!found.has(step.answer)) found.set(step.answer, step);
  return [...found.values()].sort((left, right) => rank[left.answer] - rank[right.answer]);
}

/** The way to the giver, the giving, and what of the way to the receiver is not walked yet. */
function merged(path: Step[], step: Step, held: Step[]): Step[] {
  return [...path, step, ...held.filter((other) => !path.includes(other))];
}

function reachOf(answer: AnswerKind, path: Step[]): Reach {
  return { answer, path, witnesses: witnessesOf(path.flatMap(({ proofs }) => proofs)) };
}

function witnessesOf(proofs: Proof[]): Witness[] {
  const seen = new Map<string, Witness>();
  for (const witness of proofs.flatMap(({ answer }) => answer.because)) {
    seen.set(`${witness.layer} ${witness.policy} ${witness.statement}`, witness);
  }
  return [...seen.values()];
}
