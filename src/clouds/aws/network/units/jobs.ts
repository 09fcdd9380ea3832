import type { Resource } from '../../../../terraform/plan/plan.ts';
import { textAt } from '../../facts/values.ts';
import type { Links } from '../links.ts';
import type { Attachment, Managed } from '../types.ts';
import { attachment, blockAt, groupsAt, isLeft, no, subnetsAt, type UnitForm, unit } from './attach.ts';

/** What runs now and then: builds, jobs, workflows. */
export const jobForms: readonly UnitForm[] = [
  { type: 'aws_codebuild_project', read: readBuild },
  { type: 'aws_glue_connection', read: readGlueConnection },
  { type: 'aws_glue_job', read: readGlueJob },
  { type: 'aws_batch_compute_environment', read: readBatch },
  { type: 'aws_mwaa_environment', read: readAirflow },
];

const outOf = (because: string): Managed => ({ answer: 'allowed', because });
const noAddress = no('its interfaces have no public address');

/** https://docs.aws.amazon.com/codebuild/latest/userguide/vpc-support.html */
function readBuild(resource: Resource, links: Links) {
  const { block, doubt } = blockAt(resource, 'vpc_config');
  if (doubt !== undefined) return unit(resource, 'compute', 'CodeBuild project', { doubts: [doubt] });
  if (!block)
    return unit(resource, 'compute', 'CodeBuild project', {
      managedOut: [outOf('it has no vpc_config: AWS gives it the internet')],
      isOnServiceNetwork: true,
    });
  const own = attachment(
    subnetsAt(links, block, 'subnets'),
    groupsAt(links, block, 'security_group_ids'),
    noAddress,
  );
  return unit(resource, 'compute', 'CodeBuild project', { attachments: [own] });
}

/** https://docs.aws.amazon.com/glue/latest/dg/connection-VPC-disable-proxy.html */
function readGlueConnection(resource: Resource, links: Links) {
  const own = ofConnection(resource, links);
  if (own) return unit(resource, 'compute', 'Glue connection', { attachments: [own] });
  return unit(resource, 'compute', 'Glue connection', {
    managedOut: [outOf('it is in no VPC: jobs go out by the network of Glue')],
    isOnServiceNetwork: true,
  });
}

function ofConnection(resource: Resource, links: Links): Attachment | undefined {
  const { block } = blockAt(resource, 'physical_connection_requirements');
  if (!block) return undefined;
  const groups = groupsAt(links, block, 'security_group_id_list');
  return attachment(subnetsAt(links, block, 'subnet_id'), groups, noAddress);
}

function readGlueJob(resource: Resource, links: Links) {
  if (isLeft(resource, 'connections'))
    return unit(resource, 'compute', 'Glue job', {
      managedOut: [outOf('it has no connections: it goes out by the network of Glue')],
      isOnServiceNetwork: true,
    });
  const { resources, others, doubts } = links.follow(resource, 'connections', ['aws_glue_connection']);
  const attachments = resources.flatMap((one) => ofConnection(one, links) ?? []);
  return unit(resource, 'compute', 'Glue job', {
    attachments,
    managedOut:
      resources.length > 0 && attachments.length === 0 ? [outOf('no connection of it is in a VPC')] : [],
    doubts: [...doubts, ...others.map((name) => `the connection ${name} is not in the plan`)],
  });
}

function readBatch(resource: Resource, links: Links) {
  const { block, doubt } = blockAt(resource, 'compute_resources');
  if (!block)
    return unit(resource, 'compute', 'Batch environment', {
      doubts: [doubt ?? 'its machines are not in the plan'],
    });
  // A job's own definition may give an address to a task of Fargate.
  const isFargate = textAt(block, 'type')?.startsWith('FARGATE') ?? true;
  const own = attachment(
    subnetsAt(links, block, 'subnets'),
    groupsAt(links, block, 'security_group_ids'),
    isFargate
      ? { is: undefined, because: 'each job decides on a public address' }
      : { is: 'by-subnet', because: 'the subnet decides for machines of Batch' },
  );
  return unit(resource, 'compute', 'Batch environment', { attachments: [own] });
}

/** https://docs.aws.amazon.com/mwaa/latest/userguide/configuring-networking.html */
function readAirflow(resource: Resource, links: Links) {
  const { block } = blockAt(resource, 'network_configuration');
  const mode = resource.attribute('webserver_access_mode');
  const isPublic = mode.known && mode.value === 'PUBLIC_ONLY';
  const page: Managed = {
    answer: 'conditional',
    because: 'webserver_access_mode is PUBLIC_ONLY: its page opens for those whom IAM lets in',
    ports: ['tcp/443'],
    callers: 'authenticated',
  };
  return unit(resource, 'compute', 'Airflow environment', {
    attachments: block
      ? [
          attachment(
            subnetsAt(links, block, 'subnet_ids'),
            groupsAt(links, block, 'security_group_ids'),
            noAddress,
          ),
        ]
      : [],
    managedIn: isPublic ? [page] : [],
  });
}
