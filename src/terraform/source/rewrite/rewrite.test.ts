import { describe, expect, it } from 'vitest';
import { scratched, syntaxError } from '../testing/scratched.ts';
import type { ChangeKind } from '../types.ts';

interface Case {
  name: string;
  /** `main.tf` unless `file` says otherwise. */
  file?: string;
  before: string;
  /** Spaces at the ends of lines do not count. */
  after: string;
  changes?: ChangeKind[];
}

const cases: Case[] = [
  {
    name: 'blanks a backend, a cloud, an encryption and a state store',
    before:
      'terraform {\n  backend "s3" {\n    bucket = "}"\n  }\n  cloud {}\n  encryption {\n  }\n  state_store "x" {\n  }\n  required_version = ">= 1"\n}\n',
    after: 'terraform {\n\n\n\n\n\n\n\n\n  required_version = ">= 1"\n}\n',
    changes: ['backend', 'backend', 'cloud', 'encryption'],
  },
  {
    name: 'blanks a backend on one line',
    before: 'terraform { backend "s3" {} }\n',
    after: 'terraform {                 }\n',
    changes: ['backend'],
  },
  {
    name: 'blanks provisioners and connections, with heredocs and braces in them',
    before: `resource "aws_x" "a" {\n  provisioner "local-exec" {\n    command = <<-EOT\n      } touch "\${path.module}/mark"\n    EOT\n  }\n  connection {\n    host = "{"\n  }\n  name = "a" # provisioner "x" {}\n}\n`,
    after: 'resource "aws_x" "a" {\n\n\n\n\n\n\n\n\n  name = "a" # provisioner "x" {}\n}\n',
    changes: ['provisioner', 'connection'],
  },
  {
    name: 'blanks a provisioner that runs when a resource is removed from the code',
    before: 'removed {\n  from = aws_x.a\n  provisioner "local-exec" {\n    when = destroy\n  }\n}\n',
    after: 'removed {\n  from = aws_x.a\n\n\n\n}\n',
    changes: ['provisioner'],
  },
  {
    name: 'leaves nested blocks that only have such a name',
    before:
      'resource "aws_x" "a" {\n  origin {\n    connection {\n    }\n  }\n}\nresource "aws_cloud" "b" {\n  backend {\n  }\n}\n',
    after:
      'resource "aws_x" "a" {\n  origin {\n    connection {\n    }\n  }\n}\nresource "aws_cloud" "b" {\n  backend {\n  }\n}\n',
  },
  {
    name: 'keeps line ends of Windows',
    before: 'resource "aws_x" "é😀" {\r\n  provisioner "x" {\r\n    a = "é😀"\r\n  }\r\n  b = 1\r\n}\r\n',
    after: 'resource "aws_x" "é😀" {\r\n\r\n\r\n\r\n  b = 1\r\n}\r\n',
    changes: ['provisioner'],
  },
  {
    name: 'fixes what differs between two runs',
    before: `locals {\n  a = timestamp()\n  b = "\${formatdate("YYYY", plantimestamp( ))}"\n  c = core::timestamp()\n  d = timestamps(1)\n  e = "timestamp()"\n}\n`,
    after: `locals {\n  a = "2000-01-01T00:00:00Z"\n  b = "\${formatdate("YYYY", "2000-01-01T00:00:00Z")}"\n  c = "2000-01-01T00:00:00Z"\n  d = timestamps(1)\n  e = "timestamp()"\n}\n`,
    changes: ['clock-function', 'clock-function', 'clock-function'],
  },
  {
    name: 'fixes a call of several lines, in a heredoc too',
    before: `locals {\n  a = timestamp(\n  )\n  b = <<EOT\n{ \${timestamp()} }\nEOT\n}\n`,
    after: `locals {\n  a = ("2000-01-01T00:00:00Z"\n)\n  b = <<EOT\n{ \${"2000-01-01T00:00:00Z"} }\nEOT\n}\n`,
    changes: ['clock-function', 'clock-function'],
  },
  {
    name: 'unquotes types',
    before:
      'variable "a" {\n  type = "string"\n}\nvariable "b" {\n  type = "list"\n}\nvariable "c" {\n  type = "map"\n}\nvariable "d" {\n  type = string\n  default = "list"\n}\n',
    after:
      'variable "a" {\n  type = string\n}\nvariable "b" {\n  type = list(any)\n}\nvariable "c" {\n  type = map(any)\n}\nvariable "d" {\n  type = string\n  default = "list"\n}\n',
    changes: ['old-syntax', 'old-syntax', 'old-syntax'],
  },
  {
    name: 'unquotes references',
    before:
      'resource "aws_x" "a" {\n  provider = "aws.west"\n  depends_on = ["aws_y.b", aws_y.c, "module.m"]\n  lifecycle {\n    ignore_changes = ["tags"]\n  }\n}\nresource "aws_x" "b" {\n  lifecycle {\n    ignore_changes = ["*"]\n  }\n}\noutput "o" {\n  value = ["aws_y.b"]\n  depends_on = ["aws_x.a"]\n}\nmodule "m" {\n  source = "./m"\n  providers = {\n    aws = "aws.west"\n  }\n}\n',
    after:
      'resource "aws_x" "a" {\n  provider = aws.west\n  depends_on = [aws_y.b, aws_y.c, module.m]\n  lifecycle {\n    ignore_changes = [tags]\n  }\n}\nresource "aws_x" "b" {\n  lifecycle {\n    ignore_changes = all\n  }\n}\noutput "o" {\n  value = ["aws_y.b"]\n  depends_on = [aws_x.a]\n}\nmodule "m" {\n  source = "./m"\n  providers = {\n    aws = aws.west\n  }\n}\n',
    changes: [
      'old-syntax',
      'old-syntax',
      'old-syntax',
      'old-syntax',
      'old-syntax',
      'old-syntax',
      'old-syntax',
    ],
  },
  {
    name: 'writes list() and map() as today',
    before:
      'locals {\n  a = list("x", list())\n  b = map("k", 1, var.l, map())\n}\nvariable "v" {\n  type = list(map(string))\n}\n',
    after:
      'locals {\n  a = tolist(["x", tolist([])])\n  b = tomap({("k") = 1, (var.l) = tomap({})})\n}\nvariable "v" {\n  type = list(map(string))\n}\n',
    changes: ['old-syntax', 'old-syntax', 'old-syntax', 'old-syntax'],
  },
  {
    name: 'makes a remote state local',
    before:
      'data "terraform_remote_state" "n" {\n  backend   = "s3"\n  workspace = "w"\n  config = {\n    bucket = "b"\n  }\n}\n',
    after: 'data "terraform_remote_state" "n" {\n  backend   = "local"\n\n\n\n\n}\n',
    changes: ['remote-state'],
  },
  {
    name: 'makes a remote state within a check local, with more lines',
    before:
      'check "c" {\n  data "terraform_remote_state" "n" {\n    backend = "s3"\n    config  = {}\n  }\n}\n',
    after:
      'check "c" {\n  data "terraform_remote_state" "n" {\n  config = {"path":"./holdfast-no-state"}\n  defaults = {}\n    backend = "local"\n\n  }\n}\n',
    changes: ['remote-state'],
  },
  {
    name: 'gives data within a check its address',
    before:
      'check "c" {\n  data "http" "a" {\n    url = ""\n  }\n  data "http" "b" { url = "" }\n  data "http" "c" {}\n  data "http" "d" { # x\n  }\n}\n',
    after: `check "c" {\n  data "http" "a" {\n  holdfast_address = "\${var.holdfast_module}data.http.a"\n    url = ""\n  }\n  data "http" "b" {\n  holdfast_address = "\${var.holdfast_module}data.http.b"\n url = ""\n}\n  data "http" "c" {\n  holdfast_address = "\${var.holdfast_module}data.http.c"\n}\n  data "http" "d" {\n  holdfast_address = "\${var.holdfast_module}data.http.d" # x\n  }\n}\n`,
  },
  {
    name: 'does the same in JSON syntax',
    file: 'main.tf.json',
    before: `{"terraform": [{"backend": {"s3": {\n  "bucket": "b"}}, "required_version": ">= 1"}],\n"resource": {"aws_x": {"a": {"provisioner": [\n{"local-exec": {}}], "name": "é \${timestamp()} \\"q\\""}}},\n"check": {"c": {"data": {"http": {"a": {"url": ""}}}}},\n"data": {"terraform_remote_state": {"n": {"backend": "s3", "config": {\n}}}},\n"variable": {"v": {"type": "list"}, "w": {"type": "string"}}}\n`,
    after: `{"terraform": [{"//": null\n, "required_version": ">= 1"}],\n"resource": {"aws_x": {"a": {"//": null\n, "name": "é \${\\"2000-01-01T00:00:00Z\\"} \\"q\\""}}},\n"check": {"c": {"data": {"http": {"a": {"holdfast_address": "\${var.holdfast_module}data.http.a", "url": ""}}}}},\n"data": {"terraform_remote_state": {"n": {"backend": "local", "//": null\n}}},\n"variable": {"v": {"type": "list(any)"}, "w": {"type": "string"}}}\n`,
    changes: ['backend', 'provisioner', 'remote-state', 'clock-function', 'old-syntax'],
  },
  {
    name: 'finds keys in JSON syntax that are written with escapes',
    file: 'main.tf.json',
    before: '{"terraform": {"\\u0062ackend": {"s3": {}}}, "locals": {"a": "$\\u007btimestamp()}"}}',
    after: `{"terraform": {"//": null}, "locals": {"a": "\${\\"2000-01-01T00:00:00Z\\"}"}}`,
    changes: ['backend', 'clock-function'],
  },
];

const trimmed = (text: string) => text.replace(/[ \t]+(?=\r?\n|$)/g, '').replace(/^[ ]+(?=[,)])/gm, '');

describe('rewriting', () => {
  it.each(cases)('$name', async ({ file = 'main.tf', before, after, changes = [] }) => {
    await using one = await scratched({ [file]: before, 'm/main.tf': '' });
    const text = await one.text(file);
    expect(trimmed(text)).toBe(trimmed(after));
    expect(one.scratch.changes.map(({ what }) => what).sort()).toEqual(changes.toSorted());
    expect(await syntaxError(file, text)).toBeUndefined();
    expect(one.leftovers).toEqual([]);
  });

  it('gives every uuid and bcrypt its own text, the same in every run', async () => {
    const files = { 'main.tf': 'locals {\n  a = [uuid(), uuid(), bcrypt(uuid(), 4)]\n}\n' };
    await using one = await scratched(files);
    await using two = await scratched(files);
    const text = await one.text('main.tf');
    expect(await two.text('main.tf')).toBe(text);
    expect(text).toMatch(
      /\["[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}", "[^"]{36}", "\$2a\$10\$[^"]{53}"\]/,
    );
    expect(new Set(text.match(/"[^"]{36}"/g)).size).toBe(2);
  });

  it('tells each resource its address, through an override file where there can be one', async () => {
    await using one = await scratched({
      'main.tf': `resource "aws_x" "a" { name = 1 }\nresource "aws_x" "b" {\n  count = 1\n}\ndata "aws_x" "c" {\n  for_each = {}\n}\nephemeral "aws_x" "d" {}\nresource "terraform_data" "e" {}\nmodule "m" {\n  source = "./m"\n  for_each = {}\n}\nmodule "gone" {\n  source = "./gone"\n}\nresource "aws_x" "\${bad}" {}\n`,
      'm/main.tf': '',
    });
    const module = `$\{var.holdfast_module}`;
    expect(await one.text('holdfast_address_override.tf')).toBe(
      [
        `resource "aws_x" "a" {\n  holdfast_address = "${module}aws_x.a"\n}`,
        `resource "aws_x" "b" {\n  holdfast_address = "${module}aws_x.b[$\{count.index}]"\n}`,
        `data "aws_x" "c" {\n  holdfast_address = "${module}data.aws_x.c[$\{jsonencode(each.key)}]"\n}`,
        `module "m" {\n  holdfast_module = "${module}module.m[$\{jsonencode(each.key)}]."\n}\n`,
      ].join('\n'),
    );
    // Terraform takes no overrides of ephemeral blocks.
    expect(await one.text('main.tf')).toContain(
      `ephemeral "aws_x" "d" {\n  holdfast_address = "${module}ephemeral.aws_x.d"`,
    );
    expect(await one.text('m/holdfast_module.tf')).toContain('variable "holdfast_module"');
  });
});

describe('remote states', () => {
  it('get values by the names and uses of their outputs', async () => {
    await using one = await scratched({
      'main.tf': `data "terraform_remote_state" "n" {\n  backend = "s3"\n}\nlocals {\n  a = data.terraform_remote_state.n.outputs.vpc_id\n  b = "\${data.terraform_remote_state.n.outputs["subnet_ids"]}-x"\n  c = data.terraform_remote_state.n.outputs.db.address\n  d = data.terraform_remote_state.n.outputs.key_arn\n  e = data.terraform_remote_state.n.outputs.zones[0].id\n  f = data.terraform_remote_state.n.outputs.dns + data.other\n}\n`,
      'more.tf.json': `{"locals": {"g": "\${data.terraform_remote_state.n.outputs.account_id}"}}`,
    });
    const override = await one.text('holdfast_address_override.tf');
    const defaults = JSON.parse(/defaults = (.*)/.exec(override)?.[1] ?? '');
    expect(defaults).toEqual({
      vpc_id: expect.stringMatching(/^vpc-0[0-9a-f]{16}$/),
      subnet_ids: [expect.stringMatching(/^subnet-0[0-9a-f]{16}$/), expect.stringMatching(/^subnet-0/)],
      db: { address: 'assumed-address' },
      key_arn: expect.stringMatching(/^arn:aws:kms:us-east-1:\d{12}:key\//),
      zones: [{ id: 'assumed-id' }, { id: 'assumed-id' }],
      dns: 'assumed-dns',
      account_id: expect.stringMatching(/^\d{12}$/),
    });
    expect(one.scratch.changes[0]?.detail).toContain('vpc_id = "vpc-0');
  });

  it('take what is given, by address, and escape it', async () => {
    const state =
      'data "terraform_remote_state" "n" {\n  backend = "s3"\n}\nlocals {\n  a = data.terraform_remote_state.n.outputs.a\n}\n';
    await using one = await scratched(
      { 'main.tf': `${state}module "m" {\n  source = "./m"\n}\n`, 'm/main.tf': state },
      {
        remoteState: {
          'data.terraform_remote_state.n': { a: `$\{x}` },
          'module.m.data.terraform_remote_state.n': { b: 1 },
        },
      },
    );
    expect(await one.text('holdfast_address_override.tf')).toContain(`defaults = {"a":"$$\{x}"}`);
    expect(await one.text('m/holdfast_address_override.tf')).toContain('defaults = {"a":"assumed-a","b":1}');
  });
});
