import type { ResourceKnowledge } from '../../knowledge.ts';
import { configAndSecurity } from './account/config-security.ts';
import { iam } from './account/iam.ts';
import { kmsAndSecrets } from './account/kms-secrets.ts';
import { logs } from './account/logs.ts';
import { containers } from './compute/containers.ts';
import { delivery } from './compute/delivery.ts';
import { ec2Compute } from './compute/ec2-compute.ts';
import { lambda } from './compute/lambda.ts';
import { sagemaker } from './compute/sagemaker.ts';
import { apiGateway } from './network/api-gateway.ts';
import { ec2Network } from './network/ec2-network.ts';
import { edge } from './network/edge.ts';
import { loadBalancers } from './network/load-balancers.ts';
import { analytics } from './stores/analytics.ts';
import { cachesAndSearch } from './stores/caches-search.ts';
import { databases } from './stores/databases.ts';
import { events } from './stores/events.ts';
import { filesAndMigration } from './stores/files-migration.ts';
import { s3 } from './stores/s3.ts';

/** One table of several; throws when two of them know the same type. */
export function merge(tables: Record<string, ResourceKnowledge>[]): Record<string, ResourceKnowledge> {
  const merged = new Map<string, ResourceKnowledge>();
  for (const [type, knowledge] of tables.flatMap((table) => Object.entries(table))) {
    if (merged.has(type)) throw new Error(`two files know ${type}`);
    merged.set(type, knowledge);
  }
  return Object.fromEntries(merged);
}

/** What Holdfast knows of the AWS provider's resources, versions 5 and 6, beyond their schemas; by type. */
export const awsResources: Record<string, ResourceKnowledge> = merge([
  analytics,
  apiGateway,
  cachesAndSearch,
  configAndSecurity,
  containers,
  databases,
  delivery,
  ec2Compute,
  ec2Network,
  edge,
  events,
  filesAndMigration,
  iam,
  kmsAndSecrets,
  lambda,
  loadBalancers,
  logs,
  s3,
  sagemaker,
]);
