import type { Plan, Resource } from '../../terraform/plan/plan.ts';
import { cannotTell, fail, type Judgement, pass, resourceCheck } from '../check.ts';
import { relatedTo } from '../related.ts';
import { all, any, isOneOf, isSet, isTrue, type Rule, some } from '../rules.ts';

const domain = some('log_publishing_options', all(isOneOf('log_type', ['AUDIT_LOGS']), isTrue('enabled')));

const brokerLogs = 'logging_info.broker_logs';

const rules: Readonly<Record<string, Rule>> = {
  aws_docdb_cluster: isSet('enabled_cloudwatch_logs_exports'),
  aws_neptune_cluster: isSet('enable_cloudwatch_logs_exports'),
  aws_opensearch_domain: domain,
  aws_elasticsearch_domain: domain,
  aws_mq_broker: isTrue('logs.general'),
  aws_msk_cluster: any(
    isTrue(`${brokerLogs}.cloudwatch_logs.enabled`),
    isTrue(`${brokerLogs}.firehose.enabled`),
    isTrue(`${brokerLogs}.s3.enabled`),
  ),
};

/** https://docs.aws.amazon.com/redshift/latest/mgmt/db-auditing.html, and the like of each service */
export const check = resourceCheck({
  id: 'data-stores/logs',
  title: 'Clusters write a log of who does what',
  severity: 'low',
  why: 'Who read or changed what cannot be found out afterwards',
  fix: 'Send the audit logs to CloudWatch, or add an `aws_redshift_logging`',
  controls: [
    'CKV_AWS_85',
    'CKV_AWS_101',
    'CKV_AWS_84',
    'CKV_AWS_317',
    'CKV_AWS_48',
    'CKV_AWS_71',
    'CKV_AWS_80',
    'AVD-AWS-0020',
    'AVD-AWS-0075',
    'AVD-AWS-0042',
    'AVD-AWS-0074',
    'AVD-AWS-0071',
    'SecurityHub:DocumentDB.4',
    'SecurityHub:Neptune.2',
    'SecurityHub:Opensearch.5',
    'SecurityHub:ES.5',
    'SecurityHub:Redshift.4',
    'MLSEC06-BP02',
  ],
  of: [...Object.keys(rules), 'aws_redshift_cluster'],
  judge: (store, { plan }) => rules[store.type]?.(store) ?? judgeWarehouse(store, plan),
  examples: {
    bad: [
      `
resource "aws_neptune_cluster" "own" {
  skip_final_snapshot = true
}
`,
      `
resource "aws_redshift_cluster" "own" {
  cluster_identifier     = "own"
  node_type              = "ra3.large"
  master_username        = "own"
  manage_master_password = true
  skip_final_snapshot    = true
}
`,
      `
resource "aws_opensearch_domain" "own" {
  domain_name = "own"
  log_publishing_options {
    log_type                 = "INDEX_SLOW_LOGS"
    cloudwatch_log_group_arn = "arn:aws:logs:eu-west-1:123456789012:log-group:own"
  }
}
`,
      `
resource "aws_mq_broker" "own" {
  broker_name        = "own"
  engine_type        = "RabbitMQ"
  engine_version     = "3.13"
  host_instance_type = "mq.m5.large"
  user {
    username = "own"
    password = "long-enough-for-it"
  }
}
`,
    ],
    good: [
      `
resource "aws_neptune_cluster" "own" {
  skip_final_snapshot            = true
  enable_cloudwatch_logs_exports = ["audit"]
}
resource "aws_redshift_cluster" "own" {
  cluster_identifier     = "own"
  node_type              = "ra3.large"
  master_username        = "own"
  manage_master_password = true
  skip_final_snapshot    = true
}
resource "aws_redshift_logging" "own" {
  cluster_identifier   = aws_redshift_cluster.own.id
  log_destination_type = "cloudwatch"
  log_exports          = ["connectionlog", "userlog"]
}
resource "aws_opensearch_domain" "own" {
  domain_name = "own"
  log_publishing_options {
    log_type                 = "AUDIT_LOGS"
    cloudwatch_log_group_arn = "arn:aws:logs:eu-west-1:123456789012:log-group:own"
  }
}
`,
    ],
  },
});

/** Before version 6 of the provider a block of the cluster said it. */
function judgeWarehouse(cluster: Resource, plan: Plan): Judgement {
  if (isTrue('logging.enable')(cluster).outcome === 'pass') return pass;
  const found = relatedTo(plan, cluster, 'aws_redshift_logging', 'cluster_identifier');
  if (!found.known) return cannotTell(found.because);
  return found.value.length > 0 ? pass : fail('no aws_redshift_logging names the cluster');
}
