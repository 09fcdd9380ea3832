import { reachOf } from '../../clouds/aws/network/reach.ts';
import type { Check } from '../check.ts';

/**
 * Of what is in a VPC; that which AWS itself connects is judged by `sagemaker/*`.
 * https://docs.aws.amazon.com/sagemaker/latest/dg/infrastructure-give-access.html
 */
export const check: Check = {
  id: 'exposure/machine-learning-to-internet',
  title: 'Machine learning in a VPC does not reach the internet',
  severity: 'high',
  why: 'Code of a package or a model that was tampered with sends training data and credentials out by any way that is open',
  fix: 'Use subnets without a route to a NAT or internet gateway, endpoints for the services that are needed, or `enable_network_isolation = true`',
  controls: ['ATLAS:AML.T0025'],
  *judge({ plan }) {
    for (const { unit, toInternet } of reachOf(plan)) {
      if (!unit.resource.type.startsWith('aws_sagemaker_') || unit.attachments.length === 0) continue;
      const subject = unit.resource;
      // A bucket of others is judged at the endpoint.
      const ways = toInternet.ways.filter(({ by }) => by !== 'foreign-bucket');
      const sure = ways.find(({ answer }) => answer === 'allowed');
      if (sure)
        yield {
          subject,
          outcome: 'fail',
          message: `this ${unit.what} reaches the internet: ${sure.because.at(-1) ?? sure.by}`,
          evidence: sure.because,
        };
      else if (ways.some(({ answer }) => answer === 'cannot-tell'))
        yield {
          subject,
          outcome: 'cannot-tell',
          message: toInternet.unknowns[0] ?? 'its network is not known',
        };
      else yield { subject, outcome: 'pass' };
    }
  },
  examples: {
    bad: [notebookBy('nat_gateway_id = aws_nat_gateway.out.id')],
    good: [notebookBy(''), isolatedModel()],
    unclear: [notebookBy('transit_gateway_id = "tgw-0123456789abcdef0"')],
  },
};

function isolatedModel(): string {
  return `
resource "aws_sagemaker_model" "model" {
  execution_role_arn       = "arn:aws:iam::123456789012:role/model"
  enable_network_isolation = true
  primary_container {
    image = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/model:1"
  }
  vpc_config {
    subnets            = ["subnet-0123456789abcdef0"]
    security_group_ids = ["sg-0123456789abcdef0"]
  }
}
`;
}

/** A notebook without direct access, in a subnet with a route for everything by this target, or without a route. */
function notebookBy(target: string): string {
  const route = target === '' ? '' : `  route {\n    cidr_block = "0.0.0.0/0"\n    ${target}\n  }`;
  return `
resource "aws_vpc" "ml" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_internet_gateway" "out" {
  vpc_id = aws_vpc.ml.id
}

resource "aws_subnet" "public" {
  vpc_id     = aws_vpc.ml.id
  cidr_block = "10.0.0.0/24"
}

resource "aws_subnet" "ml" {
  vpc_id     = aws_vpc.ml.id
  cidr_block = "10.0.1.0/24"
}

resource "aws_default_route_table" "public" {
  default_route_table_id = aws_vpc.ml.default_route_table_id
  route {
    cidr_block = "0.0.0.0/0"
    gateway_id = aws_internet_gateway.out.id
  }
}

resource "aws_eip" "out" {
  domain = "vpc"
}

resource "aws_nat_gateway" "out" {
  subnet_id     = aws_subnet.public.id
  allocation_id = aws_eip.out.id
}

resource "aws_route_table" "ml" {
  vpc_id = aws_vpc.ml.id
${route}
}

resource "aws_route_table_association" "ml" {
  subnet_id      = aws_subnet.ml.id
  route_table_id = aws_route_table.ml.id
}

resource "aws_security_group" "ml" {
  vpc_id = aws_vpc.ml.id
  egress {
    protocol    = "-1"
    from_port   = 0
    to_port     = 0
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_sagemaker_notebook_instance" "notebook" {
  name                   = "notebook"
  role_arn               = "arn:aws:iam::123456789012:role/notebook"
  instance_type          = "ml.t3.medium"
  direct_internet_access = "Disabled"
  subnet_id              = aws_subnet.ml.id
  security_groups        = [aws_security_group.ml.id]
}
`;
}
