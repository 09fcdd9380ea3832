import { beforeAll, describe, expect, it } from 'vitest';
import { lacks } from '../../../../tools/testing/lacks.ts';
import { planModules } from '../../../terraform/testing/plan-modules.ts';
import { Names } from '../access/names.ts';
import { Questions } from '../access/questions.ts';
import type { AnswerKind } from '../iam/types.ts';
import cases from './cases/collect.json' with { type: 'json' };
import { collectFacts } from './collect.ts';
import type { AwsFacts } from './types.ts';

interface Case {
  name: string;
  /** The lines of `main.tf`. */
  terraform: string[];
  /** `PRINCIPAL ACTION RESOURCE` and the answer to it as it stands; with `becoming` as whom it can become. */
  asks: { ask: string; answer: AnswerKind; context?: Record<string, string | null> }[];
}

describe.skipIf(lacks('terraform'))('facts of a plan (needs terraform)', () => {
  let facts: AwsFacts[];
  const all = cases as Case[];

  beforeAll(async () => {
    const plans = await planModules(all.map(({ terraform }) => terraform.join('\n')));
    facts = plans.map((plan) => collectFacts(plan));
  }, 120_000);

  it.each(all.map((one, index) => ({ ...one, index })))('$name', ({ asks, index }) => {
    const own = facts[index];
    if (!own) throw new Error('not planned');
    const [names, questions] = [new Names(own), new Questions(own)];
    const answers = asks.map(({ ask, context = {} }) => {
      const [who = '', action = '', on = ''] = ask.replaceAll(/\baws_/g, `module.m${index}.aws_`).split(' ');
      const [principal] = names.principals(who);
      const resource = names.resource(on);
      if (!principal || !resource) throw new Error(`not found: ${ask}`);
      return { ask, answer: questions.ask(principal, action, resource, context).answer };
    });
    expect(answers).toEqual(asks.map(({ ask, answer }) => ({ ask, answer })));
  });
});
