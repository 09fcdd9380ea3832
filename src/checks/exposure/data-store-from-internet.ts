import { reachOf } from '../../clouds/aws/network/reach.ts';
import type { Check } from '../check.ts';

/** https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html */
export const check: Check = {
  id: 'exposure/data-store-from-internet',
  title: 'The internet does not reach data stores',
  severity: 'critical',
  why: 'Anyone on the internet can try passwords and flaws of a database that its network lets them reach',
  fix: 'Set `publicly_accessible = false`, put it into subnets without a route to an internet gateway, and let only the security groups of its clients in',
  controls: ['SecurityHub:RDS.2', 'SecurityHub:Opensearch.2', 'Config:rds-instance-public-access-check'],
  *judge({ plan }) {
    for (const { unit, fromInternet } of reachOf(plan)) {
      if (unit.kind !== 'store') continue;
      const subject = unit.resource;
      const [way] = fromInternet.ways;
      if (fromInternet.answer === 'allowed' && way)
        yield {
          subject,
          outcome: 'fail',
          message: `the internet reaches this ${unit.what} on ${way.ports.join(', ')}`,
          evidence: way.because,
        };
      else if (fromInternet.answer === 'cannot-tell')
        yield {
          subject,
          outcome: 'cannot-tell',
          message: fromInternet.unknowns[0] ?? 'its network is not known',
        };
      else yield { subject, outcome: 'pass' };
    }
  },
  examples: {
    bad: [
      `
resource "aws_security_group" "db" {
  ingress {
    protocol    = "tcp"
    from_port   = 5432
    to_port     = 5432
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_db_instance" "db" {
  instance_class              = "db.t3.micro"
  engine                      = "postgres"
  allocated_storage           = 20
  username                    = "owner"
  manage_master_user_password = true
  publicly_accessible         = true
  vpc_security_group_ids      = [aws_security_group.db.id]
}
`,
      'resource "aws_opensearch_domain" "search" {\n  domain_name = "search"\n}',
    ],
    good: [
      `
resource "aws_security_group" "db" {
  ingress {
    protocol    = "tcp"
    from_port   = 5432
    to_port     = 5432
    cidr_blocks = ["10.0.0.0/8"]
  }
}

resource "aws_db_instance" "db" {
  instance_class              = "db.t3.micro"
  engine                      = "postgres"
  allocated_storage           = 20
  username                    = "owner"
  manage_master_user_password = true
  publicly_accessible         = true
  vpc_security_group_ids      = [aws_security_group.db.id]
}
`,
    ],
    unclear: [
      `
resource "aws_db_instance" "db" {
  instance_class              = "db.t3.micro"
  engine                      = "postgres"
  allocated_storage           = 20
  username                    = "owner"
  manage_master_user_password = true
  publicly_accessible         = true
  db_subnet_group_name        = "made-elsewhere"
  vpc_security_group_ids      = ["sg-0123456789abcdef0"]
}
`,
    ],
  },
};
