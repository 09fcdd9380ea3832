import type { ProviderKnowledge } from '../knowledge.ts';
import { configure } from './configure.ts';
import { awsDataSources } from './data/all.ts';
import { ephemeralResources } from './ephemeral.ts';
import { everyResource } from './every-resource.ts';
import { functions } from './functions.ts';
import { placeholder } from './placeholder.ts';
import { awsResources } from './resources/all.ts';

/** https://registry.terraform.io/providers/hashicorp/aws/latest/docs */
export const aws: ProviderKnowledge = {
  source: 'hashicorp/aws',
  configure,
  resources: awsResources,
  everyResource,
  dataSources: awsDataSources,
  ephemeralResources,
  functions,
  placeholder,
};
