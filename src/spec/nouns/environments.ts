import type { z } from 'zod';
import { account, host, path, region, vpcCidr } from '../shape/addresses.ts';
import { flag, list, oneOf, text, wholeNumber } from '../shape/forms.ts';
import { environmentName, name } from '../shape/names.ts';
import { bareRecord, named, patchOf, shape } from '../shape/shape.ts';
import { approvals } from './access.ts';
import { datasets, datasetVerbs } from './datasets.ts';
import { checkEnvironments } from './environments-check.ts';
import { models, modelVerbs } from './models.ts';
import type { Section } from './noun.ts';

/** Everything that can be granted to people; `approve` follows from approvals and cannot be capped. */
export const grantableVerbs = [...new Set([...datasetVerbs, ...modelVerbs])];

/** The formats that the scanner tells apart. */
export const modelFormats = [
  'onnx',
  'safetensors',
  'gguf',
  'npy',
  'keras',
  'savedmodel',
  'torch',
  'pickle',
  'joblib',
] as const;

const there = (what: string) => flag().default(false).describe(`The account has ${what} already.`);

const existing = shape({
  network: text('the id of a VPC', 'write it as in vpc-0123456789abcdef0', /^vpc-[0-9a-f]{8,17}$/)
    .exactOptional()
    .describe('The VPC to work in.'),
  github_oidc: there('an OIDC provider for GitHub'),
  guardduty: there('GuardDuty'),
  securityhub: there('Security Hub'),
  config: there('an AWS Config recorder'),
  trail: there('a CloudTrail trail'),
});

const network = shape({
  cidr: vpcCidr.prefault('10.64.0.0/16').describe('The addresses of the VPC.'),
  zones: wholeNumber('a number of zones', 1, 6).default(2).describe('How many availability zones.'),
  egress: list(host, 0).prefault([]).describe('Hosts that may be reached from inside.'),
});

const environment = shape({
  account: account.exactOptional().describe('12 digits in quotes; absent means not on AWS.'),
  region: region.exactOptional().describe('The AWS region; cloud.region where nothing is said.'),
  root: path.exactOptional().describe('The Terraform root; infra/ENVIRONMENT where nothing is said.'),
  formats: list(oneOf(modelFormats))
    .default(['onnx', 'safetensors'])
    .describe('The formats of model files that may be deployed.'),
  production: flag().exactOptional().describe('Strictness. True where nothing is said; false for local.'),
  data: oneOf(['real', 'masked', 'synthetic']).default('real').describe('What the datasets hold here.'),
  people_may: list(oneOf(grantableVerbs), 0)
    .exactOptional()
    .describe(
      'The most that teams may do here. In production [observe, deploy] where nothing is said, else all.',
    ),
  models_from: environmentName
    .exactOptional()
    .describe('Takes released models of that environment; no datasets and no training here.'),
  approvals: approvals.prefault({}).describe('Who must approve a plan of infrastructure.'),
  break_glass: name.exactOptional().describe('The team that may open the emergency role.'),
  existing: existing
    .prefault({})
    .describe('What the account has already; each is an assumption in the report.'),
  network: network.prefault({}).describe('The network.'),
  datasets: named(name, patchOf(datasets.schema)).prefault({}).describe('Merge patches over datasets.'),
  models: named(name, patchOf(models.schema)).prefault({}).describe('Merge patches over models.'),
});

const withLocal = (found: Record<string, z.output<typeof environment>>) => {
  const local = found.local ?? environment.parse({});
  return bareRecord(
    Object.entries({ local, ...found }).map(([id, item]) => {
      const defaults = { production: id !== 'local', root: `infra/${id}` };
      return [id, { ...defaults, ...item }] as const;
    }),
  );
};

/** Every noun is judged in every environment. */
const mostEnvironments = 50;

const schema = named(environmentName, environment, mostEnvironments)
  .transform(withLocal)
  .prefault({})
  .describe('Where the platform runs. local is always there and needs no line.');

export type EnvironmentSpec = z.output<typeof schema>[string];

export const environments: Section<typeof schema> = { schema, check: checkEnvironments };
