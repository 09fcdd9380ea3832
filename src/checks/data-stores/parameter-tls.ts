import type { Attributes, Resource } from '../../terraform/plan/plan.ts';
import { cannotTell, fail, type Judgement, pass, resourceCheck } from '../check.ts';

interface Setting {
  name: string;
  /** Values of it that demand TLS. */
  on: RegExp;
  /** Whether AWS demands it where nobody says anything. */
  isDefault: boolean;
}

/**
 * Since PostgreSQL 15, MariaDB 11.8 and MySQL 9.7 AWS demands it by default.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/PostgreSQL.Concepts.General.SSL.html
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/mariadb-ssl-connections.require-ssl.html
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/mysql-ssl-connections.require-ssl.html
 */
function settingOf(family: string): Setting | undefined {
  const postgres = /^(?:aurora-)?postgres(?:ql)?(\d+)/.exec(family);
  if (postgres) return { name: 'rds.force_ssl', on: /^1$/, isDefault: Number(postgres[1]) >= 15 };
  const mysql = /^(?:aurora-)?(mysql|mariadb)(\d+)\.(\d+)/.exec(family);
  if (mysql) {
    const [, engine, major, minor] = mysql;
    const since = engine === 'mysql' ? 9.07 : 11.08;
    const isDefault = Number(major) + Number(minor) / 100 >= since;
    return { name: 'require_secure_transport', on: /^(?:1|on)$/i, isDefault };
  }
  if (family.startsWith('docdb')) return { name: 'tls', on: /^(?!disabled$)/i, isDefault: true };
  if (family.startsWith('redshift-1')) return { name: 'require_ssl', on: /^(?:1|true)$/i, isDefault: false };
  return undefined;
}

export const check = resourceCheck({
  id: 'data-stores/parameter-tls',
  title: 'Parameters of databases demand TLS of their clients',
  severity: 'medium',
  why: 'A client that does not ask for TLS sends its password and the data in the clear',
  fix: 'Set `rds.force_ssl`, `require_secure_transport`, `require_ssl` or `tls` in the parameter group',
  controls: ['CKV2_AWS_69', 'CKV_AWS_90', 'CKV_AWS_105', 'SecurityHub:Redshift.2', 'MLSEC02-BP01'],
  of: [
    'aws_db_parameter_group',
    'aws_rds_cluster_parameter_group',
    'aws_docdb_cluster_parameter_group',
    'aws_redshift_parameter_group',
  ],
  judge(group) {
    const family = group.attribute('family');
    if (!family.known) return cannotTell(`family is not known: ${family.because}`);
    const setting = settingOf(String(family.value));
    return setting && judgeGroup(group, setting);
  },
  examples: {
    bad: [
      `
resource "aws_db_parameter_group" "own" {
  family = "postgres14"
}
`,
      `
resource "aws_db_parameter_group" "own" {
  family = "postgres16"
  parameter {
    name  = "rds.force_ssl"
    value = "0"
  }
}
`,
      `
resource "aws_rds_cluster_parameter_group" "own" {
  family = "aurora-mysql8.0"
}
`,
      `
resource "aws_docdb_cluster_parameter_group" "own" {
  family = "docdb5.0"
  parameter {
    name  = "tls"
    value = "disabled"
  }
}
`,
      `
resource "aws_redshift_parameter_group" "own" {
  name   = "own"
  family = "redshift-1.0"
}
`,
    ],
    good: [
      `
resource "aws_db_parameter_group" "own" {
  family = "postgres16"
}
resource "aws_db_parameter_group" "maria" {
  family = "mariadb11.8"
}
resource "aws_rds_cluster_parameter_group" "own" {
  family = "aurora-mysql8.0"
  parameter {
    name  = "require_secure_transport"
    value = "ON"
  }
}
resource "aws_docdb_cluster_parameter_group" "own" {
  family = "docdb5.0"
}
resource "aws_redshift_parameter_group" "own" {
  name   = "own"
  family = "redshift-1.0"
  parameter {
    name  = "require_ssl"
    value = "true"
  }
}
`,
    ],
  },
});

function judgeGroup(group: Resource, { name, on, isDefault }: Setting): Judgement {
  const parameters = group.elements('parameter');
  if (!parameters.known) return cannotTell(`parameter is not known: ${parameters.because}`);
  const own = parameters.value.find((one) => textOf(one, 'name') === name);
  if (own) {
    const value = own.attribute('value');
    if (!value.known) return cannotTell(`${name} is not known: ${value.because}`);
    return on.test(String(value.value)) ? pass : fail(`${name} is ${JSON.stringify(value.value)}`);
  }
  if (parameters.value.some((one) => !one.attribute('name').known))
    return cannotTell('the name of a parameter is not known');
  return isDefault ? pass : fail(`no parameter is ${name}, and then TLS is not demanded`);
}

function textOf(block: Attributes, path: string): string | undefined {
  const value = block.attribute(path);
  return value.known && typeof value.value === 'string' ? value.value : undefined;
}
