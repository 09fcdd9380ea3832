import type { ResourceKnowledge } from '../../knowledge.ts';
import { analytics } from './analytics.ts';
import { apiGateway } from './api-gateway.ts';
import { configAndSecurity } from './config-security.ts';
import { containers } from './containers.ts';
import { databases } from './databases.ts';
import { delivery } from './delivery.ts';
import { ec2Compute } from './ec2-compute.ts';
import { ec2Network } from './ec2-network.ts';
import { edge } from './edge.ts';
import { events } from './events.ts';
import { iam } from './iam.ts';
import { kmsAndSecrets } from './kms-secrets.ts';
import { lambda } from './lambda.ts';
import { logs } from './logs.ts';
import { s3 } from './s3.ts';
import { sagemaker } from './sagemaker.ts';

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
  configAndSecurity,
  containers,
  databases,
  delivery,
  ec2Compute,
  ec2Network,
  edge,
  events,
  iam,
  kmsAndSecrets,
  lambda,
  logs,
  s3,
  sagemaker,
]);
