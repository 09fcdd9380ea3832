import { resourceCheck } from '../check.ts';
import { isCustomerKey } from '../customer-key.ts';
import { all, any, isOneOf, isTrue } from '../rules.ts';

const path = 'configuration.execute_command_configuration';
const isEncrypted = any(
  isTrue(`${path}.log_configuration.cloud_watch_encryption_enabled`),
  isTrue(`${path}.log_configuration.s3_bucket_encryption_enabled`),
);

export const check = resourceCheck({
  id: 'ecs/exec-encryption',
  title: 'Sessions inside containers, and their logs, are encrypted',
  severity: 'low',
  why: 'Whoever gets at the log reads what was typed',
  fix: 'Set `kms_key_id`, and `cloud_watch_encryption_enabled` or `s3_bucket_encryption_enabled`',
  controls: ['CKV_AWS_224'],
  of: ['aws_ecs_cluster'],
  judge: (cluster, { plan }) =>
    isOneOf(`${path}.logging`, ['OVERRIDE'])(cluster).outcome === 'pass'
      ? all(isCustomerKey(`${path}.kms_key_id`, plan), isEncrypted)(cluster)
      : undefined,
  examples: {
    bad: [
      `
resource "aws_ecs_cluster" "own" {
  name = "own"
  configuration {
    execute_command_configuration {
      logging = "OVERRIDE"
      log_configuration {
        cloud_watch_log_group_name     = "exec"
        
      }
    }
  }
}
`,
      `
resource "aws_ecs_cluster" "own" {
  name = "own"
  configuration {
    execute_command_configuration {
      kms_key_id = "arn:aws:kms:eu-west-1:123456789012:key/own"
      logging = "OVERRIDE"
      log_configuration {
        cloud_watch_log_group_name     = "exec"
        
      }
    }
  }
}
`,
    ],
    good: [
      `
resource "aws_ecs_cluster" "own" {
  name = "own"
  
}
`,
      `
resource "aws_ecs_cluster" "own" {
  name = "own"
  configuration {
    execute_command_configuration {
      kms_key_id = "arn:aws:kms:eu-west-1:123456789012:key/own"
      logging = "OVERRIDE"
      log_configuration {
        cloud_watch_log_group_name     = "exec"
        cloud_watch_encryption_enabled = true
      }
    }
  }
}
`,
    ],
  },
});
