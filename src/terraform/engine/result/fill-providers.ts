import type { PlanJson } from './plan-json.ts';

/** What a provider was configured with, by source: one entry for each way in which Terraform did it. */
export type Configurations = ReadonlyMap<string, ReadonlyMap<string, Record<string, unknown>>>;

/**
 * Puts what expressions in `provider` blocks come to beside them: Terraform's plan holds literals only. Where a source is
 * configured in several ways, nobody says which block had which. Changes the plan.
 */
export function fillProviders(plan: PlanJson, configurations: Configurations): void {
  const configs = Object.values(plan.configuration?.provider_config ?? {});
  for (const [source, found] of configurations) {
    const own = configs.filter(
      ({ full_name, expressions }) => full_name?.endsWith(`/${source}`) && expressions,
    );
    const [config, ...otherConfigs] = own;
    const [values, ...otherValues] = found.values();
    if (!config?.expressions || !values || otherConfigs.length > 0 || otherValues.length > 0) continue;
    for (const [name, value] of Object.entries(values)) {
      const expression = config.expressions[name];
      if (isOpen(expression)) expression.constant_value = value;
    }
  }
}

function isOpen(expression: unknown): expression is Record<string, unknown> {
  return (
    typeof expression === 'object' &&
    expression !== null &&
    !Array.isArray(expression) &&
    !('constant_value' in expression)
  );
}
