import { holds, openPorts } from '../open-ports.ts';

/** FTP, Telnet, SMTP, RPC, NetBIOS, SMB, rsh, Docker, NFS, VNC, WinRM, Jupyter, Kubernetes, Kibana */
const dangerous = [
  20, 21, 23, 25, 110, 111, 135, 139, 143, 445, 514, 2049, 2375, 2376, 5500, 5601, 5900, 5985, 5986, 6443,
  8888, 10250,
];

export const check = openPorts({
  id: 'security-groups/administration',
  title: 'Not everybody reaches ports for administration',
  severity: 'high',
  why: 'Such services trust whoever reaches them, or have well-known holes',
  fix: 'Name the addresses that need it, or use a security group as the source',
  controls: ['SecurityHub:EC2.19', 'KICS:Sensitive Port Is Exposed To Entire Network'],
  direction: 'in',
  what: 'gets in',
  isMeant: (ports) => !ports.isAll && dangerous.some((port) => holds(ports, port)),
  examples: {
    bad: [
      `
resource "aws_security_group" "own" {
  description = "a"
  ingress {
    description = "a"
    from_port   = 5900
    to_port     = 5900
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}
`,
      `
resource "aws_security_group_rule" "own" {
  type              = "ingress"
  security_group_id = "sg-0123456789abcdef0"
  from_port         = 5900
  to_port           = 5900
  protocol          = "tcp"
  cidr_blocks       = ["0.0.0.0/0"]
}
`,
      `
resource "aws_vpc_security_group_ingress_rule" "own" {
  security_group_id = "sg-0123456789abcdef0"
  from_port         = 5900
  to_port           = 5900
  ip_protocol       = "tcp"
  cidr_ipv6         = "::/0"
}
`,
      `
resource "aws_security_group" "own" {
  description = "a"
  ingress {
    description = "a"
    from_port   = 5899
    to_port     = 5901
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
    from_port   = 5900
    to_port     = 5900
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
    from_port   = 5900
    to_port     = 5900
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
  from_port         = 5900
  to_port           = 5900
  ip_protocol       = "tcp"
  cidr_ipv4         = "192.0.2.0/24"
}
`,
    ],
  },
});
