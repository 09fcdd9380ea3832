import type { Node } from 'web-tree-sitter';
import type { Diagnostic } from '../engine/diagnostics.ts';
import { attributeOf } from '../source/body.ts';
import { HclBody } from '../source/hcl-syntax.ts';
import { hclLiteral } from '../source/rewrite/literal.ts';
import type { SourceFile } from '../source/source-file.ts';
import type { Project } from '../source/types.ts';
import { assumedVariable } from './assumed-variable.ts';
import { type Candidate, candidate, fileLeftOut, leftOut } from './candidate.ts';
import { expressionCandidates } from './expression-candidates.ts';
import type { Files, Spot } from './files.ts';
import { jsonCandidates } from './json-candidates.ts';
import { formCandidates, unescapedQuotes } from './old-syntax-candidates.ts';
import { type Surroundings, segmentsAt, surroundingsOf } from './surroundings.ts';

/** Ways to get rid of a problem at a place, the smallest change first. */
export function candidatesAt(
  project: Project,
  files: Files,
  spot: Spot,
  { summary, detail }: Pick<Diagnostic, 'summary' | 'detail'>,
): Candidate[] {
  const { file } = spot;
  if (!file.tree) return [...jsonCandidates(file, spot.start), fileLeftOut(file)];
  const around = surroundingsOf(file, spot.start);
  const problem = { summary, detail, start: spot.start };
  const special = around ? specialCandidates(project, files, file, problem, around) : [];
  const broken = isBroken(file, spot.start, around);
  return [
    ...special,
    ...(around && !broken ? usualCandidates(file, problem, around) : unescapedQuotes(file, spot.start)),
    ...segmentCandidates(file, spot.start, around),
    fileLeftOut(file),
  ];
}

/** Whether the parser itself stumbled there, so that its tree is no guide. */
function isBroken({ error, tree }: SourceFile, start: number, around: Surroundings | undefined): boolean {
  if (!error) return false;
  const top = around?.blocks[0];
  return top === undefined || top.hasError || tree?.rootNode.descendantForIndex(start)?.isError === true;
}

interface Problem {
  summary: string;
  detail: string;
  start: number;
}

function specialCandidates(
  project: Project,
  files: Files,
  file: SourceFile,
  { summary, detail }: Problem,
  around: Surroundings,
): Candidate[] {
  const top = around.blocks[0];
  if (!top) return [];
  const kind = top.firstNamedChild?.text ?? '';
  const body = new HclBody(file.text, top);
  if (summary === 'Missing required argument' && kind === 'module')
    return moduleArgument(project, files, file, top, detail);
  if (summary === 'Output refers to sensitive values' && kind === 'output')
    return [
      candidate(
        file,
        'assumed-argument',
        'the output is taken to be sensitive',
        body.insertion([{ name: 'sensitive', hcl: 'true', json: 'true' }]),
      ),
    ];
  if (summary === 'Invalid default value for variable' && kind === 'variable')
    return body.items('type').map((item) => leftOut(file, 'left-out-argument', 'the type is left out', item));
  return [];
}

/** A value for a variable of a module that its call does not give. */
function moduleArgument(
  project: Project,
  files: Files,
  file: SourceFile,
  call: Node,
  detail: string,
): Candidate[] {
  const name = /The argument "([\w-]+)" is required/.exec(detail)?.[1];
  const label = call.namedChildren[1]?.text.replace(/^"|"$/g, '');
  if (name === undefined || label === undefined) return [];
  const folder = file.path.includes('/') ? file.path.slice(0, file.path.lastIndexOf('/')) : '';
  const dir = project.modules.get(folder)?.calls.find((one) => one.name === label)?.dir;
  const variable = project.modules.get(dir ?? '')?.variables.find((one) => one.name === name);
  const declared = files
    .get(variable?.place.file ?? '')
    ?.body.blocks('variable', 1)
    .find((block) => block.labels[0] === name);
  if (!declared) return [];
  const literal = hclLiteral(assumedVariable(name, declared));
  const edits = new HclBody(file.text, call).insertion([{ name, hcl: literal, json: literal }]);
  return edits.length === 0
    ? []
    : [candidate(file, 'assumed-argument', `the argument ${name} is taken to be ${literal}`, edits)];
}

/** Blocks that only judge: without their condition they are nothing. */
const judging = new Set(['validation', 'precondition', 'postcondition', 'assert']);

function usualCandidates(file: SourceFile, problem: Problem, around: Surroundings): Candidate[] {
  const { blocks, attribute } = around;
  const inner = blocks
    .slice(1)
    .reverse()
    .map((block) =>
      leftOut(file, 'left-out-block', `the block ${block.firstNamedChild?.text} is left out`, spanOf(block)),
    );
  if (judging.has(blocks.at(-1)?.firstNamedChild?.text ?? '')) return inner;
  const name = attribute?.firstNamedChild?.text;
  const withoutArgument = attribute
    ? [leftOut(file, 'left-out-argument', `the argument ${name} is left out`, spanOf(attribute))]
    : [];
  const duplicate = /^(?:Duplicate|Attribute redefined)/.test(problem.summary);
  return [
    ...formCandidates(file, problem, around),
    ...(duplicate ? [] : expressionCandidates(file, problem, around)),
    ...withoutArgument,
    ...inner,
  ];
}

function segmentCandidates(file: SourceFile, start: number, around: Surroundings | undefined): Candidate[] {
  const top = around?.blocks[0];
  if (top && !top.hasError) return [blockLeftOut(file, top)];
  return segmentsAt(file.text, start).map((segment) =>
    leftOut(file, 'left-out-block', 'the block is left out', segment),
  );
}

/** A whole block of the file. */
export function blockLeftOut(file: SourceFile, block: Node): Candidate {
  const names: string[] = [];
  for (const child of block.namedChildren) {
    if (child.type === 'block_start') break;
    names.push(child.text.replace(/^"|"$/g, ''));
  }
  const code = names[0] === 'module' ? 'left-out-module' : 'left-out-block';
  return leftOut(file, code, `the block ${names.join('.')} is left out`, spanOf(block));
}

function spanOf(node: Node): { start: number; end: number } {
  return { start: node.startIndex, end: node.endIndex };
}

/** Ways for a problem that Terraform tells by an address alone. */
export function candidatesOfBlock(file: SourceFile, start: number, summary: string): Candidate[] {
  const top = surroundingsOf(file, start)?.blocks[0];
  if (!top) return jsonCandidates(file, start);
  const provider = /provider/i.test(summary)
    ? attributeOf(new HclBody(file.text, top), 'provider')
    : undefined;
  return [
    ...(provider ? [leftOut(file, 'left-out-argument', 'the argument provider is left out', provider)] : []),
    blockLeftOut(file, top),
  ];
}
