import { reachOf } from '../../clouds/aws/network/reach.ts';
import type { Check } from '../check.ts';

/** Remote shells and desktops, Docker, the kubelet, etcd, Jupyter, Spark. */
const adminPorts = [22, 23, 2375, 2376, 2379, 3389, 5900, 5985, 5986, 7077, 8888, 10250];

/** https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/security-group-rules-reference.html */
export const check: Check = {
  id: 'exposure/admin-port-from-internet',
  title: 'The internet does not reach ports for administration',
  severity: 'critical',
  why: 'Whoever guesses or steals one key or password, or finds one flaw, controls a machine whose shell the internet reaches',
  fix: 'Take away the public address, let nobody in on these ports, and use Session Manager or a VPN',
  controls: ['SecurityHub:EC2.13', 'SecurityHub:EC2.14', 'SecurityHub:EC2.19', 'SecurityHub:EC2.53'],
  *judge({ plan }) {
    for (const { unit, fromInternet } of reachOf(plan)) {
      if (unit.kind !== 'compute' || unit.attachments.length === 0) continue;
      const subject = unit.resource;
      const ways = fromInternet.ways.filter(
        ({ by, ports }) => by === 'internet-gateway' && adminIn(ports).length > 0,
      );
      const sure = ways.find(({ answer }) => answer === 'allowed');
      if (sure)
        yield {
          subject,
          outcome: 'fail',
          message: `the internet reaches port ${adminIn(sure.ports).join(', ')} of this ${unit.what}`,
          evidence: sure.because,
        };
      else if (ways.some(({ answer }) => answer === 'cannot-tell'))
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
resource "aws_security_group" "shell" {
  ingress {
    protocol    = "tcp"
    from_port   = 20
    to_port     = 30
    cidr_blocks = ["0.0.0.0/1", "128.0.0.0/1"]
  }
}

resource "aws_instance" "bastion" {
  ami                    = "ami-12345678"
  instance_type          = "t3.micro"
  vpc_security_group_ids = [aws_security_group.shell.id]
}
`,
    ],
    good: [
      `
resource "aws_security_group" "shell" {
  ingress {
    protocol    = "tcp"
    from_port   = 22
    to_port     = 22
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_instance" "bastion" {
  ami                         = "ami-12345678"
  instance_type               = "t3.micro"
  associate_public_ip_address = false
  vpc_security_group_ids      = [aws_security_group.shell.id]
}
`,
      `
resource "aws_security_group" "web" {
  ingress {
    protocol    = "tcp"
    from_port   = 443
    to_port     = 443
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_instance" "web" {
  ami                    = "ami-12345678"
  instance_type          = "t3.micro"
  vpc_security_group_ids = [aws_security_group.web.id]
}
`,
    ],
    unclear: [
      `
resource "aws_instance" "machine" {
  ami                         = "ami-12345678"
  instance_type               = "t3.micro"
  associate_public_ip_address = true
  vpc_security_group_ids      = ["sg-0123456789abcdef0"]
}
`,
    ],
  },
};

function adminIn(texts: readonly string[]): number[] {
  return adminPorts.filter((port) =>
    texts.some((text) => {
      const [, first, last = first] = /^tcp\/(\d+)(?:-(\d+))?$/.exec(text) ?? [];
      return text === 'all' || text === 'tcp/all' || (Number(first) <= port && port <= Number(last));
    }),
  );
}
