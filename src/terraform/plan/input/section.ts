import type { Json } from '../../../base/canonical-json.ts';
import type { Issue, Place } from '../../../base/issue.ts';
import { type JsonObject, member, type Problems, textMember } from '../json.ts';
import type { Assumption } from '../plan.ts';
import { isAddress } from './instance.ts';

/** The key of what Holdfast adds to Terraform's plan JSON. */
export const sectionKey = 'holdfast';

/** What a credential-free plan says beyond Terraform's own JSON. */
export interface PlanSection {
  schemaVersion: 1;
  /** By the address of a resource, with or without the keys of its instances and modules. */
  places: Record<string, Place & { endLine?: number }>;
  assumptions: Assumption[];
  problems: Issue[];
  /** `lenient`: Terraform refuses the configuration as it is; `problems` says why. */
  mode: 'strict' | 'lenient';
}

export interface ReadSection {
  places: Map<string, Place>;
  assumptions: Assumption[];
  problems: Issue[];
}

const path = `$.${sectionKey}`;

/** Reads the section as any other input: a plan may come from anywhere. Undefined when there is none. */
export function readSection(plan: JsonObject, problems: Problems): ReadSection | undefined {
  const section = problems.object(member(plan, sectionKey), path);
  if (!section) return undefined;
  const version = member(section, 'schemaVersion');
  if (version !== 1) {
    problems.add({
      code: 'plan-section-version',
      message: `${path}.schemaVersion is not 1: places and assumptions of this plan are not known`,
      fix: 'make the plan again with this version of Holdfast',
    });
    return { places: new Map(), assumptions: [], problems: [] };
  }
  return {
    places: placesOf(problems.object(member(section, 'places'), `${path}.places`) ?? {}, problems),
    assumptions: assumptionsOf(section, problems),
    problems: issuesOf(section, problems),
  };
}

function placesOf(places: JsonObject, problems: Problems): Map<string, Place> {
  const found = new Map<string, Place>();
  for (const [address, json] of Object.entries(places)) {
    const place = placeOf(json);
    if (place) found.set(address, place);
    else problems.malformed(`${path}.places[${JSON.stringify(address.slice(0, 200))}]`, 'a place in a file');
  }
  return found;
}

const fileMaxLength = 4096;

/** A place in a file below the project's folder: reports show it, and may read the file. */
function placeOf(json: Json | undefined): Place | undefined {
  const file = textMember(json, 'file');
  const [line, column] = [member(json, 'line'), member(json, 'column')];
  if (file === undefined || file === '' || file.length > fileMaxLength) return undefined;
  if (/^\/|^[A-Za-z]:|[\\\p{Cc}]/u.test(file) || file.split('/').includes('..')) return undefined;
  return isCount(line) && isCount(column) ? { file, line, column } : undefined;
}

function isCount(json: Json | undefined): json is number {
  return Number.isSafeInteger(json) && Number(json) >= 1;
}

function assumptionsOf(section: JsonObject, problems: Problems): Assumption[] {
  const items = problems.objects(member(section, 'assumptions'), `${path}.assumptions`);
  return items.flatMap(({ item, at }) => {
    const [address, what] = [textMember(item, 'address'), textMember(item, 'what')];
    const attribute = textMember(item, 'attribute');
    if (address !== undefined && isAddress(address) && what !== undefined)
      return [
        { address, ...(attribute !== undefined && { attribute: plain(attribute) }), what: plain(what) },
      ];
    problems.malformed(at, 'an assumption with an address and what it is');
    return [];
  });
}

function issuesOf(section: JsonObject, problems: Problems): Issue[] {
  const items = problems.objects(member(section, 'problems'), `${path}.problems`);
  return items.flatMap(({ item, at }) => {
    const [code, message] = [textMember(item, 'code'), textMember(item, 'message')];
    const [fix, place] = [textMember(item, 'fix'), placeOf(member(item, 'place'))];
    if (code !== undefined && /^[a-z0-9-]{1,64}$/.test(code) && message !== undefined)
      return [
        {
          code,
          message: plain(message),
          ...(fix !== undefined && { fix: plain(fix) }),
          ...(place && { place }),
        },
      ];
    problems.malformed(at, 'a problem with a code and a message');
    return [];
  });
}

const textMaxLength = 10_000;

/** Text without the control characters that could change what a terminal shows. */
function plain(text: string): string {
  return text.slice(0, textMaxLength).replace(/[^\P{Cc}\n]/gu, '\ufffd');
}
