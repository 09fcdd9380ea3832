import { resourceCheck } from '../check.ts';
import { all, isFalse, isOneOf, type Rule } from '../rules.ts';

const notPublic = isFalse('publicly_accessible');

const rules: Readonly<Record<string, Rule>> = {
  aws_redshift_cluster: notPublic,
  aws_redshiftserverless_workgroup: notPublic,
  aws_dms_replication_instance: notPublic,
  aws_mq_broker: notPublic,
  aws_neptune_cluster_instance: notPublic,
  aws_msk_cluster: all(
    isOneOf('broker_node_group_info.connectivity_info.public_access.type', ['DISABLED', null]),
    isFalse('client_authentication.unauthenticated'),
  ),
};

/** https://docs.aws.amazon.com/redshift/latest/mgmt/managing-clusters-vpc.html, and the like of each service */
export const check = resourceCheck({
  id: 'data-stores/public',
  title: 'Warehouses, brokers and replications have no public address',
  severity: 'critical',
  why: 'It can be reached, and its passwords guessed, from the internet; a Kafka cluster that asks for no identity needs no guess',
  fix: 'Set `publicly_accessible = false`; for Kafka leave `public_access` out and `unauthenticated` false',
  controls: [
    'CKV_AWS_87',
    'CKV_AWS_89',
    'CKV_AWS_69',
    'CKV_AWS_102',
    'AVD-AWS-0072',
    'SecurityHub:Redshift.1',
    'SecurityHub:DMS.1',
    'SecurityHub:MSK.4',
    'SecurityHub:MSK.6',
    'MLSEC03-BP02',
  ],
  of: Object.keys(rules),
  judge: (store) => rules[store.type]?.(store),
  examples: {
    bad: [
      `
resource "aws_redshift_cluster" "own" {
  cluster_identifier     = "own"
  node_type              = "ra3.large"
  master_username        = "own"
  manage_master_password = true
  skip_final_snapshot    = true
  publicly_accessible    = true
}
`,
      `
resource "aws_dms_replication_instance" "own" {
  replication_instance_class = "dms.t3.micro"
  replication_instance_id    = "own"
  publicly_accessible        = true
}
`,
      `
resource "aws_msk_cluster" "own" {
  cluster_name           = "own"
  kafka_version          = "3.6.0"
  number_of_broker_nodes = 2
  broker_node_group_info {
    instance_type   = "kafka.t3.small"
    client_subnets  = ["subnet-11111111", "subnet-22222222"]
    security_groups = ["sg-11111111"]
    connectivity_info {
      public_access {
        type = "SERVICE_PROVIDED_EIPS"
      }
    }
  }
}
`,
      `
resource "aws_msk_cluster" "own" {
  cluster_name           = "own"
  kafka_version          = "3.6.0"
  number_of_broker_nodes = 2
  broker_node_group_info {
    instance_type   = "kafka.t3.small"
    client_subnets  = ["subnet-11111111", "subnet-22222222"]
    security_groups = ["sg-11111111"]
  }
  client_authentication {
    unauthenticated = true
  }
}
`,
    ],
    good: [
      `
resource "aws_redshift_cluster" "own" {
  cluster_identifier     = "own"
  node_type              = "ra3.large"
  master_username        = "own"
  manage_master_password = true
  skip_final_snapshot    = true
}
resource "aws_msk_cluster" "own" {
  cluster_name           = "own"
  kafka_version          = "3.6.0"
  number_of_broker_nodes = 2
  broker_node_group_info {
    instance_type   = "kafka.t3.small"
    client_subnets  = ["subnet-11111111", "subnet-22222222"]
    security_groups = ["sg-11111111"]
  }
  client_authentication {
    sasl {
      iam = true
    }
  }
}
`,
    ],
  },
});
