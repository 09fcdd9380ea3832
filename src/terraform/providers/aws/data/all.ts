import type { DataSource } from '../../knowledge.ts';
import { applicationData } from './applications.ts';
import { computeData } from './compute.ts';
import { ecrLifecycle } from './ecr-lifecycle.ts';
import { edgeData } from './edge.ts';
import { iamData } from './iam.ts';
import { meta } from './meta.ts';
import { networkData } from './network.ts';
import { policyDocument } from './policy-document/data-source.ts';
import { prebuiltImages } from './prebuilt-images.ts';
import { serviceAccounts } from './service-accounts.ts';
import { storageData } from './storage.ts';
import { zoneData } from './zones.ts';

/** The data sources that Holdfast knows, of all versions of the AWS provider; by type. */
export const awsDataSources: Record<string, DataSource> = {
  aws_iam_policy_document: policyDocument,
  ...applicationData,
  ...computeData,
  ...ecrLifecycle,
  ...edgeData,
  ...iamData,
  ...meta,
  ...networkData,
  ...prebuiltImages,
  ...serviceAccounts,
  ...storageData,
  ...zoneData,
};
