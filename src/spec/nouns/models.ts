import type { z } from 'zod';
import { image, machine, path } from '../shape/addresses.ts';
import { list, number, oneOf, wholeNumber } from '../shape/forms.ts';
import { metricName, name } from '../shape/names.ts';
import { interval, percent, size, timeout } from '../shape/quantities.ts';
import { named, shape } from '../shape/shape.ts';
import { access, approvals, checkAccess, checkApprovals, unknownName } from './access.ts';
import type { Declared, LooseInput, Noun, Setting, Spot } from './noun.ts';

export const modelVerbs = ['run', 'read', 'observe', 'deploy', 'invoke'] as const;
export const retrainReasons = ['drift', 'new-data', 'schedule'] as const;

const train = shape(
  {
    code: path.describe('The folder with the training code.'),
    image: image.exactOptional().describe('The container to train in, by digest.'),
    machine: machine.prefault('ml.m6i.xlarge').describe('The machine to train on, on AWS.'),
    timeout: timeout.prefault('1h').describe('When training is stopped: 30m, 4h.'),
    memory: size.prefault('8GiB').describe('How much memory training may use.'),
  },
  { timeout: 'timeoutSeconds', memory: 'memoryBytes' },
);

const gate = shape({
  min: number().exactOptional().describe('The least that is good enough.'),
  max: number().exactOptional().describe('The most that is good enough.'),
});

const endpoint = shape({
  machine: machine.prefault('ml.m6i.large').describe('The machine to serve on, on AWS.'),
  instances: wholeNumber('a number of instances', 1, 100)
    .exactOptional()
    .describe('How many machines; 2 in production where nothing is said, else 1.'),
  capture: percent.prefault('0%').describe('The part of requests that is kept for monitoring.'),
});

const monitor = shape(
  {
    every: interval.describe('How often the model is judged: 6h, 1d.'),
    alert: name.exactOptional().describe('The team that is told.'),
  },
  { every: 'everySeconds' },
);

const retrain = shape(
  {
    every: interval.exactOptional().describe('How often: 7d, 4w.'),
    when: list(oneOf(retrainReasons)).exactOptional().describe('What starts it: drift, new-data, schedule.'),
  },
  { every: 'everySeconds' },
);

const model = shape({
  trains_on: list(name).describe('The datasets that training reads; it reads nothing else.'),
  train: train.describe('How it is trained.'),
  gates: named(metricName, gate)
    .prefault({})
    .describe('What a version must reach before it can be released.'),
  approvals: approvals.prefault({}),
  access: access(modelVerbs).prefault({}),
  endpoint: endpoint.exactOptional().describe('How it is served; absent means not at all.'),
  monitor: monitor
    .exactOptional()
    .describe('How it is watched; in production each day where nothing is said.'),
  retrain: retrain.exactOptional().describe('When it is trained again; absent means never by itself.'),
});

export type Model = z.output<typeof model>;
type LooseModel = LooseInput<typeof model>;

/** People who may start a run of this model, and so be its author. */
function authorsOf(noun: LooseModel, declared: Declared): string[] {
  const teams = Object.entries(noun.access ?? {}).filter(([, verbs]) => verbs?.includes('run'));
  return teams.flatMap(([team]) => declared.teams.get(team) ?? []);
}

function checkGates(noun: LooseModel, { report }: Spot): void {
  for (const [metric, limits] of Object.entries(noun.gates ?? {})) {
    const path = ['gates', metric];
    const { min, max } = limits ?? {};
    if (min === undefined && max === undefined) {
      report({
        code: 'gate-without-limit',
        path,
        message: `the gate ${metric} has no limit`,
        fix: 'write min, max or both',
      });
    }
    if (min !== undefined && max !== undefined && min > max) {
      const message = `no value of ${metric} is both at least ${min} and at most ${max}`;
      report({ code: 'gate-impossible', path, message, fix: 'exchange min and max' });
    }
  }
}

function checkRetrain({ retrain, endpoint, monitor }: LooseModel, { report }: Spot): void {
  if (retrain === undefined) return;
  const { every, when } = retrain;
  if (every === undefined && when === undefined) {
    report({
      code: 'retrain-never',
      path: ['retrain'],
      message: 'retrain says neither how often nor when',
      fix: 'write every: 30d, or when: [new-data]',
    });
  }
  if (when?.includes('schedule') && every === undefined) {
    report({
      code: 'schedule-without-every',
      path: ['retrain', 'when'],
      message: 'retraining by schedule needs to know how often',
      fix: 'add every: 30d',
    });
  }
  if (when?.includes('drift') && endpoint === undefined && monitor === undefined) {
    report({
      code: 'drift-unwatched',
      path: ['retrain', 'when'],
      message: 'drift is seen by monitoring, and this model is neither served nor monitored',
      fix: 'add monitor: { every: 1d }, or remove drift',
    });
  }
}

function check(noun: LooseModel, spot: Spot): void {
  for (const [index, dataset] of (noun.trains_on ?? []).entries()) {
    for (const finding of unknownName('dataset', dataset, spot.declared.datasets, ['trains_on', index])) {
      spot.report(finding);
    }
  }
  checkAccess(noun.access, spot);
  checkApprovals(noun.approvals, authorsOf(noun, spot.declared), spot);
  checkGates(noun, spot);
  checkRetrain(noun, spot);
  const alert = noun.monitor?.alert;
  if (alert !== undefined) {
    for (const finding of unknownName('team', alert, spot.declared.teams, ['monitor', 'alert'])) {
      spot.report(finding);
    }
  }
}

function checkIn(noun: LooseModel, setting: Setting, { name, report }: Spot): void {
  if (!setting.production) return;
  const where = `production environment ${setting.name}`;
  if (Object.keys(noun.gates ?? {}).length === 0) {
    report({
      code: 'gates-missing',
      path: ['gates'],
      at: 'key',
      message: `${name} has no gate, and ${where} needs one`,
      fix: 'add gates: { METRIC: { min: 0.9 } }',
    });
  }
  if (Object.keys(noun.approvals ?? {}).length === 0) {
    report({
      code: 'approvals-missing',
      path: ['approvals'],
      at: 'key',
      message: `${name} needs nobody's approval, and ${where} needs one`,
      fix: 'add approvals: { TEAM: 1 }',
    });
  }
  if (noun.endpoint?.instances === 1) {
    report({
      code: 'too-few-instances',
      path: ['endpoint', 'instances'],
      message: `${where} serves on at least 2 instances`,
      fix: 'write 2 or more, or remove the key',
    });
  }
}

export const models: Noun<typeof model> = { schema: model, check, checkIn };
