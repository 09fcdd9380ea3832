import type { Node } from 'web-tree-sitter';
import type { SourceFile } from '../source/source-file.ts';

/** A block as it stands in a file; further bodies are those of override files. */
export interface Declared {
  labels: readonly string[];
  bodies: Node[];
  file: SourceFile;
  node: Node;
}

/** What the files of one module declare. */
export interface Declarations {
  /** By `aws_s3_bucket.a` and `data.aws_ami.b`. */
  resources: Map<string, Declared>;
  variables: Map<string, Declared>;
  outputs: Map<string, Declared>;
  calls: Map<string, Declared>;
  providers: Declared[];
  locals: Map<string, Node>;
  /** Where the state is kept: blocks `backend` and `cloud`. */
  backends: Declared[];
}

/** Reads the blocks of the native syntax; files in JSON syntax have none here. */
export function declarationsOf(files: readonly SourceFile[]): Declarations {
  const found: Declarations = {
    resources: new Map(),
    variables: new Map(),
    outputs: new Map(),
    calls: new Map(),
    providers: [],
    locals: new Map(),
    backends: [],
  };
  for (const file of files) {
    const body = file.tree?.rootNode.namedChildren.find(({ type }) => type === 'body');
    for (const node of body?.namedChildren ?? []) if (node.type === 'block') declare(found, node, file);
  }
  return found;
}

function declare(found: Declarations, node: Node, file: SourceFile): void {
  const [kind = '', ...labels] = labelsOf(node);
  const body = bodyOf(node);
  const declared: Declared = { labels, bodies: body ? [body] : [], file, node };
  switch (kind) {
    case 'resource':
      add(found.resources, labels.join('.'), declared);
      break;
    case 'data':
      add(found.resources, `data.${labels.join('.')}`, declared);
      break;
    case 'variable':
      add(found.variables, labels[0] ?? '', declared);
      break;
    case 'output':
      add(found.outputs, labels[0] ?? '', declared);
      break;
    case 'module':
      add(found.calls, labels[0] ?? '', declared);
      break;
    case 'provider':
      found.providers.push(declared);
      break;
    case 'terraform':
      found.backends.push(...backendsIn(body, file));
      break;
    case 'locals':
      for (const [name, expression] of attributesOf(declared.bodies)) found.locals.set(name, expression);
      break;
  }
}

/** https://developer.hashicorp.com/terraform/language/backend */
function backendsIn(body: Node | undefined, file: SourceFile): Declared[] {
  const blocks = body?.namedChildren.filter(({ type }) => type === 'block') ?? [];
  return blocks.flatMap((node) => {
    const [kind = '', ...labels] = labelsOf(node);
    return kind === 'backend' || kind === 'cloud'
      ? [{ labels: [kind, ...labels], bodies: [], file, node }]
      : [];
  });
}

/** https://developer.hashicorp.com/terraform/language/files/override */
function add(blocks: Map<string, Declared>, name: string, declared: Declared): void {
  const known = blocks.get(name);
  if (known && declared.file.override) known.bodies.push(...declared.bodies);
  else if (!known) blocks.set(name, declared);
}

/** The kind of a block and its labels. */
export function labelsOf(node: Node): string[] {
  const names: string[] = [];
  for (const child of node.namedChildren) {
    if (child.type === 'identifier') names.push(child.text);
    else if (child.type === 'string_lit') names.push(child.text.slice(1, -1));
    else break;
  }
  return names;
}

export function bodyOf(node: Node): Node | undefined {
  return node.namedChildren.find(({ type }) => type === 'body');
}

/** The expressions of a block by name; those of later bodies win. */
export function attributesOf(bodies: readonly Node[]): Map<string, Node> {
  const found = new Map<string, Node>();
  for (const body of bodies)
    for (const node of body.namedChildren) {
      if (node.type !== 'attribute') continue;
      const [name, expression] = node.namedChildren;
      if (name && expression) found.set(name.text, expression);
    }
  return found;
}

/** The nested blocks of a block: those of an override file replace all of their type. */
export function blocksOf(bodies: readonly Node[]): Map<string, Node[]> {
  const found = new Map<string, Node[]>();
  for (const body of bodies) {
    const own = Map.groupBy(
      body.namedChildren.filter(({ type }) => type === 'block'),
      (node) => nestedName(node),
    );
    for (const [name, nodes] of own) found.set(name, nodes);
  }
  return found;
}

/** `dynamic "rule"` makes blocks of the type `rule`. */
function nestedName(node: Node): string {
  const [kind = '', label = ''] = labelsOf(node);
  return kind === 'dynamic' ? label : kind;
}
