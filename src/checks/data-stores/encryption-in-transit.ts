import { failsLeftOut } from '../careful-rules.ts';
import { resourceCheck } from '../check.ts';
import { all, isOneOf, isTrue, type Rule } from '../rules.ts';

const on = (path: string) => failsLeftOut(path, 'off', isTrue(path));

const domain = all(
  on('node_to_node_encryption.enabled'),
  failsLeftOut(
    'domain_endpoint_options.enforce_https',
    'false',
    isTrue('domain_endpoint_options.enforce_https'),
  ),
);

const inTransit = 'encryption_info.encryption_in_transit';

const rules: Readonly<Record<string, Rule>> = {
  aws_elasticache_replication_group: on('transit_encryption_enabled'),
  aws_memorydb_cluster: isTrue('tls_enabled'),
  aws_opensearch_domain: domain,
  aws_elasticsearch_domain: domain,
  aws_dax_cluster: isOneOf('cluster_endpoint_encryption_type', ['TLS']),
  // Left out, brokers take TLS only: https://docs.aws.amazon.com/msk/latest/developerguide/msk-encryption.html
  aws_msk_cluster: all(
    isOneOf(`${inTransit}.client_broker`, ['TLS', null]),
    isOneOf(`${inTransit}.in_cluster`, [true, null]),
  ),
  aws_db_proxy: failsLeftOut('require_tls', 'false', isTrue('require_tls')),
};

/** https://docs.aws.amazon.com/opensearch-service/latest/developerguide/ntn.html, and the like of each service */
export const check = resourceCheck({
  id: 'data-stores/encryption-in-transit',
  title: 'Clusters, caches and proxies of databases take TLS only',
  severity: 'high',
  why: 'Whoever is on the way reads the data, and the passwords that open it',
  fix: 'Switch the encryption in transit on, and let clients use TLS before that',
  controls: [
    'CKV_AWS_30',
    'CKV_AWS_202',
    'CKV_AWS_6',
    'CKV_AWS_83',
    'CKV_AWS_239',
    'CKV_AWS_81',
    'AVD-AWS-0051',
    'AVD-AWS-0043',
    'AVD-AWS-0046',
    'AVD-AWS-0073',
    'SecurityHub:ElastiCache.5',
    'SecurityHub:Opensearch.3',
    'SecurityHub:ES.3',
    'SecurityHub:DynamoDB.7',
    'SecurityHub:MSK.1',
    'MLSEC02-BP01',
  ],
  of: Object.keys(rules),
  judge: (store) => rules[store.type]?.(store),
  examples: {
    bad: [
      `
resource "aws_elasticache_replication_group" "own" {
  replication_group_id = "own"
  description          = "sessions"
  node_type            = "cache.t4g.small"
}
`,
      `
resource "aws_memorydb_cluster" "own" {
  name        = "own"
  acl_name    = "open-access"
  node_type   = "db.t4g.small"
  tls_enabled = false
}
`,
      `
resource "aws_opensearch_domain" "own" {
  domain_name = "own"
  node_to_node_encryption {
    enabled = true
  }
  domain_endpoint_options {
    enforce_https = false
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
  encryption_info {
    encryption_in_transit {
      client_broker = "TLS_PLAINTEXT"
    }
  }
}
`,
      `
resource "aws_db_proxy" "own" {
  name           = "own"
  engine_family  = "POSTGRESQL"
  role_arn       = "arn:aws:iam::123456789012:role/proxy"
  vpc_subnet_ids = ["subnet-11111111", "subnet-22222222"]
  auth {
    secret_arn = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:own-AbCdEf"
  }
}
`,
      `
resource "aws_dax_cluster" "own" {
  cluster_name       = "own"
  iam_role_arn       = "arn:aws:iam::123456789012:role/dax"
  node_type          = "dax.r5.large"
  replication_factor = 1
}
`,
    ],
    good: [
      `
resource "aws_elasticache_replication_group" "own" {
  replication_group_id       = "own"
  description                = "sessions"
  node_type                  = "cache.t4g.small"
  transit_encryption_enabled = true
}
resource "aws_opensearch_domain" "own" {
  domain_name = "own"
  node_to_node_encryption {
    enabled = true
  }
  domain_endpoint_options {
    enforce_https       = true
    tls_security_policy = "Policy-Min-TLS-1-2-2019-07"
  }
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
}
resource "aws_db_proxy" "own" {
  name           = "own"
  engine_family  = "POSTGRESQL"
  role_arn       = "arn:aws:iam::123456789012:role/proxy"
  vpc_subnet_ids = ["subnet-11111111", "subnet-22222222"]
  require_tls    = true
  auth {
    secret_arn = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:own-AbCdEf"
  }
}
`,
    ],
  },
});
