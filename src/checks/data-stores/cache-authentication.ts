import { resourceCheck } from '../check.ts';
import { any, isNoneOf, isSet } from '../rules.ts';

const asks = any(isSet('user_group_ids'), isSet('auth_token'), isSet('auth_token_wo'));

/** https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth.html */
export const check = resourceCheck({
  id: 'data-stores/cache-authentication',
  title: 'Caches ask who it is',
  severity: 'medium',
  why: 'Whoever reaches the port of the cache reads sessions and tokens, and changes them',
  fix: 'Set `user_group_ids`; for MemoryDB an `acl_name` of yours in the place of `open-access`',
  controls: ['CKV_AWS_31', 'SecurityHub:ElastiCache.6'],
  of: ['aws_elasticache_replication_group', 'aws_memorydb_cluster'],
  judge(cache) {
    if (cache.type === 'aws_memorydb_cluster') return isNoneOf('acl_name', ['open-access', null])(cache);
    return asks(cache);
  },
  examples: {
    bad: [
      `
resource "aws_elasticache_replication_group" "own" {
  replication_group_id       = "own"
  description                = "sessions"
  node_type                  = "cache.t4g.small"
  transit_encryption_enabled = true
}
`,
      `
resource "aws_memorydb_cluster" "own" {
  name      = "own"
  acl_name  = "open-access"
  node_type = "db.t4g.small"
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
  user_group_ids             = ["own"]
}
`,
    ],
  },
});
