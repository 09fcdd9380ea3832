import { describe, expect, it } from 'vitest';
import { subjectsOf } from './reference-text.ts';

describe('the references of an expression', () => {
  it.each([
    [['var.a.b', 'var.a'], [{ kind: 'variable', name: 'a' }]],
    [['local.x["a.b"].c', 'local.x["a.b"]', 'local.x'], [{ kind: 'local', name: 'x' }]],
    [
      ['aws_s3_bucket.a.arn', 'aws_s3_bucket.a', 'aws_s3_bucket.a'],
      [
        { kind: 'resource', address: 'aws_s3_bucket.a', keyText: '', attribute: 'arn' },
        { kind: 'resource', address: 'aws_s3_bucket.a', keyText: '' },
      ],
    ],
    [
      [
        'aws_s3_bucket.a["x].y"].rule[0].id',
        'aws_s3_bucket.a["x].y"].rule[0]',
        'aws_s3_bucket.a["x].y"].rule',
      ],
      [{ kind: 'resource', address: 'aws_s3_bucket.a', keyText: '["x].y"]', attribute: 'rule[0].id' }],
    ],
    [
      ['data.aws_ami.a[0].id', 'data.aws_ami.a[0]', 'data.aws_ami.a'],
      [{ kind: 'resource', address: 'data.aws_ami.a', keyText: '[0]', attribute: 'id' }],
    ],
    [['ephemeral.x.y.z'], [{ kind: 'resource', address: 'ephemeral.x.y', keyText: '', attribute: 'z' }]],
    [['resource.aws_ami.a.id'], [{ kind: 'resource', address: 'aws_ami.a', keyText: '', attribute: 'id' }]],
    [
      ['module.m["p"].made', 'module.m["p"]', 'module.n', 'each.key', 'each.value.id', 'each.value'],
      [
        { kind: 'module', call: 'm', keyText: '["p"]', output: 'made' },
        { kind: 'module', call: 'n', keyText: '' },
        { kind: 'own-key' },
        { kind: 'each-value' },
      ],
    ],
    [
      ['count.index', 'path.module', 'terraform.workspace', 'self.id', '', 'x', '[', 'data.x'],
      [{ kind: 'own-key' }],
    ],
    // A longer name is another name.
    [
      ['aws_ami.ab', 'aws_ami.a'],
      [
        { kind: 'resource', address: 'aws_ami.ab', keyText: '' },
        { kind: 'resource', address: 'aws_ami.a', keyText: '' },
      ],
    ],
  ])('%j', (references, subjects) => {
    expect(subjectsOf(references)).toEqual(subjects);
  });
});
