import type { z } from 'zod';
import { email } from '../shape/addresses.ts';
import { login } from '../shape/names.ts';
import { publicKey } from '../shape/public-key.ts';
import { bareRecord, named, shape } from '../shape/shape.ts';
import type { Declared, Finding, LooseInput, Report, Section } from './noun.ts';

const person = shape({
  github: login.exactOptional().describe('The GitHub login, where it is not the key.'),
  email: email.exactOptional().describe('The e-mail address that signs in.'),
  key: publicKey
    .exactOptional()
    .describe('The public key that signs approvals: SubjectPublicKeyInfo in base64 (P-256, P-384, Ed25519).'),
});

const withLogin = (people: Record<string, z.output<typeof person>>) =>
  bareRecord(
    Object.entries(people).map(([id, found]) => [id, { ...found, github: found.github ?? id }] as const),
  );

const schema = named(login, person)
  .transform(withLogin)
  .prefault({})
  .describe('People of whom more than the login must be known.');

export type Person = z.output<typeof schema>[string];
type LoosePeople = NonNullable<LooseInput<typeof schema>>;

/** A person in two teams under two names would count as two where two are needed. */
function checkSpelling(people: LoosePeople, declared: Declared, report: Report): void {
  const seen = new Map<string, string>();
  for (const id of Object.keys(people)) seen.set(id.toLowerCase(), id);
  for (const [team, members] of declared.teams) {
    for (const [index, member] of members.entries()) {
      const first = seen.get(member.toLowerCase());
      seen.set(member.toLowerCase(), first ?? member);
      if (first === undefined || first === member) continue;
      report({
        code: 'person-twice',
        path: ['teams', team, 'members', index],
        message: `"${member}" and "${first}" are one login on GitHub, where case does not count`,
        fix: `write "${first}"`,
      });
    }
  }
}

function checkLogins(people: LoosePeople, declared: Declared, report: Report): void {
  const owners = new Map(
    Object.entries(people).map(([id, found]) => [(found?.github ?? id).toLowerCase(), id]),
  );
  for (const [team, members] of declared.teams) {
    for (const [index, member] of members.entries()) {
      const owner = owners.get(member.toLowerCase());
      if (owner === undefined || owner.toLowerCase() === member.toLowerCase()) continue;
      report({
        code: 'person-twice',
        path: ['teams', team, 'members', index],
        message: `"${member}" is the GitHub login of ${owner}, who would count as two people`,
        fix: `write ${owner}, as in people`,
      });
    }
  }
}

/** Two people never share what identifies them. */
function shared(people: LoosePeople, key: 'github' | 'email' | 'key'): Finding[] {
  const owners = new Map<string, string>();
  const findings: Finding[] = [];
  for (const [id, found] of Object.entries(people)) {
    const value = key === 'github' ? (found?.github ?? id) : found?.[key];
    if (value === undefined) continue;
    const exact = key === 'key' ? value : value.toLowerCase();
    const owner = owners.get(exact);
    owners.set(exact, owner ?? id);
    if (owner === undefined) continue;
    findings.push({
      code: 'person-twice',
      path: ['people', id, key],
      message: `${id} has the same ${key} as ${owner}, so that one person would count as two`,
      fix: `give each person their own ${key}, or remove one of them`,
    });
  }
  return findings;
}

function checkMembership(people: LoosePeople, declared: Declared, report: Report): void {
  const members = new Set([...declared.members].map((member) => member.toLowerCase()));
  const rests = [...declared.teams].flatMap(([team, listed]) => [
    ['teams', team, 'members'],
    ...listed.map((_, index) => ['teams', team, 'members', index]),
  ]);
  for (const id of Object.keys(people)) {
    if (members.has(id.toLowerCase())) continue;
    report({
      code: 'unknown-person',
      path: ['people', id],
      at: 'key',
      message: `${id} is a member of no team`,
      fix: 'add them to the members of a team, or remove this line',
      slip: { name: id, known: declared.members },
      rests,
    });
  }
}

export const people: Section<typeof schema> = {
  schema,
  check(section = {}, declared, report) {
    checkMembership(section, declared, report);
    checkSpelling(section, declared, report);
    checkLogins(section, declared, report);
    for (const finding of [
      ...shared(section, 'github'),
      ...shared(section, 'email'),
      ...shared(section, 'key'),
    ]) {
      report(finding);
    }
  },
};
