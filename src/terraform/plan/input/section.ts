import type { Json } from '../../../base/canonical-json.ts';
import type { Issue } from '../../../base/issue.ts';
import { type JsonObject, member, type Problems, textMember } from '../json.ts';
import type { Assumption, BlockPlace, Plan } from '../plan.ts';
import { isAddress } from './instance.ts';

/** The key of what Holdfast adds to Terraform's plan JSON. */
export const sectionKey = 'holdfast';

/** What Holdfast adds, as it was read: `PlanNotes` of the engine. */
export interface ReadSection {
  mode?: Plan['mode'];
  places: Map<string, BlockPlace>;
  assumptions: Assumption[];
  /** Names of attributes by address: their values are placeholders. */
  placeholders: Map<string, string[]>;
  /** Those among them that the configuration could have set: nobody knows what the provider chooses. */
  left: Map<string, string[]>;
  problems: Issue[];
  notes: Issue[];
}

const path = `$.${sectionKey}`;

/** Reads the section as any other input: a plan may come from anywhere. Undefined when there is none. */
export function readSection(plan: JsonObject, problems: Problems): ReadSection | undefined {
  const section = problems.object(member(plan, sectionKey), path);
  if (!section) return undefined;
  if (member(section, 'schemaVersion') !== 1) {
    problems.add({
      code: 'plan-section-version',
      message: `${path}.schemaVersion is not 1: places and assumptions of this plan are not known`,
      fix: 'make the plan again with this version of Holdfast',
    });
    return read({}, problems);
  }
  return read(section, problems);
}

function read(section: JsonObject, problems: Problems): ReadSection {
  const mode = member(section, 'mode');
  const issues = (name: string) => issuesOf(section, name, problems);
  return {
    ...((mode === 'strict' || mode === 'lenient' || mode === 'static') && { mode }),
    places: placesOf(problems.object(member(section, 'places'), `${path}.places`) ?? {}, problems),
    assumptions: assumptionsOf(section, problems),
    placeholders: namesOf(section, 'placeholders', problems),
    left: namesOf(section, 'left', problems),
    problems: issues('problems'),
    notes: [...issues('repairs'), ...issues('withheld')],
  };
}

function namesOf(section: JsonObject, name: string, problems: Problems): Map<string, string[]> {
  const lists = problems.object(member(section, name), `${path}.${name}`) ?? {};
  return new Map(
    Object.entries(lists).map(([address, json]) => {
      const names = problems.list(json, `${path}.${name}[${JSON.stringify(address.slice(0, 200))}]`);
      return [address, names.filter((one) => typeof one === 'string')];
    }),
  );
}

function placesOf(places: JsonObject, problems: Problems): Map<string, BlockPlace> {
  const found = new Map<string, BlockPlace>();
  for (const [address, json] of Object.entries(places)) {
    const place = placeOf(json);
    if (place) found.set(address, place);
    else problems.malformed(`${path}.places[${JSON.stringify(address.slice(0, 200))}]`, 'a place in a file');
  }
  return found;
}

const fileMaxLength = 4096;

/** A place in a file below the project's folder: reports show it, and may read the file. */
function placeOf(json: Json | undefined): BlockPlace | undefined {
  const file = textMember(json, 'file');
  const [line, column] = [member(json, 'line'), member(json, 'column')];
  if (file === undefined || file === '' || file.length > fileMaxLength) return undefined;
  if (/^\/|^[A-Za-z]:|[\\\p{Cc}]/u.test(file) || file.split('/').includes('..')) return undefined;
  if (!isCount(line) || !isCount(column)) return undefined;
  const endLine = member(json, 'endLine');
  return { file, line, column, ...(isCount(endLine) && endLine >= line && { endLine }) };
}

function isCount(json: Json | undefined): json is number {
  return Number.isSafeInteger(json) && Number(json) >= 1;
}

function assumptionsOf(section: JsonObject, problems: Problems): Assumption[] {
  const items = problems.objects(member(section, 'assumptions'), `${path}.assumptions`);
  return items.flatMap(({ item, at }): Assumption[] => {
    const [address, what] = [textMember(item, 'address'), textMember(item, 'what')];
    const [attribute, place] = [textMember(item, 'attribute'), placeOf(member(item, 'place'))];
    if (what === undefined || (address !== undefined && !isAddress(address))) {
      problems.malformed(at, 'an assumption');
      return [];
    }
    return [
      {
        kind: 'assumed',
        ...(address !== undefined && { address }),
        ...(attribute !== undefined && { attribute: plain(attribute) }),
        what: plain(what),
        ...(place && { place }),
      },
    ];
  });
}

function issuesOf(section: JsonObject, name: string, problems: Problems): Issue[] {
  const items = problems.objects(member(section, name), `${path}.${name}`);
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
