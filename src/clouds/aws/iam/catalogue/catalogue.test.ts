import { describe, expect, it } from 'vitest';
import { Blocks, packBlocks } from './blocks.ts';
import { isManagedPolicyArn, managedPolicyArns, managedPolicyDocument } from './managed-policies.ts';
import { actionOf, isService, serviceOf, servicePrefixes } from './services.ts';

describe('the facts of AWS', () => {
  it('hold every service and its actions', () => {
    expect(servicePrefixes().length).toBeGreaterThan(400);
    expect(isService('S3')).toBe(true);
    expect(isService('s4')).toBe(false);
    expect(actionOf('S3:getobject')).toMatchObject({ service: 's3', name: 'GetObject', access: 'Read' });
    expect(actionOf('s3:GetObjects')).toBeUndefined();
    expect(actionOf('GetObject')).toBeUndefined();
    expect(serviceOf('s3')?.resourceControl).toBe(true);
    expect(serviceOf('iam')?.resourceControl).toBe(false);
  });

  it('mark the resources that a call needs', () => {
    expect(actionOf('sagemaker:CreateTrainingJob')?.required).toEqual(['training-job']);
    expect(actionOf('s3:ListAllMyBuckets')?.resources).toEqual([]);
  });

  it('hold the documents of the policies that AWS manages', () => {
    expect(managedPolicyArns()).toHaveLength(1594);
    const text = JSON.stringify(managedPolicyDocument('arn:aws:iam::aws:policy/AmazonSageMakerFullAccess'));
    expect(text).toContain('iam:PassRole');
    expect(managedPolicyDocument('arn:aws-cn:iam::aws:policy/AdministratorAccess')).toBeDefined();
    expect(managedPolicyDocument('arn:aws:iam::aws:policy/NoSuchPolicy')).toBeUndefined();
    expect(managedPolicyDocument('arn:aws:iam::111122223333:policy/AdministratorAccess')).toBeUndefined();
    expect(isManagedPolicyArn('arn:aws:iam::aws:policy/NoSuchPolicy')).toBe(true);
  });

  it('are read block by block', () => {
    const blocks = new Blocks(
      packBlocks([
        ['a', { x: 1 }],
        ['b', []],
      ]),
    );
    expect(blocks.names()).toEqual(['a', 'b']);
    expect([blocks.read('a'), blocks.read('b'), blocks.read('c')]).toEqual([{ x: 1 }, [], undefined]);
  });
});
