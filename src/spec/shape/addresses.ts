import { expected, text } from './forms.ts';

export const account = text('an AWS account', 'write its 12 digits in quotes: "111111111111"', /^\d{12}$/);
export const githubId = text(
  'an id of GitHub',
  'write the digits in quotes; gh api repos/OWNER/NAME shows .id and .owner.id',
  /^[1-9]\d{0,18}$/,
);
export const region = text('an AWS region', 'write it as in eu-central-1', /^[a-z]{2}(-[a-z]+)+-\d$/, 30);
export const machine = text(
  'a SageMaker machine',
  'write it as in ml.m6i.xlarge',
  /^ml\.[a-z0-9-]+\.[a-z0-9-]+$/,
  40,
);
export const email = text(
  'an e-mail address',
  'write it as in ada@acme.example',
  /^[^@\s]+@[^@\s.]+(\.[^@\s.]+)+$/,
);

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html */
export const roleArn = text(
  'the ARN of a role',
  'write one role, without wildcards: "arn:aws:iam::444444444444:role/loan-desk"',
  /^arn:aws(-cn|-us-gov)?:iam::\d{12}:role\/([\w+=,.@-]+\/)*[\w+=,.@-]{1,64}$/,
  600,
);

export const repository = text(
  'a repository',
  'write OWNER/NAME, as in acme/ml-platform',
  /^[A-Za-z0-9][A-Za-z0-9-]*\/(?!\.{1,2}$)[A-Za-z0-9._-]{1,100}$/,
);
export const branch = text(
  'a branch',
  'write its name, without wildcards: main',
  /^(?!\/)(?!.*(\.\.|\/\/|@\{|\.lock$))[A-Za-z0-9._/-]+(?<![/.])$/,
);

/** An image under the digest of its manifest; a tag can be moved to another one. */
export const image = text(
  'an image by digest',
  'write REGISTRY/NAME@sha256:... with its 64 digits',
  /^[a-z0-9][a-z0-9.-]*(:\d{1,5})?(\/[a-z0-9][a-z0-9._-]*)+@sha256:[0-9a-f]{64}$/,
  400,
);

const notLeaving = '(?!/)(?!(.*/)?\\.\\.(/|$))';
const ordinary = '[^\\p{Cc}\\\\:*?"<>|{}\\[\\]()!]';
const inFolder = 'write a path from the folder of this file, with /, without .. and without a leading /';

/** A file or folder below the folder of `holdfast.yaml`. */
export const path = text(
  'a path inside this folder',
  inFolder,
  new RegExp(`^${notLeaving}${ordinary}+$`, 'u'),
  300,
);

/**
 * A path, a glob with `*` and `?`, or `npm:PACKAGE/GLOB` in an installed package. Braces, brackets and parentheses are
 * refused: `{.,}./x` would be a way out of the folder.
 */
export const source = text(
  'a path, a glob or a package',
  `${inFolder}; globs have * and ?; a package is npm:PACKAGE/GLOB`,
  new RegExp(`^(npm:(@[a-z0-9][a-z0-9._-]*/)?[a-z0-9][a-z0-9._-]*/)?${notLeaving}(${ordinary}|[*?])+$`, 'u'),
  300,
);

const isNetwork = (value: string) => {
  const [address = '', bits = ''] = value.split('/');
  const parts = address.split('.').map(Number);
  const host = 2 ** (32 - Number(bits));
  const whole = parts.reduce((sum, part) => sum * 256 + part, 0);
  return parts.every((part) => part <= 255) && whole % host === 0;
};

/** https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html: between /16 and /28. */
export const vpcCidr = text(
  'a network for a VPC',
  'write an address and 16 to 28 bits, with no bit set behind them: 10.64.0.0/16',
  /^(\d{1,3}\.){3}\d{1,3}\/(1[6-9]|2[0-8])$/,
).refine(isNetwork, expected('a network for a VPC', 'set no bit behind the prefix: 10.64.0.0/16'));

export const host = text(
  'the name of a host',
  'write it without scheme, port or wildcard: api.example.com',
  /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/,
  253,
);
