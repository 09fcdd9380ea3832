import { expect, it } from 'vitest';
import { hclParser } from '../../src/terraform/source/parser.ts';
import { mutantsOf } from './mutants.ts';

const text = `
resource "aws_kms_key" "a" {
  enable_key_rotation = true
  policy = jsonencode({
    Statement = [
      { Sid = "Use", Effect = "Allow", Principal = { AWS = "x" }, Action = "kms:Decrypt", Resource = "*", Condition = { Bool = {} } },
      { Sid = "Not", Effect = "Deny", Principal = "*", Action = "kms:*", Resource = "*" },
    ]
  })
}

resource "aws_s3_bucket_versioning" "a" {
  versioning_configuration {
    status = "Enabled"
  }
}

locals {
  neutral = true
}
`;

it('weakens what protects, and nothing else', async () => {
  const names = (await mutantsOf('main.tf', text)).map(({ name }) => name);
  expect(names).toEqual([
    'main.tf:3: enable_key_rotation is false',
    'main.tf:6: "Use": everybody may',
    'main.tf:6: "Use": every action is allowed',
    'main.tf:6: "Use": the condition is dropped',
    'main.tf:7: "Not": what is denied is allowed',
    'main.tf:7: "Not": what is denied is something else',
    'main.tf:12: aws_s3_bucket_versioning.a is left out',
    'main.tf:14: "Enabled" becomes "Suspended"',
  ]);
});

it('leaves what Terraform still reads', async () => {
  const parse = await hclParser();
  for (const { name, start, end, text: put } of await mutantsOf('main.tf', text)) {
    const tree = parse(text.slice(0, start) + put + text.slice(end));
    expect(tree.rootNode.hasError, name).toBe(false);
    tree.delete();
  }
});
