import type { LooseDocument } from './document.ts';
import type { Declared, Setting } from './nouns/noun.ts';

const localSetting: Setting = { name: 'local', production: false };

type LooseEnvironments = NonNullable<LooseDocument['environments']>;

function settingOf(name: string, found: LooseEnvironments[string]): Setting {
  return {
    name,
    production: found?.production ?? name !== 'local',
    ...(found?.account === undefined ? {} : { account: found.account }),
    ...(found?.models_from === undefined ? {} : { modelsFrom: found.models_from }),
  };
}

/** What a file declares, as far as it can be read. */
export function declaredIn(document: LooseDocument): Declared {
  const teams = Object.entries(document.teams ?? {});
  const environments = Object.entries(document.environments ?? {});
  const systems = Object.keys(document.systems ?? {});
  return {
    teams: new Map(teams.map(([name, team]) => [name, team?.members ?? []])),
    members: new Set(teams.flatMap(([, team]) => team?.members ?? [])),
    grantees: new Set([...teams.map(([name]) => name), ...systems]),
    alerting: new Set(teams.filter(([, team]) => team?.alerts !== undefined).map(([name]) => name)),
    systems: new Set(systems),
    environments: new Map([
      ['local', localSetting],
      ...environments.map(([name, found]) => [name, settingOf(name, found)] as const),
    ]),
    datasets: new Set(Object.keys(document.datasets ?? {})),
    models: new Set(Object.keys(document.models ?? {})),
    ...(document.cloud?.region === undefined ? {} : { region: document.cloud.region }),
  };
}

/** The environment that trains what `setting` serves; `setting` itself unless it takes models from another. */
export function originOf(setting: Setting, environments: ReadonlyMap<string, Setting>): Setting {
  const seen = new Set<Setting>();
  let origin = setting;
  while (origin.modelsFrom !== undefined && !seen.has(origin)) {
    seen.add(origin);
    origin = environments.get(origin.modelsFrom) ?? origin;
  }
  return origin;
}
