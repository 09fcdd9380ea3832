import type { Plan, Resource } from '../../../terraform/plan/plan.ts';
import { collectNetwork } from './collect.ts';
import { fromInternet } from './from-internet.ts';
import { routeTo } from './route-to.ts';
import { toInternet } from './to-internet.ts';
import type { Reached, ServiceRoute, Unit } from './types.ts';

/** What the internet reaches, and what reaches the internet. */
export interface UnitReach {
  unit: Unit;
  fromInternet: Reached;
  toInternet: Reached;
}

const kept = new WeakMap<Plan, readonly UnitReach[]>();

/** For every unit that a plan has, in its order; the same plan gives the same answers. */
export function reachOf(plan: Plan): readonly UnitReach[] {
  const before = kept.get(plan);
  if (before) return before;
  const network = collectNetwork(plan);
  const reach = network.units.map((unit) => ({
    unit,
    fromInternet: fromInternet(network, unit),
    toInternet: toInternet(network, unit),
  }));
  kept.set(plan, reach);
  return reach;
}

/** How a resource comes to the API of an AWS service; undefined for what does not run, or is not known. */
export function routeOf(plan: Plan, resource: Resource, service: string): ServiceRoute | undefined {
  const network = collectNetwork(plan);
  const unit = network.unitOf(resource);
  return unit && routeTo(network, unit, service);
}
