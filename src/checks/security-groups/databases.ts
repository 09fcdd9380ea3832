import { holds, openPorts } from '../open-ports.ts';

/** SQL Server, Oracle, MySQL, PostgreSQL, Redshift, CouchDB, Redis, Elasticsearch, Memcached, MongoDB, Cassandra, Neptune */
const databases = [1433, 1434, 1521, 3306, 5432, 5439, 5984, 6379, 9200, 9300, 11211, 27017, 9042, 8182];

export const check = openPorts({
  id: 'security-groups/databases',
  title: 'Not everybody reaches databases',
  severity: 'critical',
  why: 'Databases are searched for, and opened, from the whole internet',
  fix: 'Name the addresses that need it, or use a security group as the source',
  controls: ['SecurityHub:EC2.19', 'KICS:DB Security Group With Public Scope'],
  direction: 'in',
  what: 'gets in',
  isMeant: (ports) => !ports.isAll && databases.some((port) => holds(ports, port)),
  examples: {
    bad: [
      `
resource "aws_security_group" "own" {
  description = "a"
  ingress {
    description = "a"
    from_port   = 5432
    to_port     = 5432
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}
`,
      `
resource "aws_security_group_rule" "own" {
  type              = "ingress"
  security_group_id = "sg-0123456789abcdef0"
  from_port         = 5432
  to_port           = 5432
  protocol          = "tcp"
  cidr_blocks       = ["0.0.0.0/0"]
}
`,
      `
resource "aws_vpc_security_group_ingress_rule" "own" {
  security_group_id = "sg-0123456789abcdef0"
  from_port         = 5432
  to_port           = 5432
  ip_protocol       = "tcp"
  cidr_ipv6         = "::/0"
}
`,
      `
resource "aws_security_group" "own" {
  description = "a"
  ingress {
    description = "a"
    from_port   = 5431
    to_port     = 5433
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}
`,
      `
resource "aws_security_group" "own" {
  description = "a"
  ingress {
    description = "a"
    from_port   = 5432
    to_port     = 5432
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/1", "128.0.0.0/1"]
  }
}
`,
    ],
    good: [
      `
resource "aws_security_group" "own" {
  description = "a"
  ingress {
    description = "a"
    from_port   = 5432
    to_port     = 5432
    protocol    = "tcp"
    cidr_blocks = ["10.0.0.0/8"]
  }
}
`,
      `
resource "aws_security_group" "own" {
  description = "a"
  ingress {
    description = "a"
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}
`,
      `
resource "aws_vpc_security_group_ingress_rule" "own" {
  security_group_id = "sg-0123456789abcdef0"
  from_port         = 5432
  to_port           = 5432
  ip_protocol       = "tcp"
  cidr_ipv4         = "192.0.2.0/24"
}
`,
    ],
  },
});
