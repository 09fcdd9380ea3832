import type { Plan, Resource } from '../../../terraform/plan/plan.ts';
import { Links } from './links.ts';
import { Places } from './subnets.ts';
import type { Unit } from './types.ts';
import type { UnitForm } from './units/attach.ts';
import { containerForms } from './units/containers.ts';
import { frontDoorForms } from './units/front-doors.ts';
import { jobForms } from './units/jobs.ts';
import { loadBalancerForms } from './units/load-balancers.ts';
import { machineLearningForms } from './units/machine-learning.ts';
import { machineForms } from './units/machines.ts';
import { storeForms } from './units/stores.ts';

const forms: readonly UnitForm[] = [
  ...machineForms,
  ...containerForms,
  ...jobForms,
  ...machineLearningForms,
  ...storeForms,
  ...loadBalancerForms,
  ...frontDoorForms,
];

/** What a plan says of the network: what there is in it, and where. */
export interface Network {
  links: Links;
  places: Places;
  units: readonly Unit[];
  unitOf(resource: Resource): Unit | undefined;
}

const collected = new WeakMap<Plan, Network>();

/** Reads the network of a plan; the same plan gives the same object. */
export function collectNetwork(plan: Plan): Network {
  const before = collected.get(plan);
  if (before) return before;
  const links = new Links(plan);
  const units = forms.flatMap((form) =>
    plan.ofType(form.type).flatMap((resource) => form.read(resource, links) ?? []),
  );
  const byResource = new Map(units.map((unit) => [unit.resource, unit]));
  const network: Network = {
    links,
    places: new Places(links),
    units,
    unitOf: (resource) => byResource.get(resource),
  };
  collected.set(plan, network);
  return network;
}
