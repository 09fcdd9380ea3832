import type { Policy, Principal } from '../types.ts';
import { type Asker, together } from './ask.ts';
import type { Proof } from './types.ts';

/** What gives every right. */
export const everything: Policy = {
  id: 'arn:aws:iam::aws:policy/AdministratorAccess',
  document: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] },
};

/**
 * An administrator has all of IAM's means to give rights, on every user, role and policy of the account: who has these
 * can give itself the rest. Someone who lacks one of them may still be able to become an administrator: `reach.ts`.
 */
const means: [action: string, resource: string][] = [
  ['iam:AttachRolePolicy', 'role/*'],
  ['iam:AttachUserPolicy', 'user/*'],
  ['iam:CreateAccessKey', 'user/*'],
  ['iam:CreatePolicyVersion', 'policy/*'],
  ['iam:CreateRole', 'role/*'],
  ['iam:CreateUser', 'user/*'],
  ['iam:PutRolePolicy', 'role/*'],
  ['iam:PutUserPolicy', 'user/*'],
  ['iam:UpdateAssumeRolePolicy', 'role/*'],
];

/** What an administrator can do, asked until one is denied: then that one alone is the proof. */
export function adminProofs(asker: Asker, principal: Principal): Proof[] {
  const proofs: Proof[] = [];
  for (const [action, name] of means) {
    const arn = `arn:aws:iam::${principal.account}:${name}`;
    const context = { 'iam:PolicyARN': everything.id };
    const proof = asker.ask(principal, action, { arn, account: principal.account }, context);
    if (proof.answer.answer === 'denied') return [proof];
    proofs.push(proof);
  }
  return proofs;
}

export function adminAnswer(asker: Asker, principal: Principal) {
  const proofs = adminProofs(asker, principal);
  return { answer: together(proofs), proofs };
}
